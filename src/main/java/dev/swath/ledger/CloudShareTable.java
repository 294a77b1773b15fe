package dev.swath.ledger;

import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.OptionalDouble;

/** How cloudy images are over the areas of jobs. */
public final class CloudShareTable {

    private final Database database;

    CloudShareTable(Database database) {
        this.database = database;
    }

    /** What is known; empty if it was not asked yet. */
    public Optional<KnownCloudShare> find(String fingerprint) {
        return database
                .query(
                        "SELECT * FROM cloud_share WHERE fingerprint = ?",
                        row -> {
                            double percent = row.getDouble("cloudy_percent");
                            OptionalDouble known = row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(percent);
                            return new KnownCloudShare(
                                    fingerprint,
                                    row.getString("image"),
                                    known,
                                    row.getString("run"),
                                    row.getObject("noted_at", OffsetDateTime.class)
                                            .toInstant());
                        },
                        fingerprint)
                .stream()
                .findFirst();
    }

    /** Records an answer. Recording it twice has the same effect as once. */
    public void put(KnownCloudShare share) {
        if (share.percent().isPresent()) {
            database.insertIfAbsent(
                    "INSERT INTO cloud_share (fingerprint, image, cloudy_percent, run, noted_at) VALUES (?, ?, ?, ?, ?)",
                    share.fingerprint(),
                    share.image(),
                    share.percent().getAsDouble(),
                    share.run(),
                    share.notedAt());
        } else {
            database.insertIfAbsent(
                    "INSERT INTO cloud_share (fingerprint, image, run, noted_at) VALUES (?, ?, ?, ?)",
                    share.fingerprint(),
                    share.image(),
                    share.run(),
                    share.notedAt());
        }
    }
}
