package dev.swath.flow.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.Slow;
import dev.swath.flow.FlowTest;
import dev.swath.flow.StubbornServer;
import dev.swath.flow.With;
import dev.swath.flow.download.WorkTree;
import dev.swath.run.OutcomeStatus;
import dev.swath.run.RunSummary;
import java.io.IOException;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** The real route files, with an output that does not take what it is offered at once. */
@Slow("A file is sent again to an output that refuses it or stalls; then its image fails with the cause.")
class StubbornSinkTest extends FlowTest {

    private StubbornServer sink;

    @Override
    protected Properties settings() throws IOException {
        Properties settings = super.settings();
        sink = StubbornServer.start(
                Integer.parseInt(settings.getProperty("swath.test.status", "503")),
                Integer.parseInt(settings.getProperty("swath.test.refusals", "0")),
                ".tif");
        settings.setProperty("swath.work", folder.resolve("work").toString());
        settings.setProperty("swath.output", sink.url() + "/images");
        return settings;
    }

    @Override
    protected void cleanupResources() throws IOException {
        super.cleanupResources();
        sink.close();
    }

    @Test
    @With("test.refusals = 3")
    void a_sink_that_refuses_for_a_while_gets_the_file_in_the_end() throws Exception {
        earthEngine.lists("a");

        RunSummary summary = run();

        assertThat(summary.stored()).isEqualTo(1);
        assertThat(sink.taken()).extracting(StubbornServer.Received::method).containsOnly("PUT");
        assertThat(sink.taken())
                .extracting(StubbornServer.Received::type)
                .containsExactly(
                        "image/tiff",
                        "image/png",
                        "application/geo+json",
                        "application/json",
                        "application/json",
                        "image/png",
                        "text/html; charset=utf-8",
                        "application/json");
        assertThat(sink.taken())
                .extracting(StubbornServer.Received::path)
                .containsExactly(
                        "/images/a_L2A.tif",
                        "/images/a_L2A.png",
                        "/images/a_L2A.json",
                        "/images/david-chiriqui.collection.json",
                        "/images/catalog.json",
                        "/images/runs/" + summary.run() + ".png",
                        "/images/runs/" + summary.run() + ".html",
                        "/images/runs/" + summary.run() + ".json");
        assertThat(sink.asked()).isEqualTo(4);
        assertThat(earthEngine.pixelRequests()).hasSize(1);
    }

    @Test
    @With({"test.refusals = 1000", "retry.attempts = 2"})
    void tries_are_counted_and_then_the_image_fails() throws Exception {
        earthEngine.lists("a");

        RunSummary summary = run();

        assertThat(outcome(summary, "a").status()).isEqualTo(OutcomeStatus.FAILED);
        assertThat(outcome(summary, "a").cause())
                .hasValue("the output did not accept the file: HTTP 503 Service Unavailable");
        assertThat(sink.asked()).as("a try and two more").isEqualTo(3);
    }

    @Test
    @With({"test.refusals = 1", "test.status = 403"})
    void what_was_not_taken_is_not_recorded_as_stored_and_the_next_run_fetches_it_again() throws Exception {
        earthEngine.lists("a");

        assertThat(outcome(run(), "a").status()).isEqualTo(OutcomeStatus.FAILED);
        assertThat(WorkTree.files(folder.resolve("work"))).isEmpty();
        assertThat(outcome(run(), "a").status()).isEqualTo(OutcomeStatus.STORED);
        assertThat(earthEngine.pixelRequests()).hasSize(2);
    }

    /** Who fetches on would pay for what nobody takes. */
    @Test
    @With({"test.refusals = 1000", "test.status = 403", "split = sequential"})
    void a_sink_that_takes_nothing_ends_the_run_after_three_images() throws Exception {
        earthEngine.lists("a b c d e f g h");

        RunSummary summary = run();

        assertThat(summary.stopped()).hasValueSatisfying(reason -> assertThat(reason)
                .startsWith("3 images in a row failed")
                .endsWith("the output did not accept the file: HTTP 403 Forbidden"));
        assertThat(earthEngine.pixelRequests()).hasSizeBetween(3, 4);
    }

    @Test
    @With({"test.refusals = 1000", "test.status = 403"})
    void what_will_not_pass_is_not_tried_again() throws Exception {
        earthEngine.lists("a");

        RunSummary summary = run();

        assertThat(summary.failed()).isEqualTo(1);
        assertThat(sink.asked()).isEqualTo(1);
    }

    /** Held in memory, as bytes or as text, the file alone would take more than there is. */
    @Test
    void a_large_file_is_sent_piece_by_piece() throws Exception {
        assertThat(LargeFile.send(folder, sink.url() + "/images")).isEmpty();
        assertThat(sink.taken()).extracting(StubbornServer.Received::path).contains("/images/" + LargeFile.NAME);
    }
}
