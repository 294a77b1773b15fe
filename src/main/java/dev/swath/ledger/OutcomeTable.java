package dev.swath.ledger;

import dev.swath.run.ImageOutcome;
import dev.swath.run.OutcomeStatus;
import dev.swath.run.Run;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The outcomes of the images of each run. Recording an outcome twice has the same effect as once. */
public final class OutcomeTable {

    private static final String FAILED = """
            SELECT r.job, o.run, o.image, o.acquired, o.cause FROM outcome o JOIN run r ON r.id = o.run
            WHERE o.status = 'failed'
            """;
    private static final String ORDER = " ORDER BY o.acquired, o.image";

    private static final String INSERT = """
            INSERT INTO outcome (acquired, status, file, cause, busy_seconds, bytes_received, bytes_written,
                requests, retries, rejected, run, image)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private final Database database;

    OutcomeTable(Database database) {
        this.database = database;
    }

    /** Records the outcome of an image; an image that a listing named twice keeps its last outcome. */
    public void add(Run run, ImageOutcome outcome) {
        Object[] values = values(run, outcome);
        int changed = database.update("""
                UPDATE outcome SET acquired = ?, status = ?, file = ?, cause = ?, busy_seconds = ?, bytes_received = ?,
                    bytes_written = ?, requests = ?, retries = ?, rejected = ?
                WHERE run = ? AND image = ?""", values);
        if (changed == 0) {
            database.insertIfAbsent(INSERT, values);
        }
    }

    /**
     * Records images on which there was nothing to do, in one transaction. Most of them have no row: they are only counted.
     *
     * @param rows those that get a row
     * @param counts how many images of the run have no row, these and all before
     * @param seen the run's last sign of life
     */
    public void addUntouched(Run run, List<ImageOutcome> rows, Untouched counts, Instant seen) {
        database.transaction(statements -> {
            if (!rows.isEmpty()) {
                statements.update(
                        "DELETE FROM outcome WHERE run = ? AND image = ?",
                        rows.stream()
                                .map(row -> new Object[] {run.id(), row.image()})
                                .toList());
                statements.update(
                        INSERT, rows.stream().map(row -> values(run, row)).toList());
            }
            return statements.update(
                    "UPDATE run SET skipped = ?, empty = ?, seen = ?, status = 'running' WHERE id = ? AND ended IS NULL",
                    counts.skipped(),
                    counts.empty(),
                    seen,
                    run.id());
        });
    }

    /**
     * Images of a run that have no row.
     *
     * @param skipped images that were stored already
     * @param empty images that miss the area
     */
    public record Untouched(int skipped, int empty) {

        /** No image. */
        public static final Untouched NONE = new Untouched(0, 0);

        /** These and another one. */
        public Untouched plus(ImageOutcome outcome) {
            return outcome.status() == OutcomeStatus.SKIPPED
                    ? new Untouched(skipped + 1, empty)
                    : new Untouched(skipped, empty + 1);
        }
    }

    /** Those of some images that have failed in a run, whichever it was. */
    public Set<String> failedBefore(Collection<String> images) {
        String places = String.join(", ", Collections.nCopies(images.size(), "?"));
        return images.isEmpty()
                ? Set.of()
                : Set.copyOf(database.query(
                        "SELECT DISTINCT image FROM outcome WHERE status = 'failed' AND image IN (" + places + ")",
                        row -> row.getString("image"),
                        images.toArray()));
    }

    private static Object[] values(Run run, ImageOutcome outcome) {
        return new Object[] {
            outcome.acquired(),
            outcome.status().name().toLowerCase(Locale.ROOT),
            outcome.file(),
            outcome.cause(),
            outcome.busySeconds(),
            outcome.bytesReceived(),
            outcome.bytesWritten(),
            outcome.requests(),
            outcome.retries(),
            outcome.rejected(),
            run.id(),
            outcome.image()
        };
    }

    /**
     * The images of a run, in order of acquisition.
     *
     * @param most maximum number of images
     */
    public List<RecordedOutcome> ofRun(String run, int most) {
        return database.query(
                "SELECT * FROM outcome o WHERE run = ?" + ORDER + " LIMIT ?",
                row -> new RecordedOutcome(
                        row.getString("image"),
                        instant(row, "acquired"),
                        OutcomeStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                        Optional.ofNullable(row.getString("file")),
                        Optional.ofNullable(row.getString("cause")),
                        row.getDouble("busy_seconds"),
                        row.getInt("requests"),
                        row.getLong("bytes_written")),
                run,
                most);
    }

    /** The jobs that have runs, by name. */
    public List<String> jobs() {
        return database.query("SELECT DISTINCT job FROM run ORDER BY job", row -> row.getString("job"));
    }

    /**
     * The images of a job that failed when they were last tried, in order of acquisition: in its latest run that read
     * the listing to the end, and in runs since. Failures of earlier runs are not listed.
     */
    public List<FailedImage> latestFailures(String job) {
        Instant since = database.query("""
                        SELECT started FROM run
                        WHERE job = ? AND NOT chosen AND status IN ('complete', 'incomplete')
                            AND listing_failure IS NULL AND stopped IS NULL
                        ORDER BY started DESC LIMIT 1""", row -> instant(row, "started"), job).stream()
                .findFirst()
                .orElse(Instant.EPOCH);
        return database.query(FAILED + """
                        AND r.job = ? AND r.started >= ?
                        AND NOT EXISTS (SELECT 1 FROM outcome later JOIN run lr ON lr.id = later.run
                            WHERE later.image = o.image AND lr.job = r.job AND lr.started > r.started
                                AND later.status <> 'elsewhere')""" + ORDER, OutcomeTable::read, job, since);
    }

    /** The images that failed in a run and that no later run of its job stored, in order of acquisition. */
    public List<FailedImage> failures(String run) {
        return database.query(FAILED + """
                        AND r.id = ?
                        AND NOT EXISTS (SELECT 1 FROM outcome later JOIN run lr ON lr.id = later.run
                            WHERE later.image = o.image AND lr.job = r.job AND lr.started > r.started
                                AND later.status NOT IN ('failed', 'elsewhere'))""" + ORDER, OutcomeTable::read, run);
    }

    private static FailedImage read(ResultSet row) throws SQLException {
        return new FailedImage(
                row.getString("job"),
                row.getString("run"),
                row.getString("image"),
                instant(row, "acquired"),
                row.getString("cause"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
