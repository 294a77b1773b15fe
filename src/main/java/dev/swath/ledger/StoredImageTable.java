package dev.swath.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** The stored files: one row for each file of each output. */
public final class StoredImageTable {

    private final Database database;

    StoredImageTable(Database database) {
        this.database = database;
    }

    /** The contents of a file, if the ledger has them. */
    public Optional<StoredImage> find(String output, String file) {
        return database
                .query("SELECT * FROM stored_image WHERE output = ? AND file = ?", StoredImageTable::read, output, file)
                .stream()
                .findFirst();
    }

    /**
     * Some of the stored files, in the order of output and file.
     *
     * @param job whose files; those of all jobs if empty
     * @param after the last one that was there before; empty for the first ones
     * @param most how many
     */
    public List<StoredImageWithJob> page(Optional<String> job, Optional<StoredImage> after, int most) {
        String output = after.map(StoredImage::output).orElse("");
        return database.query(
                """
                SELECT s.*, r.job, o.acquired FROM stored_image s
                    LEFT JOIN run r ON r.id = s.run LEFT JOIN outcome o ON o.run = s.run AND o.image = s.image
                WHERE (s.output > ? OR s.output = ? AND s.file > ?) AND (r.job = ? OR ? = '')
                ORDER BY s.output, s.file LIMIT ?""",
                row -> new StoredImageWithJob(
                        read(row),
                        Optional.ofNullable(row.getString("job")),
                        Optional.ofNullable(row.getObject("acquired", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant)),
                output,
                output,
                after.map(StoredImage::file).orElse(""),
                job.orElse(""),
                job.orElse(""),
                most);
    }

    /** Records the contents of a file. */
    public void put(StoredImage stored) {
        Object[] values = {
            stored.image(),
            stored.updated(),
            stored.fingerprint(),
            stored.bytes(),
            stored.run(),
            stored.storedAt(),
            stored.sha256(),
            stored.output(),
            stored.file()
        };
        int changed = database.update("""
                UPDATE stored_image SET image = ?, updated = ?, fingerprint = ?, bytes = ?, run = ?, stored_at = ?, sha256 = ?
                WHERE output = ? AND file = ?""", values);
        if (changed == 0) {
            database.insertIfAbsent("""
                    INSERT INTO stored_image (image, updated, fingerprint, bytes, run, stored_at, sha256, output, file)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""", values);
        }
    }

    private static StoredImage read(ResultSet row) throws SQLException {
        return new StoredImage(
                row.getString("output"),
                row.getString("file"),
                row.getString("image"),
                row.getObject("updated", OffsetDateTime.class).toInstant(),
                row.getString("fingerprint"),
                row.getLong("bytes"),
                row.getString("run"),
                row.getObject("stored_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getString("sha256")));
    }
}
