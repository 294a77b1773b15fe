package dev.swath.ledger;

import java.util.List;

/** The STAC Items in outputs that can't be read: one row for each. */
public final class ItemTable {

    private final Database database;

    ItemTable(Database database) {
        this.database = database;
    }

    /** Records an item, in place of one with the same name. */
    public void put(KeptItem item) {
        Object[] values = {item.job(), item.json(), item.output(), item.file()};
        int changed = database.update("UPDATE item SET job = ?, json = ? WHERE output = ? AND file = ?", values);
        if (changed == 0) {
            database.insertIfAbsent("INSERT INTO item (job, json, output, file) VALUES (?, ?, ?, ?)", values);
        }
    }

    /**
     * Some of the items of a job, in the order of their names.
     *
     * @param after name of the last one that was there before; empty text for the first ones
     * @param most how many
     */
    public List<KeptItem> page(String output, String job, String after, int most) {
        return database.query(
                "SELECT * FROM item WHERE output = ? AND job = ? AND file > ? ORDER BY file LIMIT ?",
                row -> new KeptItem(
                        row.getString("output"), row.getString("file"), row.getString("job"), row.getString("json")),
                output,
                job,
                after,
                most);
    }

    /** The names of the jobs that have items in an output, in order. */
    public List<String> jobs(String output) {
        return database.query(
                "SELECT DISTINCT job FROM item WHERE output = ? ORDER BY job", row -> row.getString("job"), output);
    }
}
