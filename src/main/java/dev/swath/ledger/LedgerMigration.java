package dev.swath.ledger;

import java.util.Locale;
import org.flywaydb.core.Flyway;

/** Makes the tables of a ledger, or brings them up to date. */
final class LedgerMigration {

    private static final String FOLDER = "dev/swath/ledger/migration";
    /** Version of the last file in that folder. */
    private static final String NEWEST = "8";

    private static final String HISTORY = "swath_ledger_history";

    private LedgerMigration() {}

    /**
     * Flyway takes longer to see that nothing is to do than all the rest of opening a ledger: one that is up to date goes without.
     *
     * @throws RuntimeException if the database has other contents, or tables of a newer Swath
     */
    static void bringUpToDate(Database database) {
        if (isUpToDate(database)) {
            return;
        }
        Flyway.configure(LedgerMigration.class.getClassLoader())
                .dataSource(database.source())
                .locations("classpath:" + FOLDER)
                .table(HISTORY)
                .failOnMissingLocations(true)
                .load()
                .migrate();
    }

    /** Whether the last migration of a database is the newest one, and ended well. */
    static boolean isUpToDate(Database database) {
        String last = String.format(
                Locale.ROOT,
                "SELECT \"version\", \"success\" FROM \"%s\" ORDER BY \"installed_rank\" DESC LIMIT 1",
                HISTORY);
        try {
            // Asked for a table that is not there, H2 would begin a file with the trace of an error.
            return isThere(database)
                    && database.query(last, row -> NEWEST.equals(row.getString(1)) && row.getBoolean(2))
                            .contains(true);
        } catch (LedgerException e) {
            // Flyway says what is wrong with it.
            return false;
        }
    }

    private static boolean isThere(Database database) {
        return !database.query(
                        "SELECT 1 FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = CURRENT_SCHEMA AND TABLE_NAME = ?",
                        row -> row,
                        HISTORY)
                .isEmpty();
    }
}
