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
import dev.swath.flow.runs.Watchdog;
import dev.swath.log.LogValue;
import dev.swath.message.OutcomeMessage;
import dev.swath.message.TaskMessage;
import dev.swath.message.UnreadableMessageException;
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
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The images that runs of this process have sent to workers, and the outcomes that come back. A run waits for the outcome of each: as
 * long as it has time, or, once this process was asked to stop, for a short while. Images without an outcome are named as failed then.
 */
public final class SentTasks {

    private static final Logger LOG = LoggerFactory.getLogger(SentTasks.class);
    private static final Duration LOOK = Duration.ofMillis(500);
    /** Less than Camel waits for a run that is under way when it shuts down. */
    private static final Duration LONGEST_STOP = Duration.ofSeconds(40);

    private final Jobs jobs;
    private final Runs runs;
    private final Watchdog watchdog;
    private final Clock clock;
    private final int most;
    private final Map<String, WaitingTasks> tasks = new ConcurrentHashMap<>();

    /**
     * Nothing was sent yet.
     *
     * @param most images of a run that may wait for their outcomes at once
     */
    public SentTasks(Jobs jobs, Runs runs, Watchdog watchdog, Clock clock, int most) {
        this.jobs = jobs;
        this.runs = runs;
        this.watchdog = watchdog;
        this.clock = clock;
        this.most = most;
    }

    /**
     * Waits until an image may be sent, notes it, and makes the document of its task.
     *
     * @throws NotStartedException if its run takes up no more images
     */
    public byte[] write(@Body ImageTask task) throws InterruptedException {
        Run run = task.run();
        WaitingTasks waiting = tasks.computeIfAbsent(run.id(), id -> new WaitingTasks());
        do {
            runs.requireTakingUp(run);
            watchdog.deadline(run).require();
        } while (!waiting.enter(task, most, LOOK));
        Instant deadline = clock.instant().plus(watchdog.deadline(run).left());
        return TaskMessage.of(run, deadline, jobs.job(run.job()), task.image()).toJson();
    }

    /** The task is in the queue. */
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
            waiting.take(task.image().id()).ifPresent(taken -> waiting.added());
        }
        exchange.setVariable("temporary", true);
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        return failed(task.image(), "it could not be sent to a worker: " + Failures.cause(failure));
    }

    private static ImageOutcome failed(ImageAsset image, String cause) {
        return ImageOutcome.failed(image.id(), image.start(), cause);
    }

    /** An outcome has come back. One that came before, or is of a run that is not under way here, changes nothing. */
    public void take(@Body byte[] document) {
        OutcomeMessage message;
        try {
            message = OutcomeMessage.read(document);
        } catch (UnreadableMessageException e) {
            LOG.error(
                    "run={} image={} {}",
                    LogValue.of(e.run().orElse("")),
                    LogValue.of(e.image().orElse("")),
                    e.getMessage());
            return;
        }
        WaitingTasks waiting = tasks.get(message.run());
        Optional<ImageTask> task = Optional.ofNullable(waiting).flatMap(sent -> sent.take(message.image()));
        if (task.isEmpty()) {
            LOG.info(
                    "run={} image={} has an outcome that nobody waits for: it came before, or the run has ended",
                    LogValue.of(message.run()),
                    LogValue.of(message.image()));
            return;
        }
        try {
            add(task.get(), message);
        } finally {
            waiting.added();
        }
    }

    private void add(ImageTask task, OutcomeMessage message) {
        message.outcome()
                .ifPresentOrElse(
                        outcome -> runs.add(task.run(), Optional.of(task), outcome, message.temporary()),
                        () -> runs.notStarted(task.run(), new NotStarted(message.image())));
    }

    /** Waits for the outcomes of all images of a run that were sent. */
    public void await(@Variable("run") Run run) {
        WaitingTasks waiting = tasks.get(run.id());
        if (waiting == null) {
            return;
        }
        try {
            String reason = await(waiting, watchdog.deadline(run));
            waiting.missing().forEach(task -> waiting.take(task.image().id()).ifPresent(left -> {
                runs.add(
                        run,
                        Optional.of(left),
                        failed(left.image(), "no worker returned an outcome: " + reason),
                        false);
                waiting.added();
            }));
        } finally {
            tasks.remove(run.id());
        }
    }

    /** Why the wait has ended. */
    private String await(WaitingTasks waiting, Deadline deadline) {
        Optional<Instant> stopAt = Optional.empty();
        try {
            while (!waiting.awaitAll(LOOK)) {
                if (runs.isDraining() && stopAt.isEmpty()) {
                    stopAt = Optional.of(clock.instant().plus(LONGEST_STOP));
                }
                if (stopAt.filter(end -> clock.instant().isAfter(end)).isPresent()) {
                    return "the process was asked to stop";
                }
                Optional<String> over = deadline.over();
                if (over.isPresent()) {
                    return over.get();
                }
            }
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "the process was asked to stop";
        }
    }
}
