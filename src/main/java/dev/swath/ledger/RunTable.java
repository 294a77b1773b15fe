package dev.swath.ledger;

import dev.swath.run.Run;
import dev.swath.run.RunSummary;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The runs in the ledger. Recording something twice has the same effect as once. */
public final class RunTable {

    private static final String COUNTS = """
            SELECT count(*) + (SELECT count(*) FROM sent_image s WHERE s.run = ? AND s.outcome IS NULL) AS listed,
                count(CASE WHEN status = 'stored' THEN 1 END) AS stored,
                count(CASE WHEN status = 'skipped' THEN 1 END) AS skipped,
                count(CASE WHEN status = 'empty' THEN 1 END) AS empty,
                count(CASE WHEN status = 'elsewhere' THEN 1 END) AS elsewhere,
                count(CASE WHEN status = 'failed' THEN 1 END) AS failed
            FROM outcome WHERE run = ?""";

    private final Database database;
    private final ProcessIdentity self = ProcessIdentity.current();

    RunTable(Database database) {
        this.database = database;
    }

    /** Records that a run began in this process. */
    public void opened(Run run) {
        database.insertIfAbsent(
                """
                INSERT INTO run (id, job, split, host, process_id, process_started, chosen, started, seen, status,
                    listed, stored, skipped, empty, failed, requests, retries, rejected, bytes_received, bytes_written)
                VALUES (?, ?, ?, ?, ?, ?, FALSE, ?, ?, 'running', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)""",
                run.id(),
                run.job(),
                run.split(),
                self.host(),
                self.id(),
                self.started(),
                run.started(),
                run.started());
    }

    /** Records that a run is limited to chosen images. */
    public void chosen(Run run) {
        database.update("UPDATE run SET chosen = TRUE WHERE id = ?", run.id());
    }

    /** Records a sign of life of a run; a run that was thought to be interrupted is running again. */
    public void seen(Run run, Instant now) {
        database.update("UPDATE run SET seen = ?, status = 'running' WHERE id = ? AND ended IS NULL", now, run.id());
    }

    /** Records how a run ended. */
    public void closed(RunSummary summary) {
        database.update(
                """
                UPDATE run SET seen = ?, ended = ?, status = ?, listed = ?, stored = ?, skipped = ?, empty = ?,
                    elsewhere = ?, failed = ?, requests = ?, retries = ?, rejected = ?, bytes_received = ?, bytes_written = ?,
                    listing_failure = ?, stopped = ?
                WHERE id = ?""",
                summary.ended(),
                summary.ended(),
                (summary.complete() ? RunStatus.COMPLETE : RunStatus.INCOMPLETE).toString(),
                summary.listed(),
                summary.stored(),
                summary.skipped(),
                summary.empty(),
                summary.elsewhere(),
                summary.failed(),
                summary.requests(),
                summary.retries(),
                summary.rejected(),
                summary.bytesReceived(),
                summary.bytesWritten(),
                summary.listingFailure(),
                summary.stopped(),
                summary.run());
    }

    /** Deletes a run that could not begin. */
    public void forget(Run run) {
        database.update("DELETE FROM run WHERE id = ?", run.id());
    }

    /**
     * Marks runs of a job as interrupted: those whose process is gone, and those of this process, which has no open run
     * of the job; not those that another scheduler may take over.
     *
     * @return these runs, as they were left
     */
    public List<RunRecord> interrupt(String job, Instant now) {
        List<RunRecord> running = select(
                "WHERE status = 'running' AND job = ? AND NOT EXISTS (SELECT 1 FROM run_lease l WHERE l.run = id)",
                job);
        List<RunRecord> interrupted = new ArrayList<>();
        for (RunRecord left : running) {
            boolean mine = left.process().equals(self);
            if ((mine || left.isAbandoned(self, now))
                    && database.update(
                                    "UPDATE run SET status = 'interrupted' WHERE id = ? AND status = 'running'",
                                    left.run().id())
                            > 0) {
                interrupted.add(left.with(RunStatus.INTERRUPTED));
            }
        }
        return interrupted;
    }

    /**
     * The latest runs, the last one first; a run whose process is gone is shown as interrupted.
     *
     * @param job whose runs, or empty for all jobs
     * @param limit maximum number of runs
     */
    public List<RunRecord> latest(Optional<String> job, int limit, Instant now) {
        String latestFirst = " ORDER BY started DESC, id DESC LIMIT ?";
        List<RunRecord> latest =
                job.isPresent() ? select("WHERE job = ?" + latestFirst, job.get(), limit) : select(latestFirst, limit);
        return latest.stream().map(record -> shown(record, now)).toList();
    }

    /**
     * When the last full run of a job with this status ended, not counting runs of chosen images; empty if there is
     * none.
     */
    public Optional<Instant> lastEnded(String job, RunStatus status) {
        return database
                .query(
                        "SELECT ended FROM run WHERE job = ? AND status = ? AND chosen = FALSE AND ended IS NOT NULL"
                                + " ORDER BY ended DESC LIMIT 1",
                        row -> instant(row, "ended"),
                        job,
                        status.toString())
                .stream()
                .findFirst();
    }

    /** The run with this id; a run whose process is gone is shown as interrupted. */
    public Optional<RunRecord> find(String id, Instant now) {
        return select("WHERE id = ?", id).stream().findFirst().map(record -> shown(record, now));
    }

    /** If a run was never closed, its counts come from the recorded outcomes, and from the images without one that it has counted. */
    private List<RunRecord> select(String which, Object... values) {
        return database.query("SELECT * FROM run " + which, RunTable::read, values).stream()
                .map(record -> record.ended().isPresent()
                        ? record
                        : record.with(record.counts().plus(noted(record.run()))))
                .toList();
    }

    private RunRecord.Counts noted(Run run) {
        return database.query(COUNTS, RunTable::counts, run.id(), run.id()).get(0);
    }

    private RunRecord shown(RunRecord record, Instant now) {
        return record.isAbandoned(self, now) ? record.with(RunStatus.INTERRUPTED) : record;
    }

    private static RunRecord read(ResultSet row) throws SQLException {
        return new RunRecord(
                new Run(row.getString("id"), row.getString("job"), row.getString("split"), instant(row, "started")),
                new ProcessIdentity(row.getString("host"), row.getLong("process_id"), instant(row, "process_started")),
                instant(row, "seen"),
                Optional.ofNullable(row.getObject("ended", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                RunStatus.of(row.getString("status")),
                counts(row),
                row.getLong("requests"),
                row.getLong("retries"),
                row.getLong("rejected"),
                row.getLong("bytes_received"),
                row.getLong("bytes_written"),
                Optional.ofNullable(row.getString("listing_failure")),
                Optional.ofNullable(row.getString("stopped")),
                Optional.ofNullable(row.getObject("taken_over", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant));
    }

    private static RunRecord.Counts counts(ResultSet row) throws SQLException {
        return new RunRecord.Counts(
                row.getInt("listed"),
                row.getInt("stored"),
                row.getInt("skipped"),
                row.getInt("empty"),
                row.getInt("elsewhere"),
                row.getInt("failed"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
