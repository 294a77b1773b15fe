package dev.swath.flow.listing;

import dev.swath.flow.jobs.Jobs;
import dev.swath.flow.runs.ImageTask;
import dev.swath.flow.runs.Runs;
import dev.swath.job.SettingException;
import dev.swath.ledger.FailedImage;
import dev.swath.run.Run;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The images that a job is about: those of its collection's listing, or those that it names. */
public final class WantedImages {

    private final Jobs jobs;
    private final Runs runs;
    private final ImagePages pages;
    private final ImagesById byId;

    /**
     * @param jobs what they want
     * @param runs the runs in progress
     * @param pages the images of a listing
     * @param byId images that are named
     */
    public WantedImages(Jobs jobs, Runs runs, ImagePages pages, ImagesById byId) {
        this.jobs = jobs;
        this.runs = runs;
        this.pages = pages;
        this.byId = byId;
    }

    /**
     * The images that a run downloads. Its first request is sent at once, so that a setting that the images contradict stops the
     * run before anything is written.
     *
     * @throws SettingException if there is such a setting; the run is given up
     */
    public Iterator<ImageTask> images(Run run) {
        try {
            return jobs.job(run.job()).source().collection().isPresent() ? pages.images(run) : byId.named(run);
        } catch (RuntimeException e) {
            runs.abandon(run);
            throw e;
        }
    }

    /** Images that were chosen. One that depends on the run can't be requested by its id: it is looked for among those of the job. */
    Iterator<ImageTask> chosen(Run run, List<FailedImage> images) {
        if (!jobs.job(run.job()).computing().dependsOnRun()) {
            return byId.chosen(run, images);
        }
        Set<String> ids = images.stream().map(FailedImage::image).collect(Collectors.toSet());
        return new FilteringIterator<>(
                images(run),
                task -> ids.contains(task.image().id()),
                () -> runs.tally(run).stopped().isEmpty());
    }
}
