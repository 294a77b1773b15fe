package dev.swath.ledger;

/** The images that were fetched and have no data in the area of their job. */
public final class BlankImageTable {

    private final Database database;

    BlankImageTable(Database database) {
        this.database = database;
    }

    /** Whether an image was found blank with the same settings, and is unchanged since. */
    public boolean has(String fingerprint) {
        return !database.query(
                        "SELECT image FROM blank_image WHERE fingerprint = ?",
                        row -> row.getString("image"),
                        fingerprint)
                .isEmpty();
    }

    /** Records an image. Recording it twice has the same effect as once. */
    public void put(BlankImage blank) {
        database.insertIfAbsent(
                "INSERT INTO blank_image (fingerprint, image, run, noted_at) VALUES (?, ?, ?, ?)",
                blank.fingerprint(),
                blank.image(),
                blank.run(),
                blank.notedAt());
    }
}
