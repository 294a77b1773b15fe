package dev.swath.flow;

import dev.swath.earthengine.BandSelectionException;
import dev.swath.earthengine.ImageAsset;
import dev.swath.job.Job;
import dev.swath.run.Run;
import dev.swath.run.RunSummary;
import java.util.Iterator;
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
     * Hands over each image that a run of a job would take up, in its order.
     *
     * @param planned takes an image with its plan
     * @param unplanned takes the id of an image that the run would set aside, and why
     * @return why the listing ended early, if it did, and which images were left out
     */
    public RunSummary each(
            String jobName, BiConsumer<ImageAsset, ImagePlan> planned, BiConsumer<String, String> unplanned) {
        Job job = jobs.job(jobName);
        Run run = runs.open(jobName);
        Iterator<ImageTask> tasks = pages.images(run);
        while (tasks.hasNext()) {
            ImageAsset image = tasks.next().image();
            try {
                planned.accept(image, ImagePlan.of(job, image));
            } catch (BandSelectionException | IllegalArgumentException e) {
                unplanned.accept(image.id(), Failures.cause(e));
            }
        }
        RunSummary listed = runs.tally(run).summarize(run.started());
        listed.failures()
                .forEach(image -> unplanned.accept(image.image(), image.cause().orElseThrow()));
        runs.abandon(run);
        return listed;
    }
}
