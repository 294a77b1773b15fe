package dev.swath.flow;

import dev.swath.run.RunListener;
import dev.swath.tracing.RunSpans;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Clock;
import java.util.Optional;
import org.apache.camel.CamelContext;

/** The traces of a process, with the OpenTelemetry of its runtime. */
final class Spans {

    private Spans() {}

    /** The listener that makes spans of the runs of a context; empty if nothing receives them. */
    static Optional<RunListener> of(CamelContext context, Clock clock) {
        return context.getRegistry().findByType(OpenTelemetry.class).stream()
                .findFirst()
                .map(telemetry -> new RunSpans(telemetry, clock));
    }
}
