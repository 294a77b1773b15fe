package dev.swath.metrics;

import dev.swath.run.FailedAttempt;
import dev.swath.run.ImageOutcome;
import dev.swath.run.OutcomeStatus;
import dev.swath.run.RequestKind;
import dev.swath.run.RequestTiming;
import dev.swath.run.RunSummary;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** The meters of one job. Their label is {@code swath_job}, because {@code job} is Prometheus' own. */
final class JobMeters {

    private static final String LEFT_OUT = "left_out";
    private static final String COMPLETE = "complete";
    private static final String INCOMPLETE = "incomplete";
    private static final String ABANDONED = "abandoned";

    private final MeterRegistry registry;
    private final Tags tags;
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger inWork = new AtomicInteger();
    private volatile LastRuns last = LastRuns.NONE;
    private volatile LatestRun latest = LatestRun.NONE;

    JobMeters(MeterRegistry registry, String job) {
        this.registry = registry;
        this.tags = Tags.of("swath_job", job);
        gauge("swath.runs.in.progress", "Runs in progress", running::get).register(registry);
        gauge("swath.images.waiting", "Images that are listed and not yet started", waiting::get)
                .register(registry);
        gauge("swath.images.in.work", "Images being downloaded", inWork::get).register(registry);
        gauge(
                        "swath.last.success.timestamp",
                        "When the last complete run ended; 0 if there was none",
                        () -> LastRuns.seconds(last.success()))
                .baseUnit("seconds")
                .register(registry);
        gauge(
                        "swath.last.run.timestamp",
                        "When the last run ended; 0 if none has",
                        () -> LastRuns.seconds(last.ended()))
                .baseUnit("seconds")
                .register(registry);
        gauge(
                        "swath.last.run.complete",
                        "1 if the last run was complete; 0 if it was not, or if none has ended",
                        () -> last.complete() ? 1 : 0)
                .register(registry);
        latestRun();
        firings();
    }

    private void latestRun() {
        gauge(
                        "swath.latest.run.running",
                        "1 while the latest run is in progress, in whichever process",
                        () -> latest.running() ? 1 : 0)
                .register(registry);
        gauge("swath.latest.run.listed", "Images of the latest run so far", () -> latest.listed())
                .register(registry);
        for (OutcomeStatus status : OutcomeStatus.values()) {
            gauge("swath.latest.run.images", "Images of the latest run by outcome", () -> latest.with(status))
                    .tag("status", name(status))
                    .register(registry);
        }
    }

    private Gauge.Builder<Supplier<Number>> gauge(String name, String description, Supplier<Number> value) {
        return Gauge.builder(name, value).description(description).tags(tags);
    }

    synchronized void know(LastRuns found, LatestRun begun) {
        latest = begun;
        last = last.orLater(found);
    }

    /** Counters that are needed later begin at zero, so that their first increase is visible. */
    void opened(String split) {
        running.incrementAndGet();
        for (OutcomeStatus status : OutcomeStatus.values()) {
            images(split, name(status));
        }
        images(split, LEFT_OUT);
        runs(split, COMPLETE);
        runs(split, INCOMPLETE);
        runs(split, ABANDONED);
        for (RequestKind kind : RequestKind.values()) {
            retries(kind);
            for (RequestOutcome outcome : RequestOutcome.values()) {
                requests(kind, outcome);
            }
        }
    }

    void addRunning(int more) {
        running.addAndGet(more);
    }

    void addWaiting(int more) {
        waiting.addAndGet(more);
    }

    void addInWork(int more) {
        inWork.addAndGet(more);
    }

    void leftOut(String split) {
        images(split, LEFT_OUT).increment();
    }

    void fetched() {
        counter("swath.tiles", "Tiles added to their image, including those kept from an earlier run", tags)
                .increment();
    }

    void retried(RequestKind kind) {
        retries(kind).increment();
    }

    void answered(RequestKind kind, RequestTiming request) {
        requests(kind, RequestOutcome.OK).increment();
        timer(
                        "swath.request.duration",
                        "From sending a successful request to the last byte of its reply",
                        tags.and("kind", kind.toString()),
                        Buckets.REQUEST)
                .record(nanos(request.fetchSeconds()));
        bytes("swath.received", "Usable replies", request.bytes(), kind);
        step("wait", request.waitSeconds());
        if (kind == RequestKind.PIXELS) {
            step("decode", request.decodeSeconds());
            step("encode", request.encodeSeconds());
        }
    }

    void failed(RequestKind kind, FailedAttempt request) {
        requests(kind, RequestOutcome.of(request)).increment();
    }

    void finished(String split, ImageOutcome outcome) {
        images(split, name(outcome.status())).increment();
        timer(
                        "swath.image.duration",
                        "From the start of work on an image to its outcome",
                        tags.and("split", split, "status", name(outcome.status())),
                        Buckets.IMAGE)
                .record(nanos(outcome.busySeconds()));
        if (outcome.status() == OutcomeStatus.STORED) {
            step("store", outcome.storeSeconds());
            Counter.builder("swath.written")
                    .baseUnit("bytes")
                    .description("Files of images")
                    .tags(tags)
                    .register(registry)
                    .increment((double) outcome.bytesWritten());
        }
    }

    synchronized void closed(RunSummary summary, boolean wholeListing) {
        runs(summary.split(), summary.complete() ? COMPLETE : INCOMPLETE).increment();
        timer("swath.run.duration", "From the start of a run to its last outcome", tags, Buckets.RUN)
                .record(nanos(summary.wallSeconds()));
        firings().increment(summary.overtaken());
        if (wholeListing) {
            last = last.then(summary.ended(), summary.complete());
        }
    }

    void abandoned(String split) {
        runs(split, ABANDONED).increment();
    }

    private Counter firings() {
        return counter(
                "swath.firings.overtaken", "Scheduled runs that fell due while a run of the same job went on", tags);
    }

    private Counter runs(String split, String status) {
        return counter("swath.runs", "Runs that have ended", tags.and("split", split, "status", status));
    }

    private Counter images(String split, String status) {
        return counter("swath.images", "Images by outcome", tags.and("split", split, "status", status));
    }

    private Counter retries(RequestKind kind) {
        return counter("swath.retries", "Requests sent again after a failure", tags.and("kind", kind.toString()));
    }

    private Counter requests(RequestKind kind, RequestOutcome outcome) {
        return counter(
                "swath.requests",
                "Requests by outcome",
                tags.and("kind", kind.toString(), "outcome", outcome.toString()));
    }

    private Counter counter(String name, String description, Tags labels) {
        return Counter.builder(name).description(description).tags(labels).register(registry);
    }

    private void bytes(String name, String description, int bytes, RequestKind kind) {
        Counter.builder(name)
                .baseUnit("bytes")
                .description(description)
                .tags(tags.and("kind", kind.toString()))
                .register(registry)
                .increment(bytes);
    }

    private void step(String step, double seconds) {
        timer("swath.step.duration", "How long a step took", tags.and("step", step), Buckets.REQUEST)
                .record(nanos(seconds));
    }

    private Timer timer(String name, String description, Tags labels, List<Duration> buckets) {
        return Timer.builder(name)
                .description(description)
                .tags(labels)
                .serviceLevelObjectives(buckets.toArray(Duration[]::new))
                .register(registry);
    }

    private static Duration nanos(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }

    private static String name(OutcomeStatus status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
