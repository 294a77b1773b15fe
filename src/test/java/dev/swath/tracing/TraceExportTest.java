package dev.swath.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swath.job.SettingException;
import dev.swath.network.Network;
import dev.swath.run.Outcomes;
import dev.swath.run.Run;
import dev.swath.run.RunTally;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Spans on their way to a collector. */
@Timeout(60)
class TraceExportTest {

    private Collector collector;

    @BeforeEach
    void start() throws IOException {
        collector = Collector.start();
    }

    @AfterEach
    void stop() {
        collector.close();
    }

    @Test
    void a_trace_arrives_when_the_export_is_closed_at_the_latest() {
        try (TraceExport export = TraceExport.to(collector.url(), "1.2.3", Network.DIRECT)) {
            trace(export);
        }

        assertThat(collector.received()).singleElement().satisfies(request -> {
            assertThat(request.path()).isEqualTo("/v1/traces");
            assertThat(request.type()).isEqualTo("application/x-protobuf");
            assertThat(request.body()).contains("service.name", "swath", "1.2.3", "run fields", "image", "getPixels");
        });
    }

    @Test
    void an_address_with_a_path_is_taken_as_it_is() {
        try (TraceExport export = TraceExport.to(collector.url() + "/collect/v1/traces", "1.2.3", Network.DIRECT)) {
            trace(export);
        }

        assertThat(collector.received()).extracting(Collector.Received::path).containsExactly("/collect/v1/traces");
    }

    @Test
    void a_collector_that_is_away_stops_nothing() {
        collector.close();

        try (TraceExport export = TraceExport.to(collector.url(), "1.2.3", Network.DIRECT)) {
            trace(export);
        }

        assertThat(collector.received()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:4318",
                "ftp://localhost",
                "http://me:hunter2@localhost",
                "http://localhost?key=1",
                "http://"
            })
    void what_is_no_address_is_refused(String endpoint) {
        assertThatThrownBy(() -> TraceExport.to(endpoint, "1.2.3", Network.DIRECT))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("swath.tracing.endpoint")
                .hasMessageNotContaining("hunter2");
    }

    private static void trace(TraceExport export) {
        Instant start = Instant.parse("2024-03-10T06:00:00Z");
        Run run = Run.of("fields", "parallel", start);
        RunSpans spans = new RunSpans(export.telemetry(), Clock.systemUTC());
        spans.opened(run);
        spans.finished(run, Outcomes.stored("a", start, 2, Outcomes.request(0, 1)));
        spans.closed(new RunTally(run).summarize(start.plusSeconds(2)));
    }
}
