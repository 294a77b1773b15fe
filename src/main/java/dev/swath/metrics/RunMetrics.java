package dev.swath.metrics;

import dev.swath.run.FailedAttempt;
import dev.swath.run.ImageOutcome;
import dev.swath.run.LeftOut;
import dev.swath.run.RequestKind;
import dev.swath.run.RequestTiming;
import dev.swath.run.Run;
import dev.swath.run.RunListener;
import dev.swath.run.RunSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Updates the meters of a registry as runs proceed. Each job has one set of meters, and no label grows with the number
 * of images. The meters are listed in docs/operations.md.
 */
public final class RunMetrics implements RunListener {

    private final MeterRegistry registry;
    private final Map<String, JobMeters> jobs = new ConcurrentHashMap<>();
    private final Map<String, ImagesInProgress> open = new ConcurrentHashMap<>();

    /** Meters in this registry, for no job yet. */
    public RunMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /**
     * Registers the meters of a job that may run, with what is known about its runs in this and other processes.
     *
     * @param found the last ones that have ended
     * @param latest the one that began last
     */
    public void know(String job, LastRuns found, LatestRun latest) {
        meters(job).know(found, latest);
    }

    private JobMeters meters(String job) {
        return jobs.computeIfAbsent(job, name -> new JobMeters(registry, name));
    }

    private JobMeters meters(Run run) {
        return meters(run.job());
    }

    private void of(Run run, Consumer<ImagesInProgress> step) {
        Optional.ofNullable(open.get(run.id())).ifPresent(step);
    }

    @Override
    public void opened(Run run) {
        open.put(run.id(), new ImagesInProgress(meters(run)));
        meters(run).opened(run.split());
    }

    @Override
    public void chosen(Run run) {
        of(run, ImagesInProgress::areChosen);
    }

    @Override
    public void listed(Run run, String image) {
        of(run, ImagesInProgress::listed);
    }

    @Override
    public void leftOut(Run run, LeftOut image) {
        of(run, ImagesInProgress::leftOut);
        meters(run).leftOut(run.split());
    }

    @Override
    public void planned(Run run, String image, int tiles) {
        of(run, images -> images.begun(image));
    }

    @Override
    public void fetched(Run run, String image) {
        meters(run).fetched();
    }

    @Override
    public void requested(Run run, RequestKind kind, boolean again) {
        if (again) {
            meters(run).retried(kind);
        }
    }

    @Override
    public void answered(Run run, RequestKind kind, RequestTiming request) {
        meters(run).answered(kind, request);
    }

    @Override
    public void failed(Run run, RequestKind kind, FailedAttempt request) {
        meters(run).failed(kind, request);
    }

    @Override
    public void finished(Run run, ImageOutcome outcome) {
        of(run, images -> images.ended(outcome.image()));
        meters(run).finished(run.split(), outcome);
    }

    @Override
    public void untouched(Run run, ImageOutcome outcome) {
        finished(run, outcome);
    }

    @Override
    public void closed(RunSummary summary) {
        Optional<ImagesInProgress> images = Optional.ofNullable(open.remove(summary.run()));
        images.ifPresent(ImagesInProgress::close);
        boolean wholeListing = images.filter(ImagesInProgress::isOfChosen).isEmpty();
        meters(summary.job()).closed(summary, wholeListing);
    }

    @Override
    public void abandoned(Run run) {
        Optional.ofNullable(open.remove(run.id())).ifPresent(ImagesInProgress::close);
        meters(run).abandoned(run.split());
    }
}
