package dev.swath.flow;

import dev.swath.flow.jobs.Jobs;
import dev.swath.flow.request.RequestBudget;
import dev.swath.flow.runs.RunRecorder;
import dev.swath.ledger.Ledger;
import dev.swath.ledger.LedgerException;
import dev.swath.ledger.RunStatus;
import dev.swath.metrics.LastRuns;
import dev.swath.metrics.LatestRun;
import dev.swath.metrics.RunMetrics;
import dev.swath.run.OutcomeStatus;
import dev.swath.run.RunListener;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Registry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The meters of a process, in the registry that its runtime has for them. */
final class Meters {

    private static final Logger LOG = LoggerFactory.getLogger(Meters.class);
    private static final long LOOK_SECONDS = 30;

    private final MeterRegistry registry;
    private final RunMetrics runs;

    private Meters(MeterRegistry registry) {
        this.registry = registry;
        this.runs = new RunMetrics(registry);
    }

    /** Meters in the registry of the context; none where it has none. */
    static Optional<Meters> of(CamelContext context) {
        Registry beans = context.getRegistry();
        // The one that a runtime with several prefers, which feeds the others.
        return Optional.ofNullable(beans.findSingleByType(MeterRegistry.class))
                .or(() -> beans.findByType(MeterRegistry.class).stream().findFirst())
                .map(Meters::new);
    }

    /** Counts what happens in the runs. */
    RunListener listener() {
        return runs;
    }

    /**
     * Registers the meters of the process, and those of its jobs with what the ledger knows about their runs, which other processes
     * may go on to have.
     */
    void begin(CamelContext context, Jobs jobs, RunRecorder books, RequestBudget budget, FreeSpace space) {
        Gauge.builder("swath.requests.in.flight", budget, RequestBudget::inFlight)
                .description("Requests on the wire, those of the listing among them")
                .register(registry);
        Gauge.builder("swath.requests.limit", budget, RequestBudget::limit)
                .description("How many requests may be on the wire at once now")
                .register(registry);
        Gauge.builder("swath.disk.free", space, disks -> disks.now()
                        .map(Long::doubleValue)
                        .orElse(Double.NaN))
                .baseUnit("bytes")
                .description("Free space where there is least of it, of the folders that are written to")
                .strongReference(true)
                .register(registry);
        Gauge.builder("swath.disk.least", space, FreeSpace::least)
                .baseUnit("bytes")
                .description("What swath.health.min-free-bytes says")
                .strongReference(true)
                .register(registry);
        jobs.all().forEach(job -> know(job.name(), books));
        context.getExecutorServiceManager()
                .newSingleThreadScheduledExecutor(this, "swath-meters")
                .scheduleWithFixedDelay(
                        () -> jobs.all().forEach(job -> know(job.name(), books)),
                        LOOK_SECONDS,
                        LOOK_SECONDS,
                        TimeUnit.SECONDS);
    }

    private void know(String job, RunRecorder books) {
        try {
            runs.know(
                    job,
                    books.read(ledger -> last(ledger, job)).orElse(LastRuns.NONE),
                    books.read(ledger -> latest(ledger, job)).orElse(LatestRun.NONE));
        } catch (LedgerException e) {
            runs.know(job, LastRuns.NONE, LatestRun.NONE);
            LOG.warn("job={} its metrics are without the runs of other processes: {}", job, e.getMessage());
        } catch (RuntimeException e) {
            // What is thrown would end the looks without a word.
            LOG.error("job={} its last runs could not be looked up", job, e);
        }
    }

    private static LatestRun latest(Ledger ledger, String job) {
        return ledger.runs().latest(Optional.of(job), 1, Instant.now()).stream()
                .findFirst()
                .map(run -> new LatestRun(
                        run.status() == RunStatus.RUNNING,
                        run.counts().listed(),
                        Map.of(
                                OutcomeStatus.STORED, run.counts().stored(),
                                OutcomeStatus.SKIPPED, run.counts().skipped(),
                                OutcomeStatus.EMPTY, run.counts().empty(),
                                OutcomeStatus.ELSEWHERE, run.counts().elsewhere(),
                                OutcomeStatus.FAILED, run.counts().failed())))
                .orElse(LatestRun.NONE);
    }

    private static LastRuns last(Ledger ledger, String job) {
        Optional<Instant> success = ledger.runs().lastEnded(job, RunStatus.COMPLETE);
        Optional<Instant> other = ledger.runs().lastEnded(job, RunStatus.INCOMPLETE);
        boolean failedSince = other.filter(end -> success.isEmpty() || end.isAfter(success.get()))
                .isPresent();
        return new LastRuns(failedSince ? other : success, success.isPresent() && !failedSince, success);
    }
}
