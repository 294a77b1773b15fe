package dev.swath.flow.runs;

import dev.swath.flow.jobs.Jobs;
import dev.swath.job.Job;
import dev.swath.run.ImageOutcome;
import dev.swath.run.OutcomeStatus;
import dev.swath.run.Run;
import dev.swath.run.RunListener;
import dev.swath.run.RunSummary;
import dev.swath.run.RunTally;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The runs that are under way, each with the tally of its outcomes. */
public final class Runs {

    private static final Logger LOG = LoggerFactory.getLogger(Runs.class);
    private static final String STOPPING = "the process was asked to stop";

    private final Jobs jobs;
    private final RunListener listener;
    private final Clock clock;
    private final int retryRounds;
    private final Predicate<Run> handsOver;
    private final Map<String, LastRound> lastRounds = new ConcurrentHashMap<>();
    private final Map<String, RunTally> open = new ConcurrentHashMap<>();
    private final Set<String> resumed = ConcurrentHashMap.newKeySet();
    /** Those that another process goes on with, or is to go on with. */
    private final Set<String> left = ConcurrentHashMap.newKeySet();

    private volatile boolean draining;

    /**
     * No run is open yet.
     *
     * @param retryRounds how often images that failed for a temporary reason are started again
     * @param handsOver whether another process goes on with a run when this one is asked to stop
     */
    public Runs(Jobs jobs, RunListener listener, Clock clock, int retryRounds, Predicate<Run> handsOver) {
        this.jobs = jobs;
        this.listener = listener;
        this.clock = clock;
        this.retryRounds = retryRounds;
        this.handsOver = handsOver;
    }

    /** Opens a run of a job. */
    public Run open(String jobName) {
        Job job = jobs.job(jobName);
        Run run = Run.of(jobName, job.split().name().toLowerCase(Locale.ROOT), clock.instant());
        begin(run, listener::opened);
        return run;
    }

    /** Goes on with a run that was taken over from another process. */
    public Run resume(@Variable("taken") Run run) {
        resumed.add(run.id());
        begin(run, listener::resumed);
        return run;
    }

    private void begin(Run run, Consumer<Run> noted) {
        RunTally tally = new RunTally(run);
        open.put(run.id(), tally);
        lastRounds.put(run.id(), new LastRound(retryRounds));
        try {
            noted.accept(run);
        } catch (RuntimeException e) {
            abandon(run);
            throw e;
        }
        if (draining) {
            end(run);
        }
    }

    /** Whether this process goes on with a run that another one has begun. */
    public boolean isResumed(Run run) {
        return resumed.contains(run.id());
    }

    /** What came of an image of such a run, before it was started again. */
    public void startedBefore(Run run, ImageOutcome outcome) {
        lastRounds.get(run.id()).startedBefore(outcome);
    }

    /** The tally of an open run. */
    public RunTally tally(Run run) {
        RunTally tally = open.get(run.id());
        if (tally == null) {
            throw new IllegalStateException("the run " + run.id() + " is not open");
        }
        return tally;
    }

    /** From now on no run takes up another image; those in work are finished, and runs of a cluster are left to other processes. */
    public void drain() {
        draining = true;
        open.values().forEach(tally -> end(tally.run()));
    }

    private void end(Run run) {
        if (handsOver.test(run)) {
            leave(run.id(), STOPPING);
        } else {
            stop(run, STOPPING);
        }
    }

    /** The run of this id goes on in another process: here it takes up no more images, for this reason, and is not summed up. */
    public void leave(String run, String reason) {
        if (open.containsKey(run)) {
            left.add(run);
            stop(run, reason);
        }
    }

    /** Whether a run is left to another process. */
    public boolean isLeft(Run run) {
        return left.contains(run.id());
    }

    /** Whether the process was asked to stop. */
    public boolean isDraining() {
        return draining;
    }

    /** Whether a run is under way in this process. */
    public boolean isOpen(Run run) {
        return open.containsKey(run.id());
    }

    /** The run of this id, if it is under way in this process. */
    public Optional<Run> underWay(String run) {
        return Optional.ofNullable(open.get(run)).map(RunTally::run);
    }

    /** Whether a run is under way in this process, and takes up images. */
    public boolean isTakingUp(Run run) {
        return Optional.ofNullable(open.get(run.id()))
                .filter(tally -> tally.stopped().isEmpty())
                .isPresent();
    }

    /** A run takes up no more images, for this reason. */
    public void stop(Run run, String reason) {
        stop(run.id(), reason);
    }

    /** The run of this id takes up no more images, for this reason. */
    public void stop(String run, String reason) {
        Optional.ofNullable(open.get(run)).ifPresent(tally -> tally.stop(reason));
    }

    /**
     * An image is about to be taken up.
     *
     * @throws NotStartedException if its run takes up no more
     */
    public void requireTakingUp(Run run) {
        Optional.ofNullable(open.get(run.id())).flatMap(RunTally::stopped).ifPresent(reason -> {
            throw new NotStartedException(reason);
        });
    }

    /**
     * An image is about to be downloaded in this process. Those of a run that is left to another process are still wanted.
     *
     * @throws NotStartedException if its run takes up no more
     */
    public void requireWanted(Run run) {
        if (!isLeft(run)) {
            requireTakingUp(run);
        }
    }

    /**
     * Requires that runs may begin.
     *
     * @throws IllegalStateException once the process was asked to stop
     */
    public void requireRunning() {
        if (draining) {
            throw new IllegalStateException(STOPPING);
        }
    }

    /**
     * Adds the outcome of an image. One that failed for a temporary reason waits for the last round instead, if there is one.
     *
     * @param task what was to be done; empty if that is not known
     * @param temporary whether the reason of a failure may pass
     */
    public void add(Run run, Optional<ImageTask> task, ImageOutcome outcome, boolean temporary) {
        RunTally tally = tally(run);
        LastRound last = lastRounds.get(run.id());
        ImageOutcome whole =
                last.takeBefore(outcome.image()).map(outcome::after).orElse(outcome);
        boolean waits = temporary
                && outcome.status() == OutcomeStatus.FAILED
                && tally.stopped().isEmpty()
                && task.isPresent()
                && last.postpone(task.get(), whole);
        if (waits) {
            LOG.info(
                    "image={} is started again at the end of the run: {}",
                    outcome.image(),
                    outcome.cause().orElse(""));
        } else {
            finish(tally, whole);
        }
    }

    /** An image was not taken up. One that was to be started again has failed before. */
    public void notStarted(Run run, NotStarted image) {
        lastRounds.get(run.id()).takeBefore(image.image()).ifPresent(outcome -> finish(tally(run), outcome));
    }

    private void finish(RunTally tally, ImageOutcome outcome) {
        tally.add(outcome);
        listener.finished(tally.run(), outcome);
    }

    /**
     * Adds the outcome of an image on which there was nothing to do. The first of these are notified like any other image; of too many
     * the number alone is.
     */
    public void addUntouched(Run run, ImageOutcome outcome) {
        if (tally(run).add(outcome)) {
            listener.finished(run, outcome);
        } else {
            listener.untouched(run, outcome);
        }
    }

    /** The images that are started again now; none if the run was stopped, or is left to another process. */
    public List<ImageTask> again(Run run) {
        if (isLeft(run)) {
            return List.of();
        }
        RunTally tally = tally(run);
        LastRound last = lastRounds.get(run.id());
        if (tally.stopped().isPresent()) {
            last.giveUp().forEach(outcome -> finish(tally, outcome));
            return List.of();
        }
        List<ImageTask> images = last.begin();
        tally.startedAgain(images.size());
        return images;
    }

    /** Forgets a run that could not begin. */
    public void abandon(Run run) {
        forget(run);
        listener.abandoned(run);
    }

    /** Forgets a run that another process has taken over, or is to take over. */
    public void lose(Run run) {
        forget(run);
        listener.lost(run);
    }

    private void forget(Run run) {
        open.remove(run.id());
        lastRounds.remove(run.id());
        resumed.remove(run.id());
        left.remove(run.id());
    }

    /** Closes a run and sums it up. */
    public RunSummary close(@Variable("run") Run run) {
        lastRounds.get(run.id()).giveUp().forEach(outcome -> finish(tally(run), outcome));
        listener.closing(tally(run));
        RunSummary summary = tally(run).summarize(clock.instant());
        forget(run);
        listener.closed(summary);
        return summary;
    }

    /** Report and summary of a closed run are in the output, unless they could not be written. */
    public void settle(@Variable("summary") RunSummary summary) {
        listener.settled(summary);
    }
}
