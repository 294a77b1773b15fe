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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntSupplier;

/** The runs that go on in this process, kept up to date as they are made, and told to those who follow them. */
final class LiveRuns implements RunListener {

    private final Map<String, LiveRun> open = new ConcurrentHashMap<>();
    /** Jobs that were told to run, and whose run has not begun. */
    private final Set<String> awaited = ConcurrentHashMap.newKeySet();

    private final List<Consumer<Event>> followers = new CopyOnWriteArrayList<>();
    private final Function<String, Job> jobs;
    private final IntSupplier inFlight;
    private final IntSupplier limit;

    /**
     * @param jobs the job of a name
     * @param inFlight requests in flight
     * @param limit how many of them there may be
     */
    LiveRuns(Function<String, Job> jobs, IntSupplier inFlight, IntSupplier limit) {
        this.jobs = jobs;
        this.inFlight = inFlight;
        this.limit = limit;
    }

    /** From now on this one is told of everything; it must return quickly. */
    void follow(Consumer<Event> follower) {
        followers.add(follower);
    }

    private void tell(Event event) {
        followers.forEach(follower -> follower.accept(event));
    }

    /** Whether a job may be told to run now: from this moment on nobody else may. */
    synchronized boolean claim(String job) {
        return ofJob(job).isEmpty() && awaited.add(job);
    }

    /** The job was not told to run after all. */
    void release(String job) {
        awaited.remove(job);
    }

    @Override
    public synchronized void opened(Run run) {
        // No job runs beside itself: one that is still here did not come to its end.
        open.values().removeIf(earlier -> earlier.run().job().equals(run.job()));
        LiveRun live = new LiveRun(run, jobs.apply(run.job()));
        open.put(run.id(), live);
        awaited.remove(run.job());
        ObjectNode data = live.names().put("started", run.started().toString());
        tell(new Event("opened", data));
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
            tell(new Event("image", data));
        });
    }

    /** Not when it is closed: until its report is written the job is not free for another run. */
    @Override
    public void settled(RunSummary summary) {
        Optional.ofNullable(open.remove(summary.run())).ifPresent(live -> {
            tell(progress(live));
            tell(closed(live, summary.complete() ? RunStatus.COMPLETE : RunStatus.INCOMPLETE));
        });
    }

    /** How far a run is. */
    Event progress(LiveRun run) {
        return new Event(
                "progress", run.progress().put("inFlight", inFlight.getAsInt()).put("limit", limit.getAsInt()));
    }

    /** Tells how far the runs are that got further since. */
    void tellProgress() {
        open.values().stream().filter(LiveRun::takeChange).forEach(run -> tell(progress(run)));
    }

    @Override
    public void abandoned(Run run) {
        Optional.ofNullable(open.remove(run.id())).ifPresent(live -> tell(closed(live, RunStatus.INTERRUPTED)));
    }

    private static Event closed(LiveRun live, RunStatus state) {
        ObjectNode data = live.names().put("state", state.toString());
        data.put("report", RunJson.report(live.job(), live.run().id()).orElse(null));
        return new Event("closed", data);
    }

    /** The runs that go on. */
    Collection<LiveRun> all() {
        return open.values();
    }

    /** A run, if it goes on. */
    Optional<LiveRun> find(String run) {
        return Optional.ofNullable(open.get(run));
    }

    /** The run of a job that goes on. */
    Optional<LiveRun> ofJob(String job) {
        return open.values().stream()
                .filter(live -> live.run().job().equals(job))
                .findFirst();
    }
}
