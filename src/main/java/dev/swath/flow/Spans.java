package dev.swath.flow;

import dev.swath.run.RunListener;
import dev.swath.tracing.RunSpans;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Clock;
import java.util.Optional;
import org.apache.camel.CamelContext;

/** The traces of a process, by what its runtime has for them. */
final class Spans {

    private Spans() {}

    /** Makes spans of the runs of a context; empty if nothing exports them. */
    static Optional<RunListener> of(CamelContext context, Clock clock) {
        return context.getRegistry().findByType(OpenTelemetry.class).stream()
                .findFirst()
                .map(telemetry -> new RunSpans(telemetry, clock));
    }
}
