package dev.swath.flow.runs;

import dev.swath.flow.request.Deadline;
import dev.swath.flow.request.RequestsInFlight;
import dev.swath.run.ImageOutcome;
import dev.swath.run.Run;
import dev.swath.run.RunListener;
import dev.swath.run.RunSummary;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the time limits of all runs of the process. A run that makes no progress is given up: its images, requests and pauses
 * end. Progress is an image that is listed, a tile that has become part of its image, an image with its
 * outcome.
 */
public final class Watchdog implements RunListener {

    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
    /** How long a run that was given up may still take without any progress before it counts as stuck. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final TimeLimits limits;
    private final RequestsInFlight requests;
    private final LongSupplier nanoTime;
    private final Map<String, WatchedRun> runs = new ConcurrentHashMap<>();

    /** Watches no run yet. */
    public Watchdog(TimeLimits limits, RequestsInFlight requests, LongSupplier nanoTime) {
        this.limits = limits;
        this.requests = requests;
        this.nanoTime = nanoTime;
    }

    /** The time limits of runs, images and tiles. */
    public TimeLimits limits() {
        return limits;
    }

    /** Until when the run of a task may go on. */
    public Deadline deadline(ImageTask task) {
        return task.terms()
                .filter(terms -> !runs.containsKey(task.run().id()))
                .map(terms -> limits.ofRunUntil(terms.deadline(), nanoTime))
                .orElseGet(() -> deadline(task.run()));
    }

    /** Until when a run may go on; one of another process has its time from now on. */
    public Deadline deadline(Run run) {
        return Optional.ofNullable(runs.get(run.id()))
                .map(WatchedRun::deadline)
                .orElseGet(() -> limits.ofRun(nanoTime));
    }

    @Override
    public void opened(Run run) {
        runs.put(run.id(), new WatchedRun(run, limits.ofRun(nanoTime), nanoTime));
    }

    @Override
    public void resumed(Run run) {
        runs.put(run.id(), new WatchedRun(run, limits.ofRunSince(run.started(), nanoTime), nanoTime));
    }

    @Override
    public void listed(Run run, String image) {
        watched(run).ifPresent(WatchedRun::progressed);
    }

    @Override
    public void planned(Run run, String image, int tiles) {
        watched(run).ifPresent(watched -> watched.begun(image));
    }

    @Override
    public void fetched(Run run, String image) {
        watched(run).ifPresent(WatchedRun::progressed);
    }

    @Override
    public void finished(Run run, ImageOutcome outcome) {
        watched(run).ifPresent(watched -> watched.finished(outcome.image()));
    }

    @Override
    public void untouched(Run run, ImageOutcome outcome) {
        watched(run).ifPresent(WatchedRun::progressed);
    }

    @Override
    public void closed(RunSummary summary) {
        runs.remove(summary.run());
    }

    @Override
    public void abandoned(Run run) {
        runs.remove(run.id());
    }

    private Optional<WatchedRun> watched(Run run) {
        return Optional.ofNullable(runs.get(run.id()));
    }

    /**
     * Looks at all requests and all runs once: to be called about once a second.
     *
     * @param stop ends a run: no more images of it are taken up
     * @param stuck notified once of a run that was given up and does not end
     */
    public void look(Stop stop, Consumer<Run> stuck) {
        runs.values().forEach(watched -> look(watched, stop, stuck));
        requests.cutOverdue();
    }

    private void look(WatchedRun watched, Stop stop, Consumer<Run> stuck) {
        if (!watched.isGivenUp() && watched.standsStill(limits.progress())) {
            LOG.error("run={} {}, and is given up; {}", watched.run().id(), limits.noProgress(), inWork(watched));
            watched.giveUp(limits.noProgress());
        }
        watched.deadline().over().ifPresent(reason -> stop.stop(watched.run(), reason));
        if (watched.isGivenUp() && watched.standsStill(GRACE) && watched.reportOnce()) {
            LOG.error("run={} was given up and does not end; {}", watched.run().id(), inWork(watched));
            stuck.accept(watched.run());
        }
    }

    private String inWork(WatchedRun watched) {
        Map<String, Long> images = new TreeMap<>(watched.images());
        List<String> waiting = images.entrySet().stream()
                .map(image -> image.getKey() + " for " + TimeUnit.NANOSECONDS.toSeconds(image.getValue()) + " s")
                .toList();
        return String.format(Locale.ROOT, "images in work: %s; requests: %s", waiting, requests.of(watched.deadline()));
    }

    /** Ends a run for a reason. */
    @FunctionalInterface
    public interface Stop {
        void stop(Run run, String reason);
    }
}
