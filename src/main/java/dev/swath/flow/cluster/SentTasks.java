package dev.swath.flow.cluster;

import dev.swath.earthengine.ImageAsset;
import dev.swath.flow.jobs.Jobs;
import dev.swath.flow.request.Deadline;
import dev.swath.flow.request.Failures;
import dev.swath.flow.runs.ImageTask;
import dev.swath.flow.runs.NotStarted;
import dev.swath.flow.runs.NotStartedException;
import dev.swath.flow.runs.Runs;
import dev.swath.flow.runs.Sent;
import dev.swath.flow.runs.SharedRuns;
import dev.swath.flow.runs.TakenOverException;
import dev.swath.flow.runs.Watchdog;
import dev.swath.message.TaskIdentity;
import dev.swath.message.TaskMessage;
import dev.swath.run.ImageOutcome;
import dev.swath.run.Run;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The images that runs of this process have sent to workers, and the outcomes that come back. A run waits for the outcome of each: as
 * long as it has time, or, once this process was asked to stop, for a short while. Images without an outcome are named as failed then.
 * A run that another process goes on with does not wait.
 */
public final class SentTasks {

    private static final Logger LOG = LoggerFactory.getLogger(SentTasks.class);
    private static final Duration LOOK = Duration.ofMillis(500);
    /** Less than Camel waits for a run that is under way when it shuts down. */
    private static final Duration LONGEST_STOP = Duration.ofSeconds(40);

    private final Jobs jobs;
    private final Runs runs;
    private final SharedRuns shared;
    private final Watchdog watchdog;
    private final Clock clock;
    private final int most;
    private final ReturnedOutcomes returned;
    private final ResumedImages resumed;
    private final Map<String, WaitingTasks> tasks = new ConcurrentHashMap<>();

    /**
     * Nothing was sent yet.
     *
     * @param shared what the ledger knows of them
     * @param most images of a run that may wait for their outcomes at once
     */
    public SentTasks(Jobs jobs, Runs runs, SharedRuns shared, Watchdog watchdog, Clock clock, int most) {
        this.jobs = jobs;
        this.runs = runs;
        this.shared = shared;
        this.watchdog = watchdog;
        this.clock = clock;
        this.most = most;
        this.returned = new ReturnedOutcomes(runs, shared);
        this.resumed = new ResumedImages(runs, shared);
    }

    /** Takes up what the scheduler has sent that had a run before; of a run that begins here that is nothing. */
    public void resume(@Variable("run") Run run) {
        if (runs.isResumed(run)) {
            tasks.put(run.id(), resumed.load(run));
        }
    }

    /**
     * Waits until an image may be sent, and notes it.
     *
     * @return whether it is to be sent; in a run that was taken over most images were sent before
     * @throws NotStartedException if its run takes up no more images
     */
    public boolean enter(@Body ImageTask task) throws InterruptedException {
        Run run = task.run();
        WaitingTasks waiting = tasks.computeIfAbsent(run.id(), id -> WaitingTasks.ofNewRun());
        if (waiting.isResuming() && resumed.wasSent(task, waiting)) {
            return false;
        }
        do {
            runs.requireTakingUp(run);
            watchdog.deadline(run).require();
            returned.collect(run, waiting);
        } while (!waiting.enter(task, most, LOOK));
        shared.sending(task);
        waiting.recorded(task);
        return true;
    }

    /** The document of the task of an image. */
    public byte[] write(@Variable("task") ImageTask task) {
        Run run = task.run();
        Instant deadline = clock.instant().plus(watchdog.deadline(run).left());
        return TaskMessage.of(run, deadline, jobs.job(run.job()), task.image()).toJson();
    }

    /** Which image of which run a task is about, for its message. */
    public String identity(@Variable("task") ImageTask task) {
        return new TaskIdentity(task.run().id(), task.image().id()).text();
    }

    /** Whether a task that the queue has not taken is offered again: as long as its run goes on. */
    public boolean mayOfferAgain(@Variable("task") ImageTask task) {
        return runs.isTakingUp(task.run())
                && watchdog.deadline(task.run()).over().isEmpty();
    }

    /** The task is in the queue. */
    public void noteSent(@Variable("task") ImageTask task) {
        shared.sent(task);
    }

    /** What is known of an image whose task is in the queue. */
    public Sent sent(@Variable("task") ImageTask task) {
        return new Sent(task.image().id());
    }

    /** What becomes of an image whose run ends. */
    public NotStarted notStarted(@Variable("task") ImageTask task) {
        return new NotStarted(task.image().id());
    }

    /** The outcome of an image that could not be sent. The reason may pass. */
    public ImageOutcome unsent(Exchange exchange, @Variable("task") ImageTask task) {
        WaitingTasks waiting = tasks.get(task.run().id());
        if (waiting != null) {
            waiting.take(task.image().id()).ifPresent(taken -> {
                shared.unsent(task.run().id(), task.image().id());
                waiting.added();
            });
        }
        exchange.setVariable("temporary", true);
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        ImageAsset image = task.image();
        return ImageOutcome.failed(
                image.id(), image.start(), "it could not be sent to a worker: " + Failures.cause(failure));
    }

    /**
     * An outcome has come back, of a run of this scheduler or another one. One that came before changes nothing.
     *
     * @param document null of a message without a body
     * @param beside what the message says of run and image beside its document; null if nothing
     */
    public void take(@Body byte[] document, @Header(TaskIdentity.HEADER) String beside) {
        Optional<TaskIdentity> about = Optional.ofNullable(beside).flatMap(TaskIdentity::read);
        ReturnedOutcomes.read(document == null ? new byte[0] : document, about)
                .ifPresent(outcome -> returned.take(
                        outcome, Optional.ofNullable(tasks.get(outcome.message().run()))));
    }

    /** Waits for the outcomes of all images of a run that were sent. */
    public void await(@Variable("run") Run run) {
        WaitingTasks waiting = tasks.get(run.id());
        if (waiting == null || runs.isLeft(run)) {
            return;
        }
        waiting.endResuming().forEach(outcome -> runs.add(run, Optional.empty(), outcome, false));
        String reason = await(run, waiting, watchdog.deadline(run));
        if (!isGivenUp(run)) {
            waiting.missing().forEach(task -> waiting.take(task.image()).ifPresent(left -> {
                String cause = "no worker returned an outcome: " + reason;
                runs.add(run, left.task(), ImageOutcome.failed(left.image(), left.acquired(), cause), false);
                waiting.added();
            }));
        }
    }

    private boolean isGivenUp(Run run) {
        return runs.isLeft(run) || shared.isLost(run);
    }

    /** Why the wait has ended. */
    private String await(Run run, WaitingTasks waiting, Deadline deadline) {
        Optional<Instant> stopAt = Optional.empty();
        try {
            while (!waiting.awaitAll(LOOK)) {
                returned.collect(run, waiting);
                if (runs.isDraining() && stopAt.isEmpty()) {
                    stopAt = Optional.of(clock.instant().plus(LONGEST_STOP));
                }
                if (stopAt.filter(end -> clock.instant().isAfter(end)).isPresent()) {
                    return "the process was asked to stop";
                }
                Optional<String> over = deadline.over();
                if (over.isPresent() || isGivenUp(run)) {
                    return over.orElse("");
                }
            }
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "the process was asked to stop";
        }
    }

    /** Whether a run was handed over, because this process was asked to stop: it ends here without a summary. */
    public boolean handOver(@Variable("run") Run run) {
        boolean leaves = runs.isLeft(run) && !shared.isLost(run);
        if (leaves) {
            tasks.remove(run.id());
            shared.handOver(run);
            runs.lose(run);
            LOG.info("run={} is handed over: the next scheduler that finds it goes on with it", run.id());
        }
        return leaves;
    }

    /**
     * Every image of a run has its outcome.
     *
     * @throws TakenOverException if another scheduler has taken it over meanwhile
     */
    public void requireRun(@Variable("run") Run run) {
        tasks.remove(run.id());
        try {
            shared.require(run);
        } catch (TakenOverException e) {
            runs.lose(run);
            throw e;
        }
    }
}
