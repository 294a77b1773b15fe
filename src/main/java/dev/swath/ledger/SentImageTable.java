package dev.swath.ledger;

import dev.swath.ledger.SentImage.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The images that runs have sent to workers, with the outcomes that came back. An outcome counts once, whoever received it. */
public final class SentImageTable {

    private static final String OF_IMAGE = " WHERE run = ? AND image = ?";

    private final Database database;

    SentImageTable(Database database) {
        this.database = database;
    }

    /** Records that an image is about to be sent, for the first time or again after a failure that may have passed. */
    public void sending(String run, String image, Instant acquired) {
        int added = database.insertIfAbsent(
                "INSERT INTO sent_image (run, image, acquired, state) VALUES (?, ?, ?, 'sending')",
                run,
                image,
                acquired);
        if (added == 0) {
            database.update(
                    "UPDATE sent_image SET state = 'sending', earlier = outcome, outcome = NULL" + OF_IMAGE
                            + " AND outcome IS NOT NULL",
                    run,
                    image);
        }
    }

    /** Records that an image is in the queue. */
    public void sent(String run, String image) {
        database.update("UPDATE sent_image SET state = 'sent'" + OF_IMAGE + " AND state = 'sending'", run, image);
    }

    /** Forgets an image that could not be sent, or that was not started. */
    public void unsent(String run, String image) {
        database.update("DELETE FROM sent_image" + OF_IMAGE, run, image);
    }

    /**
     * Records an outcome that came back.
     *
     * @param outcome its document
     * @return whether it is the first one since the image was sent
     */
    public boolean returned(String run, String image, String outcome) {
        return database.update(
                        "UPDATE sent_image SET outcome = ?, state = 'returned'" + OF_IMAGE + " AND outcome IS NULL",
                        outcome,
                        run,
                        image)
                > 0;
    }

    /** The image of a run, if it was sent. */
    public Optional<SentImage> find(String run, String image) {
        return database.query("SELECT * FROM sent_image" + OF_IMAGE, SentImageTable::read, run, image).stream()
                .findFirst();
    }

    /** Those of some images that have an outcome. */
    public List<SentImage> returned(String run, Collection<String> images) {
        if (images.isEmpty()) {
            return List.of();
        }
        String places = String.join(", ", Collections.nCopies(images.size(), "?"));
        return database.query(
                "SELECT * FROM sent_image WHERE run = ? AND outcome IS NOT NULL AND image IN (" + places + ")",
                SentImageTable::read,
                Stream.concat(Stream.of(run), images.stream()).toArray());
    }

    /**
     * The images of a run in the order of their ids.
     *
     * @param after the id of the last one that is known; empty for the first ones
     */
    public List<SentImage> page(String run, String after, int most) {
        return database.query(
                "SELECT * FROM sent_image WHERE run = ? AND image > ? ORDER BY image LIMIT ?",
                SentImageTable::read,
                run,
                after,
                most);
    }

    private static SentImage read(ResultSet row) throws SQLException {
        return new SentImage(
                row.getString("image"),
                row.getObject("acquired", OffsetDateTime.class).toInstant(),
                State.of(row.getString("state")),
                Optional.ofNullable(row.getString("outcome")),
                Optional.ofNullable(row.getString("earlier")));
    }
}
