package dev.swath.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.run.ImageOutcome;
import dev.swath.run.LeftOut;
import dev.swath.run.OutcomeStatus;
import dev.swath.run.Outcomes;
import dev.swath.run.Run;
import dev.swath.run.RunTally;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the meters show during a run, and after it. */
class RunMetricsTest {

    private static final Instant SIX = Instant.parse("2024-03-10T06:00:00Z");
    private static final LastRuns YESTERDAY =
            new LastRuns(Optional.of(SIX.minusSeconds(86_400)), true, Optional.of(SIX.minusSeconds(86_400)));

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final RunMetrics metrics = new RunMetrics(registry);
    private final Run run = Run.of("fields", "parallel", SIX);

    @Test
    void an_image_waits_from_the_listing_to_its_plan_and_is_in_work_until_its_outcome() {
        metrics.opened(run);
        metrics.listed(run, "a");
        metrics.listed(run, "b");
        metrics.listed(run, "c");
        metrics.leftOut(run, new LeftOut("c", LeftOut.Reason.MIN_COVERAGE));
        assertThat(gauge("swath.images.waiting")).isEqualTo(2);

        metrics.planned(run, "a", 4);
        assertThat(gauge("swath.images.waiting")).isEqualTo(1);
        assertThat(gauge("swath.images.in.work")).isEqualTo(1);

        metrics.finished(run, Outcomes.stored("a", SIX, 2));
        metrics.finished(run, ImageOutcome.failed("b", SIX, "not started"));
        assertThat(gauge("swath.images.waiting")).isZero();
        assertThat(gauge("swath.images.in.work")).isZero();
        assertThat(gauge("swath.runs.in.progress")).isEqualTo(1);
    }

    @Test
    void what_a_run_leaves_behind_waits_no_more_when_it_has_ended() {
        metrics.opened(run);
        metrics.listed(run, "a");
        metrics.listed(run, "b");
        metrics.planned(run, "a", 4);

        metrics.abandoned(run);

        assertThat(gauge("swath.images.waiting")).isZero();
        assertThat(gauge("swath.images.in.work")).isZero();
        assertThat(gauge("swath.runs.in.progress")).isZero();
        assertThat(registry.get("swath.runs")
                        .tag("status", "abandoned")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void a_run_that_was_not_complete_keeps_the_time_of_the_last_success() {
        metrics.know("fields", YESTERDAY, LatestRun.NONE);
        assertThat(gauge("swath.last.run.complete")).isEqualTo(1);

        close(tally -> tally.stop("the process was asked to stop"));

        assertThat(gauge("swath.last.run.complete")).isZero();
        assertThat(gauge("swath.last.run.timestamp")).isEqualTo(SIX.getEpochSecond() + 60);
        assertThat(gauge("swath.last.success.timestamp")).isEqualTo(SIX.getEpochSecond() - 86_400);
    }

    @Test
    void a_complete_run_is_the_last_success_and_counts_the_runs_it_overtook() {
        metrics.know("fields", LastRuns.NONE, LatestRun.NONE);
        assertThat(gauge("swath.last.success.timestamp")).isZero();

        close(tally -> tally.overtakenBy(3));

        assertThat(gauge("swath.last.success.timestamp")).isEqualTo(SIX.getEpochSecond() + 60);
        assertThat(registry.get("swath.firings.overtaken").counter().count()).isEqualTo(3);
        assertThat(registry.get("swath.run.duration").timer().totalTime(TimeUnit.SECONDS))
                .isEqualTo(60);
    }

    @Test
    void a_run_of_another_process_counts_if_it_ended_later() {
        metrics.know("fields", YESTERDAY, LatestRun.NONE);
        metrics.know(
                "fields", new LastRuns(Optional.of(SIX), false, Optional.of(SIX.minusSeconds(86_400))), LatestRun.NONE);
        assertThat(gauge("swath.last.run.timestamp")).isEqualTo(SIX.getEpochSecond());
        assertThat(gauge("swath.last.run.complete")).isZero();

        metrics.know("fields", YESTERDAY, LatestRun.NONE);
        metrics.know("fields", LastRuns.NONE, LatestRun.NONE);

        assertThat(gauge("swath.last.run.timestamp")).isEqualTo(SIX.getEpochSecond());
        assertThat(gauge("swath.last.success.timestamp")).isEqualTo(SIX.getEpochSecond() - 86_400);
    }

    @Test
    void the_latest_run_is_shown_whichever_process_has_it() {
        metrics.know(
                "fields", YESTERDAY, new LatestRun(true, 7, Map.of(OutcomeStatus.STORED, 4, OutcomeStatus.FAILED, 1)));

        assertThat(gauge("swath.latest.run.running")).isEqualTo(1);
        assertThat(gauge("swath.latest.run.listed")).isEqualTo(7);
        assertThat(registry.get("swath.latest.run.images")
                        .tag("status", "stored")
                        .gauge()
                        .value())
                .isEqualTo(4);
    }

    /** Otherwise a retry of one failed image would hide that the collection could not be listed for a week. */
    @Test
    void a_run_of_chosen_images_says_nothing_about_the_job() {
        metrics.know("fields", YESTERDAY, LatestRun.NONE);
        metrics.opened(run);
        metrics.chosen(run);

        metrics.closed(new RunTally(run).summarize(SIX.plusSeconds(60)));

        assertThat(gauge("swath.last.run.timestamp")).isEqualTo(SIX.getEpochSecond() - 86_400);
        assertThat(registry.get("swath.runs")
                        .tag("status", "complete")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void a_thousand_images_make_no_more_series_than_one() {
        close(tally -> metrics.finished(run, Outcomes.stored("first", SIX, 2)));
        int series = registry.getMeters().size();

        close(tally ->
                IntStream.range(0, 1000).forEach(i -> metrics.finished(run, Outcomes.stored("image" + i, SIX, 2))));

        assertThat(registry.getMeters()).hasSize(series);
        assertThat(registry.getMeters())
                .extracting(Meter::getId)
                .flatExtracting(Meter.Id::getTags)
                .extracting(Tag::getKey)
                .containsOnly("swath_job", "split", "status", "kind", "outcome", "step", "le");
    }

    private void close(Consumer<RunTally> course) {
        RunTally tally = new RunTally(run);
        metrics.opened(run);
        course.accept(tally);
        metrics.closed(tally.summarize(SIX.plusSeconds(60)));
    }

    private double gauge(String name) {
        return registry.get(name).tag("swath_job", "fields").gauge().value();
    }
}
