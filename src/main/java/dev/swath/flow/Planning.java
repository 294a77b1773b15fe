package dev.swath.flow;

import dev.swath.earthengine.ImageAsset;
import dev.swath.job.Job;
import dev.swath.run.Run;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Lists what a job would download, and downloads nothing. */
public final class Planning {

    private final Jobs jobs;
    private final Runs runs;
    private final ImagePages pages;

    Planning(Jobs jobs, Runs runs, ImagePages pages) {
        this.jobs = jobs;
        this.runs = runs;
        this.pages = pages;
    }

    /**
     * Hands over each image of a job with its plan, in the order of the listing.
     *
     * @return why the listing ended early, if it did
     */
    public Optional<String> each(String jobName, BiConsumer<ImageAsset, ImagePlan> images) {
        Job job = jobs.job(jobName);
        Run run = runs.open(jobName);
        Iterator<ImageTask> tasks = pages.images(run);
        while (tasks.hasNext()) {
            ImageAsset image = tasks.next().image();
            images.accept(image, ImagePlan.of(job, image));
        }
        Optional<String> failure = runs.tally(run).listingFailure();
        runs.abandon(run);
        return failure;
    }
}
