package dev.swath.cli;

import dev.swath.flow.download.ImagePlan;
import dev.swath.flow.jobs.CronTimes;
import dev.swath.flow.listing.PlannedImage;
import dev.swath.grid.RasterGrid;
import dev.swath.job.Job;
import dev.swath.report.SummaryTable;
import dev.swath.run.RunSummary;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Plans as text: a line for each image. */
final class PlanTable implements PlanReport {

    private final PrintWriter out;

    PlanTable(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void job(Job job) {
        line("%s", job.name());
        CronTimes.of(job)
                .ifPresent(times -> line(
                        "schedule  %s (%s): next %s",
                        job.cron().orElse(""), job.timeZone(), String.join(", ", times.next(Instant.now(), FIRINGS))));
        line("%-68s %13s %-11s %6s %14s  %s", "image", "grid", "crs", "tiles", "bytes", "");
    }

    @Override
    public void image(PlannedImage image) {
        image.plan()
                .ifPresentOrElse(
                        plan -> planned(image, plan),
                        () -> line(
                                "%-68s can't be downloaded: %s",
                                image.image(), image.cause().orElse("")));
    }

    private void planned(PlannedImage image, ImagePlan plan) {
        RasterGrid grid = plan.grid().grid();
        line(
                "%-68s %13s %-11s %6d %14d  %s",
                image.image(),
                grid.width() + "x" + grid.height(),
                grid.projection().code(),
                plan.tiles().tiles().size(),
                plan.tiles().requestBytes(),
                image.fate().toString().toLowerCase(Locale.ROOT).replace('_', ' '));
    }

    @Override
    public void sum(PlanTotals totals, RunSummary listed) {
        listed.leftOut()
                .forEach(image ->
                        line("%-68s left out: %s", image.image(), image.reason().text()));
        int more = listed.allLeftOut() - listed.leftOut().size();
        if (more > 0) {
            line("and %d more left out", more);
        }
        line(
                "images    %d found: %d to fetch, %d stored already, %d empty, %d can't be downloaded; %d left out",
                totals.found(),
                totals.of(PlannedImage.Fate.TO_FETCH),
                totals.of(PlannedImage.Fate.STORED),
                totals.of(PlannedImage.Fate.EMPTY),
                totals.unobtainable(),
                listed.allLeftOut());
        line(
                "to fetch  %d requests, %d bytes uncompressed (%s)",
                totals.spending().requests(),
                totals.spending().bytes(),
                SummaryTable.size(totals.spending().bytes()));
        if (totals.spending().maskRequests() > 0) {
            line(
                    "masks     up to %d requests more, %d bytes (%s), where replies hold zeros",
                    totals.spending().maskRequests(),
                    totals.spending().maskBytes(),
                    SummaryTable.size(totals.spending().maskBytes()));
        }
        line(
                "time      about %s with %d requests in flight, if each takes %s s",
                clock(totals.seconds()), totals.inFlight(), totals.requestSeconds());
        totals.beyondLimit().ifPresent(reason -> line("a run would not start: %s", reason));
        listed.noMatch().ifPresent(why -> line("no match  %s", why));
        listed.listingFailure().ifPresent(cause -> line("the listing could not go on: %s", cause));
        out.flush();
    }

    /** Whole hours, minutes and seconds. */
    private static String clock(double seconds) {
        Duration time = Duration.ofSeconds((long) Math.ceil(seconds));
        if (time.toHours() > 0) {
            return String.format(Locale.ROOT, "%d h %d min", time.toHours(), time.toMinutesPart());
        }
        return time.toMinutes() > 0
                ? String.format(Locale.ROOT, "%d min %d s", time.toMinutes(), time.toSecondsPart())
                : time.toSeconds() + " s";
    }

    private void line(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values).stripTrailing());
    }

    @Override
    public void end() {
        // There is nothing to add.
    }
}
