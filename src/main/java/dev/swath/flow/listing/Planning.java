package dev.swath.flow.listing;

import dev.swath.earthengine.ImageAsset;
import dev.swath.flow.jobs.Jobs;
import dev.swath.flow.runs.ImageTask;
import dev.swath.flow.runs.Runs;
import dev.swath.job.Job;
import dev.swath.run.Run;
import dev.swath.run.RunSummary;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Consumer;

/** Lists what a job would download, and downloads nothing. */
public final class Planning {

    private final Jobs jobs;
    private final Runs runs;
    private final WantedImages wanted;
    private final ImageSelector selector;

    /** Plans of these jobs. */
    public Planning(Jobs jobs, Runs runs, WantedImages wanted, ImageSelector selector) {
        this.jobs = jobs;
        this.runs = runs;
        this.wanted = wanted;
        this.selector = selector;
    }

    /**
     * Hands over each image that a run of a job would take up, in its order, and then those that it would set aside without a request.
     *
     * @return why the listing ended early, if it did, and which images were left out
     */
    public RunSummary each(String jobName, Consumer<PlannedImage> planned) {
        Job job = jobs.job(jobName);
        Run run = runs.open(jobName);
        Iterator<ImageTask> tasks = wanted.images(run);
        while (tasks.hasNext()) {
            ImageAsset image = tasks.next().image();
            planned.accept(PlannedImage.of(job, image, selector));
        }
        RunSummary listed = runs.tally(run).summarize(run.started());
        listed.failures()
                .forEach(image -> planned.accept(PlannedImage.unobtainable(
                        image.image(),
                        Optional.of(image.acquired()),
                        image.cause().orElseThrow())));
        runs.abandon(run);
        return listed;
    }
}
