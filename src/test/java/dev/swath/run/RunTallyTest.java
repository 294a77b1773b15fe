package dev.swath.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunTallyTest {

    private static final Instant START = Instant.parse("2024-08-01T06:00:00Z");
    private static final Instant MONDAY = Instant.parse("2024-01-01T16:00:00Z");
    private static final Instant SATURDAY = Instant.parse("2024-01-06T16:00:00Z");

    private final RunTally tally = new RunTally(Run.of("david", "parallel", START));

    @Test
    void adds_up_what_became_of_the_images() {
        tally.listedPage(0.3);
        tally.add(Outcomes.stored("late", SATURDAY, 4, Outcomes.request(0, 2)));
        tally.add(Outcomes.stored("early", MONDAY, 6, Outcomes.request(1, 3)));
        tally.add(ImageOutcome.untouched("there", MONDAY, OutcomeStatus.SKIPPED, Optional.of("there.tif"), 0.1));
        tally.add(ImageOutcome.untouched("elsewhere", MONDAY, OutcomeStatus.EMPTY, Optional.empty(), 0.1));
        tally.add(ImageOutcome.failed("broken", MONDAY, "HTTP 404"));

        RunSummary summary = tally.summarize(START.plusSeconds(5));

        assertThat(summary.listed()).isEqualTo(5);
        assertThat(summary.stored()).isEqualTo(2);
        assertThat(summary.skipped()).isEqualTo(1);
        assertThat(summary.empty()).isEqualTo(1);
        assertThat(summary.failed()).isEqualTo(1);
        assertThat(summary.requests()).isEqualTo(4);
        assertThat(summary.retries()).isEqualTo(2);
        assertThat(summary.rejected()).isEqualTo(2);
        assertThat(summary.bytesReceived()).isEqualTo(2_000_000);
        assertThat(summary.bytesWritten()).isEqualTo(800_000);
        assertThat(summary.complete()).isFalse();
        assertThat(summary.failures()).extracting(ImageOutcome::image).containsExactly("broken");
    }

    @Test
    void speed_up_is_busy_time_over_wall_time() {
        tally.add(Outcomes.stored("a", MONDAY, 4));
        tally.add(Outcomes.stored("b", MONDAY, 6));

        RunSummary summary = tally.summarize(START.plusSeconds(5));

        assertThat(summary.wallSeconds()).isEqualTo(5);
        assertThat(summary.speedUp()).isEqualTo(2);
        assertThat(summary.imagesPerSecond()).isEqualTo(0.4);
    }

    @Test
    void shows_images_in_order_of_acquisition() {
        tally.add(Outcomes.stored("late", SATURDAY, 1));
        tally.add(Outcomes.stored("early", MONDAY, 1));

        assertThat(tally.summarize(START.plusSeconds(1)).images())
                .extracting(ImageOutcome::image)
                .containsExactly("early", "late");
    }

    @Test
    void draws_how_many_requests_were_in_flight() {
        tally.add(Outcomes.stored(
                "a", MONDAY, 60, Outcomes.request(0, 30), Outcomes.request(10, 20), Outcomes.request(20, 40)));

        ConcurrencyCurve curve = tally.summarize(START.plusSeconds(60)).concurrency();

        assertThat(curve.peak()).isEqualTo(2);
        assertThat(curve.stepSeconds()).isEqualTo(1);
        assertThat(curve.mean()).hasSize(60);
        assertThat(curve.mean().get(5)).isCloseTo(1, within(1e-9));
        assertThat(curve.mean().get(15)).isCloseTo(2, within(1e-9));
        assertThat(curve.mean().get(25)).isCloseTo(2, within(1e-9));
        assertThat(curve.mean().get(35)).isCloseTo(1, within(1e-9));
        assertThat(curve.mean().get(45)).isZero();
    }

    @Test
    void an_empty_collection_makes_an_empty_and_complete_summary() {
        RunSummary summary = tally.summarize(START);

        assertThat(summary.listed()).isZero();
        assertThat(summary.complete()).isTrue();
        assertThat(summary.speedUp()).isZero();
        assertThat(summary.steps().get("fetch").count()).isZero();
    }

    @Test
    void a_listing_that_broke_off_is_no_complete_run() {
        tally.add(Outcomes.stored("a", MONDAY, 1));
        tally.listingFailed("HTTP 503");

        assertThat(tally.summarize(START.plusSeconds(1)).complete()).isFalse();
        assertThat(tally.listingFailure()).contains("HTTP 503");
    }

    @Test
    void three_local_failures_with_no_stored_image_between_stop_the_run() {
        tally.add(local("a"));
        tally.add(local("b"));
        tally.add(Outcomes.stored("c", MONDAY, 1));
        tally.add(local("d"));
        tally.add(ImageOutcome.failed("e", MONDAY, "HTTP 404"));
        tally.add(ImageOutcome.untouched("f", MONDAY, OutcomeStatus.SKIPPED, Optional.of("f.tif"), 0.1));
        tally.add(local("g"));
        assertThat(tally.stopped()).isEmpty();

        tally.add(local("h"));

        assertThat(tally.stopped())
                .hasValue("3 images in a row failed for a reason on this machine or in its output; the last one:"
                        + " IOException: disk full");
        assertThat(tally.summarize(START.plusSeconds(1)).complete()).isFalse();
    }

    @Test
    void failures_of_the_service_stop_no_run() {
        for (int i = 0; i < 10; i++) {
            tally.add(ImageOutcome.failed("image-" + i, MONDAY, "HTTP 404"));
        }

        assertThat(tally.stopped()).isEmpty();
    }

    @Test
    void totals_are_those_of_all_images_and_only_so_many_of_each_kind_are_named() {
        for (int i = 0; i < 12_000; i++) {
            tally.add(Outcomes.stored("stored-" + i, MONDAY, 1));
            tally.add(ImageOutcome.failed("failed-" + i, MONDAY, "HTTP 404"));
            tally.add(ImageOutcome.untouched("empty-" + i, MONDAY, OutcomeStatus.EMPTY, Optional.empty(), 0));
            tally.leaveOut(new LeftOut("left-out-" + i, LeftOut.Reason.MAX_IMAGES));
        }

        RunSummary summary = tally.summarize(START.plusSeconds(60));

        assertThat(summary.listed()).isEqualTo(36_000);
        assertThat(summary.stored()).isEqualTo(12_000);
        assertThat(summary.failed()).isEqualTo(12_000);
        assertThat(summary.empty()).isEqualTo(12_000);
        assertThat(summary.steps().get("store").count()).isEqualTo(12_000);
        assertThat(summary.busySeconds()).isEqualTo(12_000);
        assertThat(summary.images()).hasSize(21_000);
        assertThat(summary.failures()).hasSize(10_000);
        assertThat(summary.moreImages()).isEqualTo(15_000);
        assertThat(summary.leftOut()).hasSize(10_000);
        assertThat(summary.allLeftOut()).isEqualTo(12_000);
    }

    @Test
    void percentiles_of_very_many_requests_come_from_a_sample_and_the_sums_from_all() {
        for (int page = 1; page <= 100_000; page++) {
            tally.listedPage(page);
        }

        Percentiles list = tally.summarize(START.plusSeconds(1)).steps().get("list");

        assertThat(list.count()).isEqualTo(100_000);
        assertThat(list.total()).isEqualTo(5_000_050_000.0);
        assertThat(list.max()).isEqualTo(100_000);
        assertThat(list.p50()).isCloseTo(50_000, within(2000.0));
        assertThat(list.p95()).isCloseTo(95_000, within(2000.0));
    }

    private static ImageOutcome local(String image) {
        return ImageOutcome.failed(image, MONDAY, "IOException: disk full").ofThisMachine();
    }
}
