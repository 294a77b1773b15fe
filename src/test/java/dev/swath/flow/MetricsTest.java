package dev.swath.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.Slow;
import dev.swath.ledger.Ledger;
import dev.swath.ledger.LedgerUrl;
import dev.swath.run.Run;
import dev.swath.run.RunSummary;
import dev.swath.run.RunTally;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.camel.spi.Registry;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The meters of the real routes, in a registry of the runtime. */
@Slow("The metrics count what the summaries of real runs count, and begin with what the ledger knows.")
class MetricsTest extends FlowTest {

    private static final Instant BEFORE = Instant.parse("2024-03-09T06:00:00Z");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private Ledger ledger;

    /** With a ledger from before this process. */
    @Override
    protected void bindToRegistry(Registry camel) throws Exception {
        super.bindToRegistry(camel);
        ledger = Ledger.open(LedgerUrl.of(Optional.of(ledgerUrl), Optional.empty()));
        close(BEFORE, false);
        close(BEFORE.plusSeconds(3600), true);
        camel.bind("meters", registry);
    }

    @Override
    protected void cleanupResources() throws IOException {
        ledger.close();
        super.cleanupResources();
    }

    private void close(Instant started, boolean stopped) {
        Run run = Run.of(JOB, "parallel", started);
        RunTally tally = new RunTally(run);
        if (stopped) {
            tally.stop("the process was asked to stop");
        }
        ledger.runs().opened(run);
        ledger.runs().closed(tally.summarize(started.plusSeconds(60)));
    }

    @Test
    @With({QUARTER_TILES, "concurrency.requests = 1"})
    void count_what_the_summary_counts() throws Exception {
        earthEngine.lists("a b").answersPixels(request -> switch (request.attempt()) {
            case 1 -> ScriptedReply.error(429, "RESOURCE_EXHAUSTED", "Too many.");
            case 2 -> ScriptedReply.error(503, "UNAVAILABLE", "Gone for a while.");
            case 3 -> ScriptedReply.pixels(request).cut();
            default -> ScriptedReply.pixels(request);
        });

        RunSummary summary = run();

        assertThat(summary.stored()).isEqualTo(2);
        assertThat(images("stored")).isEqualTo(2);
        assertThat(images("failed")).isZero();
        assertThat(count("swath.tiles")).isEqualTo(8);
        assertThat(ofPixels("ok")).isEqualTo(8);
        assertThat(ofPixels("rejected")).isEqualTo(summary.rejected()).isEqualTo(8);
        assertThat(ofPixels("server_error")).isEqualTo(8);
        assertThat(ofPixels("broken")).isEqualTo(8);
        assertThat(summary.requests()).isEqualTo(32);
        assertThat(registry.get("swath.retries").tag("kind", "pixels").counter().count())
                .isEqualTo(summary.retries());
        assertThat(registry.get("swath.received")
                        .tag("kind", "pixels")
                        .counter()
                        .count())
                .isEqualTo(summary.bytesReceived());
        assertThat(count("swath.written")).isEqualTo(summary.bytesWritten());
        assertThat(registry.get("swath.request.duration")
                        .tag("kind", "pixels")
                        .timer()
                        .count())
                .isEqualTo(8);
        assertThat(registry.get("swath.run.duration").timer().totalTime(TimeUnit.SECONDS))
                .isCloseTo(summary.wallSeconds(), Offset.offset(1e-6));
        assertThat(registry.get("swath.requests.in.flight").gauge().value()).isZero();
        assertThat(registry.get("swath.requests.limit").gauge().value()).isEqualTo(1);
        assertThat(registry.get("swath.disk.free").gauge().value()).isPositive();
    }

    @Test
    @With("retry.attempts = 1")
    void count_the_requests_of_the_listing() throws Exception {
        earthEngine
                .lists("a")
                .answersListing(request -> earthEngine.listRequests().size() == 1
                        ? ScriptedReply.error(429, "RESOURCE_EXHAUSTED", "Too many.")
                        : earthEngine.page(request));

        run();

        assertThat(ofListing("rejected")).isEqualTo(1);
        assertThat(ofListing("ok")).isEqualTo(1);
        assertThat(registry.get("swath.retries")
                        .tag("kind", "listing")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("swath.received")
                        .tag("kind", "listing")
                        .counter()
                        .count())
                .isGreaterThan(100);
    }

    @Test
    void start_with_the_last_runs_of_the_ledger() throws Exception {
        earthEngine.lists("");
        context.start();

        assertThat(last("success.timestamp")).isEqualTo(BEFORE.getEpochSecond() + 60);
        assertThat(last("run.timestamp")).isEqualTo(BEFORE.getEpochSecond() + 3660);
        assertThat(last("run.complete")).isZero();
    }

    @Test
    void know_the_success_of_this_process_then() throws Exception {
        earthEngine.lists("a");

        RunSummary summary = run();

        assertThat(last("success.timestamp")).isEqualTo(summary.ended().toEpochMilli() / 1000.0);
        assertThat(last("run.complete")).isEqualTo(1);
    }

    private double last(String what) {
        return registry.get("swath.last." + what).tag("swath_job", JOB).gauge().value();
    }

    private double count(String name) {
        return registry.get(name).counter().count();
    }

    private double images(String status) {
        return registry.get("swath.images").tag("status", status).counter().count();
    }

    private double ofPixels(String outcome) {
        return requests("pixels", outcome);
    }

    private double ofListing(String outcome) {
        return requests("listing", outcome);
    }

    private double requests(String kind, String outcome) {
        return registry.get("swath.requests")
                .tags("swath_job", JOB, "kind", kind, "outcome", outcome)
                .counter()
                .count();
    }
}
