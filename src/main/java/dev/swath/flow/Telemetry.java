package dev.swath.flow;

import dev.swath.flow.jobs.Jobs;
import dev.swath.flow.request.RequestBudget;
import dev.swath.flow.runs.RunRecorder;
import dev.swath.run.RunListener;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;

/**
 * Metrics and traces of the runs, if the registry of the context has a Micrometer registry, or OpenTelemetry. Neither
 * library is required.
 */
final class Telemetry {

    private static final String METERS = "io.micrometer.core.instrument.MeterRegistry";
    private static final String TRACES = "io.opentelemetry.api.OpenTelemetry";

    private final Optional<Meters> meters;
    private final Optional<RunListener> spans;

    private Telemetry(Optional<Meters> meters, Optional<RunListener> spans) {
        this.meters = meters;
        this.spans = spans;
    }

    /** The telemetry of a context. */
    static Telemetry of(CamelContext context, Clock clock) {
        return new Telemetry(
                isThere(context, METERS) ? Meters.of(context) : Optional.empty(),
                isThere(context, TRACES) ? Spans.of(context, clock) : Optional.empty());
    }

    private static boolean isThere(CamelContext context, String type) {
        return context.getClassResolver().resolveClass(type) != null;
    }

    /** The listeners that count and trace; empty if the runtime has no library for it. */
    List<RunListener> listeners() {
        return Stream.concat(meters.map(Meters::listener).stream(), spans.stream())
                .toList();
    }

    /** Called when everything that can be measured exists. */
    void begin(CamelContext context, Jobs jobs, RunRecorder books, RequestBudget budget, FreeSpace space) {
        meters.ifPresent(known -> known.begin(context, jobs, books, budget, space));
    }
}
