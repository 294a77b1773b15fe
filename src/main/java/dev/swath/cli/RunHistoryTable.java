package dev.swath.cli;

import dev.swath.ledger.RunRecord;
import dev.swath.report.SummaryTable;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** Runs of the ledger as text: one line for each run, and below it who has taken it over, and why it ended early. */
final class RunHistoryTable {

    private static final String ROW = "%-20s %-24s %-11s %9s %6s %6s %7s %6s %9s %6s %10s  %s\n";

    private RunHistoryTable() {}

    /** The table, with lines ended by {@code \n}. */
    static String of(List<RunRecord> runs) {
        StringBuilder table = new StringBuilder();
        table.append(String.format(
                Locale.ROOT,
                ROW,
                "started",
                "job",
                "status",
                "wall",
                "listed",
                "stored",
                "skipped",
                "empty",
                "elsewhere",
                "failed",
                "received",
                "run"));
        runs.forEach(run -> row(table, run));
        return table.toString();
    }

    private static void row(StringBuilder table, RunRecord run) {
        table.append(String.format(
                Locale.ROOT,
                ROW,
                run.run().started().truncatedTo(ChronoUnit.SECONDS),
                run.run().job(),
                run.status(),
                time(run.wall()),
                run.counts().listed(),
                run.counts().stored(),
                run.counts().skipped(),
                run.counts().empty(),
                run.counts().elsewhere(),
                run.counts().failed(),
                SummaryTable.size(run.bytesReceived()),
                run.run().id()));
        run.takenOver().ifPresent(when -> table.append(takenOver(run, when)));
        run.listingFailure().ifPresent(cause -> table.append("  the listing could not go on: ")
                .append(cause)
                .append('\n'));
        run.stopped().ifPresent(reason -> table.append("  ended early: ")
                .append(reason)
                .append(run.counts().notStarted() > 0 ? "; " + run.counts().notStarted() + " images not started" : "")
                .append('\n'));
    }

    private static String takenOver(RunRecord run, Instant when) {
        return String.format(
                Locale.ROOT,
                "  taken over %s by process %d on %s\n",
                when.truncatedTo(ChronoUnit.SECONDS),
                run.process().id(),
                run.process().host());
    }

    private static String time(Duration wall) {
        return wall.toHours() > 0
                ? String.format(Locale.ROOT, "%dh%02dm", wall.toHours(), wall.toMinutesPart())
                : String.format(Locale.ROOT, "%.1f s", wall.toMillis() / 1e3);
    }
}
