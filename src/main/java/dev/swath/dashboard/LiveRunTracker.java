package dev.swath.dashboard;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swath.job.Job;
import dev.swath.ledger.RunStatus;
import dev.swath.run.ImageOutcome;
import dev.swath.run.Run;
import dev.swath.run.RunListener;
import dev.swath.run.RunSummary;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntSupplier;

/** The runs in progress in this process, kept up to date, and published to followers. */
final class LiveRunTracker implements RunListener {

    private static final long AWAITED_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Map<String, LiveRun> open = new ConcurrentHashMap<>();
    /** Jobs that were asked to run and whose run has not begun, with the time; in a cluster it may begin elsewhere. */
    private final Map<String, Long> awaited = new ConcurrentHashMap<>();

    private final List<Consumer<LiveEvent>> followers = new CopyOnWriteArrayList<>();
    private final Function<String, Job> jobs;
    private final IntSupplier inFlight;
    private final IntSupplier limit;

    /**
     * @param jobs finds a job by name
     * @param inFlight number of requests in flight
     * @param limit limit of requests in flight
     */
    LiveRunTracker(Function<String, Job> jobs, IntSupplier inFlight, IntSupplier limit) {
        this.jobs = jobs;
        this.inFlight = inFlight;
        this.limit = limit;
    }

    /** Registers a follower of all events; it must return quickly. */
    void follow(Consumer<LiveEvent> follower) {
        followers.add(follower);
    }

    private void publish(LiveEvent event) {
        followers.forEach(follower -> follower.accept(event));
    }

    /** Claims a job for a run: returns whether it may run now, and if so, nobody else can claim it. */
    synchronized boolean claim(String job) {
        long now = System.nanoTime();
        awaited.values().removeIf(since -> now - since > AWAITED_NANOS);
        return ofJob(job).isEmpty() && awaited.putIfAbsent(job, now) == null;
    }

    /** Releases a claim, because the job was not started after all. */
    void release(String job) {
        awaited.remove(job);
    }

    @Override
    public synchronized void opened(Run run) {
        // A job has one run at a time: a run that is still here did not end properly.
        open.values().removeIf(earlier -> earlier.run().job().equals(run.job()));
        LiveRun live = new LiveRun(run, jobs.apply(run.job()));
        open.put(run.id(), live);
        awaited.remove(run.job());
        ObjectNode data = live.names().put("started", run.started().toString());
        publish(new LiveEvent("opened", data));
    }

    @Override
    public void listed(Run run, String image) {
        find(run.id()).ifPresent(LiveRun::listed);
    }

    @Override
    public void planned(Run run, String image, int tiles) {
        find(run.id()).ifPresent(live -> live.planned(image, tiles));
    }

    @Override
    public void fetched(Run run, String image) {
        find(run.id()).ifPresent(live -> live.fetched(image));
    }

    @Override
    public void finished(Run run, ImageOutcome outcome) {
        find(run.id()).ifPresent(live -> {
            ObjectNode data = live.names();
            RunJson.putImage(data, live.job(), live.finished(outcome));
            publish(new LiveEvent("image", data));
        });
    }

    /** Open pages get the counts alone, with the progress of the run. */
    @Override
    public void untouched(Run run, ImageOutcome outcome) {
        find(run.id()).ifPresent(live -> live.counted(outcome));
    }

    /** Only now, not when it is closed: until its report is written, the job can't run again. */
    @Override
    public void settled(RunSummary summary) {
        Optional.ofNullable(open.remove(summary.run())).ifPresent(live -> {
            publish(progress(live));
            publish(closed(live, summary.complete() ? RunStatus.COMPLETE : RunStatus.INCOMPLETE));
        });
    }

    /** The progress of a run. */
    LiveEvent progress(LiveRun run) {
        return new LiveEvent(
                "progress", run.progress().put("inFlight", inFlight.getAsInt()).put("limit", limit.getAsInt()));
    }

    /** Publishes the progress of each run that has changed. */
    void publishProgress() {
        open.values().stream().filter(LiveRun::takeChange).forEach(run -> publish(progress(run)));
    }

    @Override
    public void abandoned(Run run) {
        Optional.ofNullable(open.remove(run.id())).ifPresent(live -> publish(closed(live, RunStatus.INTERRUPTED)));
    }

    private static LiveEvent closed(LiveRun live, RunStatus state) {
        ObjectNode data = live.names().put("state", state.toString());
        data.put("report", RunJson.report(live.job(), live.run().id()).orElse(null));
        return new LiveEvent("closed", data);
    }

    /** The runs in progress. */
    Collection<LiveRun> all() {
        return open.values();
    }

    /** A run, if it is in progress. */
    Optional<LiveRun> find(String run) {
        return Optional.ofNullable(open.get(run));
    }

    /** The run of a job that is in progress, if there is one. */
    Optional<LiveRun> ofJob(String job) {
        return open.values().stream()
                .filter(live -> live.run().job().equals(job))
                .findFirst();
    }
}
