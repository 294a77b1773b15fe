package dev.swath.report;

import dev.swath.job.Job;
import dev.swath.run.LeftOut;
import dev.swath.run.Percentiles;
import dev.swath.run.RequestTiming;
import dev.swath.run.RunSummary;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The report of a run: an HTML page for people, to be opened from disk, printed or sent on. */
public final class RunReport {

    private static final int MOST_WARNINGS = 20;

    private final RunSummary summary;
    private final Thumbnails thumbnails;
    private final ReportPage page;

    private RunReport(RunSummary summary, Thumbnails thumbnails) {
        this.summary = summary;
        this.thumbnails = thumbnails;
        this.page = new ReportPage(summary.job() + " – run " + summary.run());
    }

    /**
     * The page.
     *
     * @param job the job that ran
     * @param summary its results
     * @param thumbnails pictures of its images
     */
    public static String of(Job job, RunSummary summary, Thumbnails thumbnails) {
        RunReport report = new RunReport(summary, thumbnails);
        report.head();
        report.asked(job);
        report.time();
        report.steps();
        report.page.add(FailureList.of(summary));
        report.images();
        return report.page.end();
    }

    private void head() {
        String state = summary.complete() ? "complete" : "incomplete";
        page.add("<header><p class=\"kind\">Run report</p><h1>" + Markup.text(summary.job()) + "</h1>");
        page.add(Markup.of(
                "<p>%s, %s, %s to %s <strong class=\"state %s\">%s</strong></p></header>",
                Markup.text(summary.run()),
                Markup.text(summary.split()),
                second(summary.started()),
                second(summary.ended()),
                state,
                state));
        page.add(Morning.of(summary, thumbnails));
        summary.stopped().ifPresent(reason -> page.add(notice("Ended early: " + reason)));
        summary.listingFailure().ifPresent(cause -> page.add(notice("The listing could not go on: " + cause)));
        summary.noMatch().ifPresent(why -> page.add(notice("No match: " + why)));
        summary.suspicious().stream()
                .limit(MOST_WARNINGS)
                .forEach(image -> page.add(notice("Warning: " + image.image() + ": " + SummaryTable.zeros(image))));
        page.list("totals", totals(summary));
    }

    private static Instant second(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS);
    }

    private static String notice(String text) {
        return "<p class=\"notice\">" + Markup.text(text) + "</p>";
    }

    /** The key figures, by label. */
    static Map<String, String> totals(RunSummary summary) {
        Map<String, String> totals = new LinkedHashMap<>();
        totals.put("stored", String.valueOf(summary.stored()));
        totals.put("skipped", String.valueOf(summary.skipped()));
        totals.put("empty", String.valueOf(summary.empty()));
        totals.put("in work elsewhere", String.valueOf(summary.elsewhere()));
        totals.put("failed", String.valueOf(summary.failed()));
        totals.put("not started", String.valueOf(summary.notStarted()));
        totals.put("started again at the end", String.valueOf(summary.startedAgain()));
        totals.put("wall time", Markup.duration(summary.wallSeconds()));
        totals.put("busy time", Markup.duration(summary.busySeconds()));
        totals.put("speed-up, busy ÷ wall", Markup.of("%.2f", summary.speedUp()));
        totals.put("images/s", Markup.of("%.2f", summary.imagesPerSecond()));
        totals.put("MB/s received", Markup.of("%.2f", summary.megabytesPerSecond()));
        totals.put("requests", String.valueOf(summary.requests()));
        totals.put("tried again", String.valueOf(summary.retries()));
        totals.put("answered 429", String.valueOf(summary.rejected()));
        totals.put("received", SummaryTable.size(summary.bytesReceived()));
        totals.put("written", SummaryTable.size(summary.bytesWritten()));
        return totals;
    }

    private void asked(Job job) {
        page.add("<section><h2>The job</h2>")
                .list("asked", JobDescription.of(job))
                .add("</section>");
    }

    private void time() {
        page.add("<section><h2>Over time</h2>" + (isQuiet() ? "" : RunFigure.LEGEND)
                + RunFigure.of(summary, summary.wallSeconds()) + "</section>");
        List<Double> fetch = summary.images().stream()
                .flatMap(image -> image.timings().stream())
                .map(RequestTiming::fetchSeconds)
                .toList();
        if (fetch.isEmpty()) {
            return;
        }
        page.add("<section><h2>How long requests took</h2><figure>"
                + Histogram.of(fetch).drawing()
                + "<figcaption>Successful requests, by the time from sending to the last byte.</figcaption></figure>"
                + Histogram.of(fetch).numbers() + "</section>");
    }

    private boolean isQuiet() {
        return summary.images().stream()
                .allMatch(image ->
                        image.timings().isEmpty() && image.failedTries().isEmpty());
    }

    private void steps() {
        StringBuilder rows = new StringBuilder();
        summary.steps().forEach((name, step) -> rows.append(row(name, step)));
        page.add("<section class=\"steps\"><h2>Steps</h2>"
                + Markup.table(
                        "Time of each step",
                        List.of("step", "count", "median", "95 %", "longest", "sum"),
                        rows.toString())
                + "</section>");
    }

    private static String row(String name, Percentiles step) {
        return Markup.of(
                "<tr><th scope=\"row\">%s</th><td>%d</td><td>%.3f s</td><td>%.3f s</td><td>%.3f s</td><td>%.3f s</td></tr>",
                Markup.text(name), step.count(), step.p50(), step.p95(), step.max(), step.total());
    }

    private void images() {
        page.add("<section><h2>Images</h2>" + ImageTable.of(summary, thumbnails));
        if (!summary.leftOut().isEmpty()) {
            page.add("<h3>Left out</h3><ul>");
            for (LeftOut image :
                    summary.leftOut().stream().limit(ImageTable.MOST_ROWS).toList()) {
                page.add("<li><code>" + Markup.text(image.image()) + "</code> "
                        + Markup.text(image.reason().text()) + "</li>");
            }
            page.add("</ul>");
            int more = summary.allLeftOut()
                    - Math.min(ImageTable.MOST_ROWS, summary.leftOut().size());
            if (more > 0) {
                page.add(Markup.of("<p>And %d more.</p>", more));
            }
        }
        page.add("</section>");
    }
}
