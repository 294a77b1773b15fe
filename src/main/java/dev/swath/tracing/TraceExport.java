package dev.swath.tracing;

import dev.swath.job.SettingException;
import dev.swath.network.Network;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.io.Closeable;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Sends spans to an OpenTelemetry collector, by OTLP over HTTP, on its own thread. If the collector is unavailable,
 * only spans are lost.
 */
public final class TraceExport implements Closeable {

    /** The setting with the collector's address. */
    public static final String ENDPOINT = "swath.tracing.endpoint";

    private static final String TRACES = "/v1/traces";
    /** An image of many requests ends with as many spans at once. */
    private static final int MOST_WAITING = 10_000;

    private static final Duration LONGEST_REQUEST = Duration.ofSeconds(10);
    private static final int FLUSH_SECONDS = 5;

    private final OpenTelemetrySdk telemetry;

    private TraceExport(OpenTelemetrySdk telemetry) {
        this.telemetry = telemetry;
    }

    /**
     * An export to a collector; whether the collector is available is not checked.
     *
     * @param endpoint its address, with or without the path {@value #TRACES}
     * @param version version of Swath
     * @param network how the collector is reached
     * @throws SettingException if the endpoint is not an address
     */
    public static TraceExport to(String endpoint, String version, Network network) {
        if (!endpoint.matches(
                "https?://[\\w.-]+(:\\d{1,5})?(/[\\w./-]*)?|https?://\\[[0-9a-fA-F:.]+](:\\d{1,5})?(/[\\w./-]*)?")) {
            throw new SettingException(
                    ENDPOINT, endpoint, "is not the address of a collector; write one such as http://localhost:4318");
        }
        OtlpHttpSpanExporter exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(address(endpoint))
                .setTimeout(LONGEST_REQUEST)
                .setComponentLoader(TraceSender.over(network))
                .build();
        Attributes service = Attributes.of(
                AttributeKey.stringKey("service.name"), "swath", AttributeKey.stringKey("service.version"), version);
        SdkTracerProvider provider = SdkTracerProvider.builder()
                .setResource(Resource.getDefault().merge(Resource.create(service)))
                .addSpanProcessor(BatchSpanProcessor.builder(exporter)
                        .setMaxQueueSize(MOST_WAITING)
                        .build())
                .build();
        return new TraceExport(
                OpenTelemetrySdk.builder().setTracerProvider(provider).build());
    }

    private static String address(String endpoint) {
        String path = URI.create(endpoint).getPath();
        return path.isEmpty() || path.equals("/") ? endpoint.replaceFirst("/$", "") + TRACES : endpoint;
    }

    /** The API that receives the spans. */
    public OpenTelemetry telemetry() {
        return telemetry;
    }

    /** Sends waiting spans, for a few seconds at most. */
    @Override
    public void close() {
        telemetry.getSdkTracerProvider().shutdown().join(FLUSH_SECONDS, TimeUnit.SECONDS);
    }
}
