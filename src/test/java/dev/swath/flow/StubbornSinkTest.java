package dev.swath.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.run.OutcomeStatus;
import dev.swath.run.RunSummary;
import java.io.IOException;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** The real route files, with an output that does not take what it is offered at once. */
class StubbornSinkTest extends FlowTest {

    private StubbornServer sink;

    @Override
    Properties settings() throws IOException {
        Properties settings = super.settings();
        sink = StubbornServer.start(
                Integer.parseInt(settings.getProperty("swath.test.status", "503")),
                Integer.parseInt(settings.getProperty("swath.test.refusals", "0")),
                ".tif");
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
        assertThat(sink.taken()).extracting(StubbornServer.Received::method).containsExactly("PUT", "PUT");
        assertThat(sink.taken())
                .extracting(StubbornServer.Received::type)
                .containsExactly("image/tiff", "application/json");
        assertThat(sink.taken())
                .extracting(StubbornServer.Received::path)
                .containsExactly("/images/a_L2A.tif", "/images/runs/" + summary.run() + ".json");
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
                .hasValue("the output did not take the file: HTTP 503 Service Unavailable");
        assertThat(sink.asked()).as("a try and two more").isEqualTo(3);
    }

    @Test
    @With({"test.refusals = 1000", "test.status = 403"})
    void what_will_not_pass_is_not_tried_again() throws Exception {
        earthEngine.lists("a");

        RunSummary summary = run();

        assertThat(summary.failed()).isEqualTo(1);
        assertThat(sink.asked()).isEqualTo(1);
    }
}
