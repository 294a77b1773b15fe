package dev.swath.flow.cluster;

import dev.swath.flow.jobs.Jobs;
import dev.swath.flow.runs.Runs;
import dev.swath.flow.runs.SharedRuns;
import dev.swath.flow.runs.TakenOverException;
import dev.swath.ledger.RunLease;
import dev.swath.run.Run;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Headers;
import org.apache.camel.Route;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes over the runs of schedulers that are gone, and completes each through the route of its job, under its own id. */
public final class Takeover {

    private static final Logger LOG = LoggerFactory.getLogger(Takeover.class);
    private static final long LOOK_SECONDS = 2;
    /** Runs that are completed here at the same time; further ones wait, or are taken by other schedulers. */
    private static final int MOST = 4;
    /** After the end of its time a run is summed up at once, with the missing images named; much later nobody waits for that. */
    private static final Duration LATEST = Duration.ofHours(24);
    /** A header that only Quartz sets. */
    private static final String FIRED = "fireTime";

    private final Jobs jobs;
    private final Runs runs;
    private final SharedRuns shared;
    private final Clock clock;
    private final Semaphore free = new Semaphore(MOST);

    /** Takes over nothing yet. */
    public Takeover(Jobs jobs, Runs runs, SharedRuns shared, Clock clock) {
        this.jobs = jobs;
        this.runs = runs;
        this.shared = shared;
        this.clock = clock;
    }

    /** Looks for such runs from now on, as soon as the context has started, until it stops. */
    public void begin(CamelContext context) {
        ExecutorService workers = context.getExecutorServiceManager().newCachedThreadPool(this, "swath-resumed");
        context.getExecutorServiceManager()
                .newSingleThreadScheduledExecutor(this, "swath-takeover")
                .scheduleWithFixedDelay(() -> look(context, workers), LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    /** Whether the schedule has fired a job of which a run goes on, here or elsewhere, or is about to be taken over. */
    public boolean isOneTooMany(String job, @Headers Map<String, Object> headers) {
        boolean tooMany = headers.containsKey(FIRED) && shared.isUnderWay(job);
        if (tooMany) {
            LOG.info("job={} is not started: a run of it is under way", job);
        }
        return tooMany;
    }

    private void look(CamelContext context, ExecutorService workers) {
        try {
            if (context.isStarted() && !runs.isDraining()) {
                shared.lapsed().stream()
                        .filter(lapsed -> jobs.isKnown(lapsed.run().job()))
                        .filter(lapsed -> context.getRoute(lapsed.run().job()) != null)
                        .forEach(lapsed -> take(lapsed, context, workers));
            }
        } catch (RuntimeException | Error e) {
            LOG.error("runs of schedulers that are gone could not be looked for, and are in {} s", LOOK_SECONDS, e);
        }
    }

    private void take(RunLease lapsed, CamelContext context, ExecutorService workers) {
        Run run = lapsed.run();
        if (lapsed.chosen()
                || !shared.hasSameSettings(lapsed)
                || lapsed.timeEnds().plus(LATEST).isBefore(clock.instant())) {
            if (shared.giveUp(lapsed)) {
                LOG.warn(
                        "run={} was interrupted: its scheduler, process {} on {}, is gone, and {}",
                        run.id(),
                        lapsed.process().id(),
                        lapsed.process().host(),
                        reason(lapsed));
            }
        } else if (free.tryAcquire()) {
            if (shared.takeOver(lapsed)) {
                LOG.warn(
                        "run={} is taken over: its scheduler, process {} on {}, is gone",
                        run.id(),
                        lapsed.process().id(),
                        lapsed.process().host());
                workers.execute(() -> complete(run, context));
            } else {
                free.release();
            }
        }
    }

    private static String reason(RunLease lapsed) {
        return lapsed.chosen()
                ? "the images it was about were chosen by a command; give that again"
                : "its time is long over, or its job has other settings here";
    }

    private void complete(Run run, CamelContext context) {
        try {
            Route route = context.getRoute(run.job());
            Exchange exchange = route.getEndpoint().createExchange();
            exchange.setVariable("taken", run);
            route.getProcessor().process(exchange);
            if (exchange.getException() != null) {
                throw exchange.getException();
            }
        } catch (TakenOverException e) {
            LOG.error("run={} {}", run.id(), e.getMessage());
        } catch (Exception e) {
            shared.failed(run);
            LOG.error("run={} was taken over, and could not be completed", run.id(), e);
        } finally {
            free.release();
        }
    }
}
