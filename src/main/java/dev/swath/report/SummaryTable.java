package dev.swath.report;

import dev.swath.run.ImageOutcome;
import dev.swath.run.LeftOut;
import dev.swath.run.Percentiles;
import dev.swath.run.RunSummary;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A run's summary as lines of text, for a terminal or a log. */
public final class SummaryTable {

    private static final int FAILURES_SHOWN = 20;

    private SummaryTable() {}

    /** The table, with lines ended by {@code \n}. */
    public static String of(RunSummary summary) {
        StringBuilder table = new StringBuilder();
        line(table, "run %s (%s)", summary.run(), summary.split());
        line(
                table,
                "images   %d listed: %d stored, %d skipped, %d empty, %d failed%s%s",
                summary.listed(),
                summary.stored(),
                summary.skipped(),
                summary.empty(),
                summary.failed(),
                summary.elsewhere() > 0 ? ", " + summary.elsewhere() + " in work elsewhere" : "",
                summary.notStarted() > 0 ? ", " + summary.notStarted() + " not started" : "");
        if (summary.startedAgain() > 0) {
            line(
                    table,
                    "again    %d had failed for a temporary reason and were started again at the end",
                    summary.startedAgain());
        }
        leftOut(table, summary);
        line(
                table,
                "requests %d, of which %d retries; %d answered 429; at most %d in flight%s",
                summary.requests(),
                summary.retries(),
                summary.rejected(),
                summary.concurrency().peak(),
                summary.resumed() > 0 ? "; " + summary.resumed() + " kept by earlier runs" : "");
        line(
                table,
                "listing  %d requests, of which %d retries; %d answered 429",
                summary.listing().requests(),
                summary.listing().retries(),
                summary.listing().rejected());
        line(table, "bytes    %s received, %s written", size(summary.bytesReceived()), size(summary.bytesWritten()));
        line(
                table,
                "time     %.2f s wall, %.2f s busy: speed-up %.2f (busy ÷ wall); %.2f images/s, %.2f MB/s",
                summary.wallSeconds(),
                summary.busySeconds(),
                summary.speedUp(),
                summary.imagesPerSecond(),
                summary.megabytesPerSecond());
        steps(table, summary.steps());
        warnings(table, summary);
        failures(table, summary);
        return table.toString();
    }

    private static void leftOut(StringBuilder table, RunSummary summary) {
        for (LeftOut.Reason reason : LeftOut.Reason.values()) {
            int images = summary.leftOutCounts().getOrDefault(reason, 0);
            if (images > 0) {
                line(table, "left out %d: each image %s", images, reason.text());
            }
        }
        if (summary.overtaken() > 0) {
            line(table, "schedule %d scheduled runs fell due while this run went on", summary.overtaken());
        }
    }

    private static void steps(StringBuilder table, Map<String, Percentiles> steps) {
        line(table, "%-8s %7s %10s %10s %10s %10s", "step", "count", "p50 s", "p95 s", "max s", "total s");
        steps.forEach((step, seconds) -> line(
                table,
                "%-8s %7d %10.3f %10.3f %10.3f %10.3f",
                step,
                seconds.count(),
                seconds.p50(),
                seconds.p95(),
                seconds.max(),
                seconds.total()));
    }

    private static void warnings(StringBuilder table, RunSummary summary) {
        List<ImageOutcome> suspicious = summary.suspicious();
        suspicious.stream()
                .limit(FAILURES_SHOWN)
                .forEach(image -> line(table, "warning  %s: %s", image.image(), zeros(image)));
        if (suspicious.size() > FAILURES_SHOWN) {
            line(table, "         and %d more, in the summary file", suspicious.size() - FAILURES_SHOWN);
        }
    }

    /** What is suspicious about an image, in words. */
    static String zeros(ImageOutcome image) {
        return String.format(Locale.ROOT, "replies of nothing but zeros within its footprint: %d", image.zeroReplies());
    }

    private static void failures(StringBuilder table, RunSummary summary) {
        summary.listingFailure().ifPresent(cause -> line(table, "the listing could not go on: %s", cause));
        summary.noMatch().ifPresent(why -> line(table, "no match %s", why));
        summary.stopped().ifPresent(reason -> line(table, "ended early: %s", reason));
        summary.failures().stream()
                .limit(FAILURES_SHOWN)
                .forEach(image -> line(table, "failed   %s: %s", image.image(), cause(image)));
        if (summary.failed() > FAILURES_SHOWN) {
            line(table, "         and %d more, in the summary file", summary.failed() - FAILURES_SHOWN);
        }
    }

    private static String cause(ImageOutcome image) {
        return image.cause().orElse("");
    }

    /** A number of bytes in the largest decimal unit in which it is at least 1. */
    public static String size(long bytes) {
        if (bytes < 1_000) {
            return bytes + " B";
        }
        if (bytes < 1_000_000) {
            return String.format(Locale.ROOT, "%.1f kB", bytes / 1e3);
        }
        if (bytes < 1_000_000_000) {
            return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
        }
        return String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }

    private static void line(StringBuilder table, String format, Object... values) {
        table.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
