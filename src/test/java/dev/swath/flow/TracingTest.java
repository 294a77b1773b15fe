package dev.swath.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.Slow;
import dev.swath.run.RunSummary;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.spi.Registry;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The spans of a run, as the runtime's OpenTelemetry gets them. */
@Slow("A run gives the OpenTelemetry of its runtime the spans of its images and requests.")
class TracingTest extends FlowTest {

    private final List<SpanData> spans = new CopyOnWriteArrayList<>();

    @Override
    protected void bindToRegistry(Registry camel) throws Exception {
        super.bindToRegistry(camel);
        camel.bind(
                "telemetry",
                OpenTelemetrySdk.builder()
                        .setTracerProvider(SdkTracerProvider.builder()
                                .addSpanProcessor(SimpleSpanProcessor.create(new Collected()))
                                .build())
                        .build());
    }

    @Test
    @With(QUARTER_TILES)
    void are_nested_as_run_image_and_request() throws Exception {
        earthEngine
                .lists("a b")
                .answersPixels(request -> request.image().equals("a") && request.attempt() == 1
                        ? ScriptedReply.error(503, "UNAVAILABLE", "Gone for a while.")
                        : ScriptedReply.pixels(request));

        RunSummary summary = run();

        SpanData run = named("run " + JOB).get(0);
        assertThat(run.getParentSpanContext().isValid()).isFalse();
        assertThat(text(run, "swath.run")).isEqualTo(summary.run());
        assertThat(run.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(named("list")).singleElement().satisfies(page -> assertThat(page.getParentSpanId())
                .isEqualTo(run.getSpanId()));
        assertThat(named("image")).hasSize(2).allSatisfy(image -> assertThat(image.getParentSpanId())
                .isEqualTo(run.getSpanId()));
        assertThat(requestsOf("a")).hasSize(8);
        assertThat(requestsOf("b")).hasSize(4);
        assertThat(requestsOf("a"))
                .filteredOn(request -> request.getStatus().getStatusCode() == StatusCode.ERROR)
                .hasSize(4)
                .allSatisfy(request -> assertThat(
                                request.getAttributes().get(AttributeKey.longKey("http.response.status_code")))
                        .isEqualTo(503));
        assertThat(spans).extracting(SpanData::getTraceId).containsOnly(run.getTraceId());
        assertThat(spans).hasSize(1 + 1 + 2 + 12);
    }

    @Test
    void last_as_long_as_the_work_they_describe() throws Exception {
        earthEngine.lists("a");

        RunSummary summary = run();

        SpanData run = named("run " + JOB).get(0);
        SpanData image = named("image").get(0);
        SpanData request = named("getPixels").get(0);
        assertThat(seconds(run)).isCloseTo(summary.wallSeconds(), within());
        assertThat(seconds(image)).isCloseTo(summary.images().get(0).busySeconds(), within());
        assertThat(seconds(request))
                .isCloseTo(summary.images().get(0).timings().get(0).fetchSeconds(), within());
        assertThat(request.getStartEpochNanos()).isBetween(image.getStartEpochNanos(), image.getEndEpochNanos());
        assertThat(image.getStartEpochNanos()).isBetween(run.getStartEpochNanos(), run.getEndEpochNanos());
    }

    @Test
    void of_an_image_that_failed_name_the_cause() throws Exception {
        earthEngine.lists("a").answersPixels(request -> ScriptedReply.error(404, "NOT_FOUND", "Gone."));

        run();

        assertThat(named("image").get(0).getStatus().getDescription()).contains("Gone.");
        assertThat(named("run " + JOB).get(0).getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    }

    private static Offset<Double> within() {
        return Offset.offset(1e-6);
    }

    private static double seconds(SpanData span) {
        return (span.getEndEpochNanos() - span.getStartEpochNanos()) / 1e9;
    }

    private List<SpanData> named(String name) {
        return spans.stream().filter(span -> span.getName().equals(name)).toList();
    }

    private List<SpanData> requestsOf(String image) {
        SpanData parent = named("image").stream()
                .filter(span -> text(span, "swath.image").endsWith("/" + image))
                .findFirst()
                .orElseThrow();
        return named("getPixels").stream()
                .filter(span -> span.getParentSpanId().equals(parent.getSpanId()))
                .toList();
    }

    private static String text(SpanData span, String key) {
        return span.getAttributes().get(AttributeKey.stringKey(key));
    }

    private final class Collected implements SpanExporter {

        @Override
        public CompletableResultCode export(Collection<SpanData> ended) {
            spans.addAll(ended);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
