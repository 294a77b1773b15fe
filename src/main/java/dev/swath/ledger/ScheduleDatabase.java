package dev.swath.ledger;

import com.zaxxer.hikari.HikariDataSource;
import dev.swath.job.SettingException;
import java.io.Closeable;
import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;

/** The tables of a schedule that several processes share, beside those of their ledger in PostgreSQL: Quartz reads and writes them. */
public final class ScheduleDatabase implements Closeable {

    private static final String FOLDER = "dev/swath/ledger/schedule";
    private static final String HISTORY = "swath_schedule_history";
    /** A scheduler thread, a check of the others, and a few jobs that begin or end. */
    private static final int CONNECTIONS = 5;

    private final HikariDataSource pool;

    private ScheduleDatabase(HikariDataSource pool) {
        this.pool = pool;
    }

    /** Whether a schedule can be there: processes on several machines can reach PostgreSQL only. */
    public static boolean isPossible(LedgerUrl url) {
        return !url.isH2();
    }

    /**
     * Opens the schedule beside a ledger that was opened, and makes its tables if they are not there.
     *
     * @throws SettingException if they can't be made
     */
    public static ScheduleDatabase open(LedgerUrl url) {
        HikariDataSource pool = Database.pool(url, "swath-schedule", CONNECTIONS);
        try {
            Flyway.configure(ScheduleDatabase.class.getClassLoader())
                    .dataSource(pool)
                    .locations("classpath:" + FOLDER)
                    .table(HISTORY)
                    // The tables of the ledger are there already.
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .failOnMissingLocations(true)
                    .load()
                    .migrate();
            return new ScheduleDatabase(pool);
        } catch (RuntimeException e) {
            pool.close();
            throw new SettingException(
                    LedgerUrl.KEY,
                    url.toString(),
                    "can't hold the schedule: " + url.withoutItsSecrets(String.valueOf(e.getMessage()))
                            + "; check that the user may create tables");
        }
    }

    /** A connection, which its user closes. */
    public Connection connection() throws SQLException {
        return pool.getConnection();
    }

    @Override
    public void close() {
        pool.close();
    }
}
