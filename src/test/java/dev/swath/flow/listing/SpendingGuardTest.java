package dev.swath.flow.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.Slow;
import dev.swath.flow.FlowTest;
import dev.swath.flow.With;
import dev.swath.run.RunSummary;
import org.junit.jupiter.api.Test;

/** A run whose plan needs more than its job may spend ends before its first pixel. */
@Slow("A run that needs more requests or bytes than it may asks for no pixel and says why.")
class SpendingGuardTest extends FlowTest {

    @Test
    @With({"max-requests-per-run = 2", "mask.source = none"})
    void a_run_that_needs_too_many_requests_asks_for_no_pixel_and_says_why() throws Exception {
        earthEngine.lists("a", "b", "c");

        RunSummary summary = run();

        assertThat(earthEngine.pixelRequests()).isEmpty();
        assertThat(summary.complete()).isFalse();
        assertThat(summary.stopped()).hasValueSatisfying(reason -> assertThat(reason)
                .startsWith("the plan needs 3 requests, and swath.max-requests-per-run is 2;")
                .contains("swath once --yes " + JOB));
        assertThat(files()).isEmpty();
    }

    /** 57 × 57 pixels of three bytes. */
    @Test
    @With({"max-bytes-per-run = 19493", "mask.source = none"})
    void a_run_that_needs_too_many_bytes_asks_for_no_pixel() throws Exception {
        earthEngine.lists("a b");

        assertThat(run().stopped())
                .hasValueSatisfying(reason -> assertThat(reason).contains("19494 bytes", "max-bytes-per-run is 19493"));
        assertThat(earthEngine.pixelRequests()).isEmpty();
    }

    @Test
    @With({"max-bytes-per-run = 19494", "max-requests-per-run = 2", "mask.source = none"})
    void a_run_that_needs_as_much_as_it_may_is_done() throws Exception {
        earthEngine.lists("a b");

        assertThat(run().stored()).isEqualTo(2);
    }

    @Test
    @With({"max-requests-per-run = 3", "max-bytes-per-run = 38987"})
    void masks_that_replies_may_make_necessary_count() throws Exception {
        earthEngine.lists("a b");

        RunSummary summary = run();

        assertThat(summary.stopped()).hasValueSatisfying(reason -> assertThat(reason)
                .startsWith("the plan needs up to 4 requests (2 of them for masks), and"
                        + " swath.max-requests-per-run is 3; up to 38988 bytes (19494 of them for masks), and"
                        + " swath.max-bytes-per-run is 38987;"));
        assertThat(earthEngine.pixelRequests()).isEmpty();
    }

    @Test
    @With({"max-requests-per-run = 3", "mask.source = request", "method = getPixels"})
    void masks_that_are_always_requested_count() throws Exception {
        earthEngine.lists("a b");

        assertThat(run().stopped())
                .hasValueSatisfying(reason -> assertThat(reason).startsWith("the plan needs 4 requests, and"));
    }

    /** 57 × 57 pixels of three colours and a mask, for two images. */
    @Test
    @With({"max-requests-per-run = 1", "max-bytes-per-run = 25991", "mask.source = request"})
    void masks_that_come_with_the_values_count_as_bytes_and_not_as_requests() throws Exception {
        earthEngine.lists("a b");

        assertThat(run().stopped()).hasValueSatisfying(reason -> assertThat(reason)
                .startsWith("the plan needs 2 requests, and swath.max-requests-per-run is 1; 25992 bytes, and"));
    }

    @Test
    @With("max-requests-per-run = 4")
    void what_is_stored_already_costs_nothing() throws Exception {
        earthEngine.lists("a b");
        assertThat(run().stored()).isEqualTo(2);
        earthEngine.lists("a b c d");

        RunSummary second = run();

        assertThat(second.stored()).isEqualTo(2);
        assertThat(second.skipped()).isEqualTo(2);
    }
}
