package dev.swath.ledger;

import dev.swath.run.Run;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * Which scheduler acts for a run whose images go to workers: of several that share the ledger, one. It keeps the run as long as it
 * renews its lease; once that has ended, or its process on the machine that asks is gone, another one takes the run over. Times are
 * those of the database.
 */
public final class RunLeaseTable {

    /** How long a run is kept without being renewed. */
    public static final Duration LEASE = Duration.ofSeconds(30);

    /** In the place of the scheduler of a run that was handed over. */
    private static final String NOBODY = "nobody";

    private static final String LEASE_END = "CURRENT_TIMESTAMP + INTERVAL '" + LEASE.toSeconds() + "' SECOND";

    private final Database database;
    private final ProcessIdentity self = ProcessIdentity.current();
    private final String scheduler = String.format(Locale.ROOT, "%s %d %s", self.host(), self.id(), UUID.randomUUID());

    RunLeaseTable(Database database) {
        this.database = database;
    }

    /**
     * Takes a run that begins in this process.
     *
     * @param fingerprint of the settings of its job
     * @param timeEnds until when the run may go on
     */
    public void begin(Run run, String fingerprint, Instant timeEnds) {
        database.insertIfAbsent(
                "INSERT INTO run_lease (run, scheduler, host, process_id, process_started, fingerprint, time_ends, lease_ends)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, " + LEASE_END + ")",
                run.id(),
                scheduler,
                self.host(),
                self.id(),
                self.started(),
                fingerprint,
                timeEnds);
    }

    /** Keeps a run for another lease; whether it was still ours. */
    public boolean renew(String run) {
        return database.update(
                        "UPDATE run_lease SET lease_ends = " + LEASE_END + " WHERE run = ? AND scheduler = ?",
                        run,
                        scheduler)
                > 0;
    }

    /** Gives a run of ours to whoever takes it over first. */
    public void release(String run) {
        database.update(
                "UPDATE run_lease SET scheduler = ?, lease_ends = CURRENT_TIMESTAMP WHERE run = ? AND scheduler = ?",
                NOBODY,
                run,
                scheduler);
    }

    /** The runs of other schedulers that are gone or have handed them over, the oldest first. */
    public List<RunLease> lapsed() {
        return database
                .query(
                        "SELECT l.*, r.job, r.split, r.started, r.chosen,"
                                + " CASE WHEN l.lease_ends < CURRENT_TIMESTAMP THEN 1 ELSE 0 END AS is_over"
                                + " FROM run_lease l JOIN run r ON r.id = l.run WHERE l.scheduler <> ? ORDER BY r.started",
                        RunLeaseTable::read,
                        scheduler)
                .stream()
                .filter(held -> held.over() || isGone(held.lease().process()))
                .map(Held::lease)
                .toList();
    }

    private boolean isGone(ProcessIdentity process) {
        return process.host().equals(self.host()) && !process.isAlive();
    }

    /** Whether a run of a job has a scheduler, or waits for another one. */
    public boolean isUnderWay(String job) {
        return !database.query(
                        "SELECT l.run FROM run_lease l JOIN run r ON r.id = l.run WHERE r.job = ? LIMIT 1",
                        row -> row.getString("run"),
                        job)
                .isEmpty();
    }

    /** Takes a run over. Of several that try, one gets it. */
    public boolean takeOver(RunLease lapsed) {
        return database.transaction(statements -> {
            boolean ours = statements.update(
                            "UPDATE run_lease SET scheduler = ?, host = ?, process_id = ?, process_started = ?, lease_ends = "
                                    + LEASE_END + " WHERE run = ? AND scheduler = ? AND lease_ends = ?",
                            scheduler,
                            self.host(),
                            self.id(),
                            self.started(),
                            lapsed.run().id(),
                            lapsed.scheduler(),
                            lapsed.leaseEnds())
                    > 0;
            if (ours) {
                statements.update(
                        "UPDATE run SET host = ?, process_id = ?, process_started = ?, taken_over = CURRENT_TIMESTAMP,"
                                + " seen = CURRENT_TIMESTAMP, status = 'running', ended = NULL WHERE id = ?",
                        self.host(),
                        self.id(),
                        self.started(),
                        lapsed.run().id());
            }
            return ours;
        });
    }

    /** Marks a run as interrupted that nobody is to complete. Of several that try, one does so. */
    public boolean giveUp(RunLease lapsed) {
        return database.transaction(statements -> {
            boolean ours = statements.update(
                            "DELETE FROM run_lease WHERE run = ? AND scheduler = ? AND lease_ends = ?",
                            lapsed.run().id(),
                            lapsed.scheduler(),
                            lapsed.leaseEnds())
                    > 0;
            if (ours) {
                statements.update(
                        "DELETE FROM sent_image WHERE run = ?", lapsed.run().id());
                statements.update(
                        "UPDATE run SET status = 'interrupted' WHERE id = ? AND ended IS NULL",
                        lapsed.run().id());
            }
            return ours;
        });
    }

    /** The summary of a run of ours is sent: nobody has to take it over. */
    public void end(String run) {
        database.transaction(statements -> {
            int ours = statements.update("DELETE FROM run_lease WHERE run = ? AND scheduler = ?", run, scheduler);
            return ours > 0 ? statements.update("DELETE FROM sent_image WHERE run = ?", run) : ours;
        });
    }

    /** Whether a recipient is to be notified of a run: true once. */
    public boolean mayNotify(String run, String recipient) {
        return database.insertIfAbsent("INSERT INTO notified (run, recipient) VALUES (?, ?)", run, recipient) > 0;
    }

    /**
     * A run with its scheduler.
     *
     * @param lease who had it
     * @param over whether the lease has ended
     */
    private record Held(RunLease lease, boolean over) {}

    private static Held read(ResultSet row) throws SQLException {
        return new Held(
                new RunLease(
                        new Run(
                                row.getString("run"),
                                row.getString("job"),
                                row.getString("split"),
                                instant(row, "started")),
                        row.getString("scheduler"),
                        new ProcessIdentity(
                                row.getString("host"), row.getLong("process_id"), instant(row, "process_started")),
                        row.getString("fingerprint"),
                        instant(row, "lease_ends"),
                        instant(row, "time_ends"),
                        row.getBoolean("chosen")),
                row.getInt("is_over") == 1);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
