package dev.swath.report;

import dev.swath.job.Job;
import dev.swath.run.ImageOutcome;
import dev.swath.run.LeftOut;
import dev.swath.run.Percentiles;
import dev.swath.run.RequestTiming;
import dev.swath.run.RunSummary;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The report of a run: a page of HTML for people, to be opened from the disk, printed or sent on. */
public final class RunReport {

    static final String LEGEND = "<p class=\"legend\"><span class=\"key wait\">wait</span> <span class=\"key"
            + " fetch\">fetch</span> <span class=\"key decode\">decode</span> <span class=\"key encode\">encode</span>"
            + " <span class=\"key sign\">▲ tried again</span> <span class=\"key sign\">▼ answered 429 before</span></p>";

    private final RunSummary summary;
    private final ReportPage page;

    private RunReport(RunSummary summary) {
        this.summary = summary;
        this.page = new ReportPage(summary.job() + " – run " + summary.run());
    }

    /**
     * The page.
     *
     * @param job what was asked for
     * @param summary what came of it
     */
    public static String of(Job job, RunSummary summary) {
        RunReport report = new RunReport(summary);
        report.head();
        report.asked(job);
        report.time();
        report.steps();
        report.failures();
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
        summary.stopped().ifPresent(reason -> page.add(notice("Ended early: " + reason)));
        summary.listingFailure().ifPresent(cause -> page.add(notice("The listing could not go on: " + cause)));
        page.list("totals", totals(summary));
    }

    private static Instant second(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS);
    }

    private static String notice(String text) {
        return "<p class=\"notice\">" + Markup.text(text) + "</p>";
    }

    /** The numbers that count, by what they are. */
    static Map<String, String> totals(RunSummary summary) {
        Map<String, String> totals = new LinkedHashMap<>();
        totals.put("stored", String.valueOf(summary.stored()));
        totals.put("skipped", String.valueOf(summary.skipped()));
        totals.put("empty", String.valueOf(summary.empty()));
        totals.put("failed", String.valueOf(summary.failed()));
        totals.put("wall time", Markup.seconds(summary.wallSeconds()));
        totals.put("busy ÷ wall", Markup.of("%.2f", summary.speedUp()));
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
        page.add("<section><h2>What was asked for</h2>")
                .list("asked", Asked.of(job))
                .add("</section>");
    }

    private void time() {
        page.add("<section><h2>Over time</h2>");
        if (summary.images().stream().allMatch(image -> image.timings().isEmpty())) {
            page.add("<p>Nothing was fetched.</p></section>");
            return;
        }
        page.add("<figure>" + LEGEND + RunFigure.of(summary, summary.wallSeconds())
                + "<figcaption>Each bar is a request that was answered: a lane for each slot, from its sending until its"
                + " pixels were in the file.</figcaption></figure></section>");
        List<Double> fetch = summary.images().stream()
                .flatMap(image -> image.timings().stream())
                .map(RequestTiming::fetchSeconds)
                .toList();
        page.add("<section><h2>How long requests took</h2><figure>"
                + Histogram.of(fetch).drawing("Histogram of the times of " + fetch.size() + " requests")
                + "<figcaption>Requests by the time from sending to the last byte.</figcaption></figure></section>");
    }

    private void steps() {
        page.add(
                "<section><h2>Steps</h2><div class=\"scroll\"><table><caption>Time of each step</caption><thead><tr>"
                        + "<th scope=\"col\">step</th><th scope=\"col\">count</th><th scope=\"col\">median</th>"
                        + "<th scope=\"col\">95 %</th><th scope=\"col\">longest</th><th scope=\"col\">sum</th></tr></thead><tbody>");
        summary.steps().forEach((name, step) -> page.add(row(name, step)));
        page.add("</tbody></table></div></section>");
    }

    private static String row(String name, Percentiles step) {
        return Markup.of(
                "<tr><th scope=\"row\">%s</th><td>%d</td><td>%.3f s</td><td>%.3f s</td><td>%.3f s</td><td>%.3f s</td></tr>",
                Markup.text(name), step.count(), step.p50(), step.p95(), step.max(), step.total());
    }

    private void failures() {
        List<ImageOutcome> failures = summary.failures();
        if (failures.isEmpty()) {
            return;
        }
        page.add("<section><h2>Failures</h2><p>This fetches them again:</p><pre>swath failures --retry --run "
                + Markup.text(summary.run()) + " " + Markup.text(summary.job()) + "</pre><ul class=\"failures\">");
        failures.stream()
                .limit(ImageTable.MOST_ROWS)
                .forEach(image -> page.add("<li><code>" + Markup.text(image.image()) + "</code> "
                        + Markup.text(image.cause().orElse("")) + "</li>"));
        page.add("</ul></section>");
    }

    private void images() {
        page.add("<section><h2>Images</h2>" + ImageTable.of(summary.images()));
        if (!summary.leftOut().isEmpty()) {
            page.add("<h3>Left out</h3><ul>");
            for (LeftOut image :
                    summary.leftOut().stream().limit(ImageTable.MOST_ROWS).toList()) {
                page.add("<li><code>" + Markup.text(image.image()) + "</code> "
                        + Markup.text(image.reason().text()) + "</li>");
            }
            page.add("</ul>");
        }
        page.add("</section>");
    }
}
