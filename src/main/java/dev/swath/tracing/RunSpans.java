package dev.swath.tracing;

import dev.swath.run.FailedAttempt;
import dev.swath.run.ImageOutcome;
import dev.swath.run.InFlight;
import dev.swath.run.OutcomeStatus;
import dev.swath.run.RequestKind;
import dev.swath.run.RequestTiming;
import dev.swath.run.Run;
import dev.swath.run.RunListener;
import dev.swath.run.RunSummary;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Makes a trace of each run. Images are below the run, requests for pixels below their image, and listing requests
 * beside the images. A span is made when what it describes has ended, from the times recorded then, so that no context
 * has to be carried between threads; only the run's span is open while the run goes on.
 */
public final class RunSpans implements RunListener {

    private static final int OK = 200;

    private final Tracer tracer;
    private final Clock clock;
    private final Map<String, Span> open = new ConcurrentHashMap<>();

    /**
     * @param telemetry receives the spans
     * @param clock gives the time at which an image ended
     */
    public RunSpans(OpenTelemetry telemetry, Clock clock) {
        this.tracer = telemetry.getTracer("dev.swath");
        this.clock = clock;
    }

    @Override
    public void opened(Run run) {
        open.put(
                run.id(),
                tracer.spanBuilder("run " + run.job())
                        .setNoParent()
                        .setStartTimestamp(run.started())
                        .setAttribute("swath.run", run.id())
                        .setAttribute("swath.job", run.job())
                        .setAttribute("swath.split", run.split())
                        .startSpan());
    }

    @Override
    public void finished(Run run, ImageOutcome outcome) {
        Optional.ofNullable(open.get(run.id())).ifPresent(parent -> {
            Instant start = start(run, outcome);
            Span image = start("image", SpanKind.INTERNAL, parent, start);
            image.setAttribute("swath.image", outcome.image());
            image.setAttribute("swath.status", outcome.status().name().toLowerCase(Locale.ROOT));
            image.setAttribute("swath.received", outcome.bytesReceived());
            image.setAttribute("swath.written", outcome.bytesWritten());
            if (outcome.status() == OutcomeStatus.FAILED) {
                image.setStatus(StatusCode.ERROR, outcome.cause().orElse(""));
            }
            outcome.timings().forEach(request -> answered(run, image, RequestKind.PIXELS, request));
            outcome.failedTries().forEach(request -> failed(run, image, RequestKind.PIXELS, request));
            image.end(end(run, outcome, start));
        });
    }

    /** When its outcome was reported minus the time it took, which a busy machine makes too late; never after its first request. */
    private Instant start(Run run, ImageOutcome outcome) {
        Instant start = plus(clock.instant(), -outcome.busySeconds());
        return requests(outcome)
                .map(request -> after(run, request.startSeconds()))
                .min(Comparator.naturalOrder())
                .filter(first -> first.isBefore(start))
                .orElse(start);
    }

    /** The span of an image that was started again ends after its last reply. */
    private static Instant end(Run run, ImageOutcome outcome, Instant start) {
        Instant end = plus(start, outcome.busySeconds());
        return requests(outcome)
                .map(request -> after(run, request.endSeconds()))
                .max(Comparator.naturalOrder())
                .filter(last -> last.isAfter(end))
                .orElse(end);
    }

    private static Stream<InFlight> requests(ImageOutcome outcome) {
        return Stream.concat(outcome.timings().stream(), outcome.failedTries().stream());
    }

    @Override
    public void answered(Run run, RequestKind kind, RequestTiming request) {
        if (kind == RequestKind.LISTING) {
            Optional.ofNullable(open.get(run.id())).ifPresent(parent -> answered(run, parent, kind, request));
        }
    }

    @Override
    public void failed(Run run, RequestKind kind, FailedAttempt request) {
        if (kind == RequestKind.LISTING) {
            Optional.ofNullable(open.get(run.id())).ifPresent(parent -> failed(run, parent, kind, request));
        }
    }

    private void answered(Run run, Span parent, RequestKind kind, RequestTiming request) {
        Span span = request(run, parent, kind, request);
        span.setAttribute("http.response.status_code", OK);
        span.setAttribute("http.response.body.size", request.bytes());
        span.setAttribute("swath.try", request.tries());
        span.setAttribute("swath.wait.seconds", request.waitSeconds());
        end(run, span, request);
    }

    private void failed(Run run, Span parent, RequestKind kind, FailedAttempt request) {
        Span span = request(run, parent, kind, request);
        if (request.status() > 0) {
            span.setAttribute("http.response.status_code", request.status());
        }
        span.setStatus(StatusCode.ERROR);
        end(run, span, request);
    }

    private Span request(Run run, Span parent, RequestKind kind, InFlight request) {
        String name = kind == RequestKind.PIXELS ? "getPixels" : "list";
        return start(name, SpanKind.CLIENT, parent, after(run, request.startSeconds()));
    }

    private static void end(Run run, Span span, InFlight request) {
        span.end(after(run, request.endSeconds()));
    }

    private Span start(String name, SpanKind kind, Span parent, Instant start) {
        return tracer.spanBuilder(name)
                .setParent(Context.root().with(parent))
                .setSpanKind(kind)
                .setStartTimestamp(start)
                .startSpan();
    }

    @Override
    public void closed(RunSummary summary) {
        Optional.ofNullable(open.remove(summary.run())).ifPresent(run -> {
            run.setAttribute("swath.stored", summary.stored());
            run.setAttribute("swath.skipped", summary.skipped());
            run.setAttribute("swath.empty", summary.empty());
            run.setAttribute("swath.elsewhere", summary.elsewhere());
            run.setAttribute("swath.failed", summary.failed());
            run.setAttribute("swath.requests", summary.requests());
            run.setAttribute("swath.retries", summary.retries());
            run.setAttribute("swath.rejected", summary.rejected());
            if (!summary.complete()) {
                run.setStatus(
                        StatusCode.ERROR,
                        summary.listingFailure().or(summary::stopped).orElse("images failed"));
            }
            run.end(summary.ended());
        });
    }

    @Override
    public void abandoned(Run run) {
        Optional.ofNullable(open.remove(run.id())).ifPresent(span -> {
            span.setAttribute("swath.abandoned", true);
            span.end(clock.instant());
        });
    }

    private static Instant after(Run run, double seconds) {
        return plus(run.started(), seconds);
    }

    private static Instant plus(Instant instant, double seconds) {
        return instant.plusNanos(Math.round(seconds * 1e9));
    }
}
