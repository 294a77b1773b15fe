package dev.swath.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
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

    /** Records the contents of a file. */
    public void put(StoredImage stored) {
        Object[] values = {
            stored.image(),
            stored.updated(),
            stored.fingerprint(),
            stored.bytes(),
            stored.run(),
            stored.storedAt(),
            stored.output(),
            stored.file()
        };
        int changed = database.update("""
                UPDATE stored_image SET image = ?, updated = ?, fingerprint = ?, bytes = ?, run = ?, stored_at = ?
                WHERE output = ? AND file = ?""", values);
        if (changed == 0) {
            database.insertIfAbsent("""
                    INSERT INTO stored_image (image, updated, fingerprint, bytes, run, stored_at, output, file)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)""", values);
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
                row.getObject("stored_at", OffsetDateTime.class).toInstant());
    }
}
