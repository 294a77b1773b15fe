package dev.swath.flow.listing;

import dev.swath.earthengine.BandSelectionException;
import dev.swath.earthengine.ImageAsset;
import dev.swath.flow.download.ImagePlan;
import dev.swath.flow.download.OutputGrids;
import dev.swath.flow.jobs.Jobs;
import dev.swath.flow.runs.ImageTask;
import dev.swath.flow.runs.Runs;
import dev.swath.flow.runs.SharedRuns;
import dev.swath.job.Job;
import dev.swath.run.ImageOutcome;
import dev.swath.run.OutcomeStatus;
import dev.swath.run.Run;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The images of a run on which there is work to do. Those that miss the area, or are stored with all that should lie beside them, get
 * their outcome as they are listed: they wait for no turn and are never claimed, so that a listing may hold a million of them.
 */
public final class ImagesWithWork {

    private final Jobs jobs;
    private final Runs runs;
    private final SharedRuns shared;
    private final BiFunction<Job, ImageAsset, Optional<String>> stored;

    /**
     * @param jobs what the images are wanted for
     * @param runs where outcomes are noted
     * @param shared knows which images of a run were sent before
     * @param stored the file of an image if it is stored and nothing is missing beside it
     */
    public ImagesWithWork(
            Jobs jobs, Runs runs, SharedRuns shared, BiFunction<Job, ImageAsset, Optional<String>> stored) {
        this.jobs = jobs;
        this.runs = runs;
        this.shared = shared;
        this.stored = stored;
    }

    /** Those of the listed images, each looked at once, and only when it is asked for. */
    Iterator<ImageTask> among(Run run, Iterator<ImageTask> listed) {
        Job job = jobs.job(run.job());
        OutputGrids grids = new OutputGrids();
        return new FilteringIterator<>(listed, task -> hasWork(job, grids, task), () -> runs.tally(run)
                .stopped()
                .isEmpty());
    }

    private boolean hasWork(Job job, OutputGrids grids, ImageTask task) {
        long begun = System.nanoTime();
        ImageAsset image = task.image();
        try {
            if (ImagePlan.of(job, image, grids).isEmpty()) {
                give(task, OutcomeStatus.EMPTY, Optional.empty(), begun);
                return false;
            }
            Optional<String> file = stored.apply(job, image);
            if (file.isPresent() && shared.wasSent(task.run(), image.id())) {
                // Its outcome is known to the run.
                return true;
            }
            if (file.isPresent()) {
                give(task, OutcomeStatus.SKIPPED, file, begun);
            }
            return file.isEmpty();
        } catch (BandSelectionException | IllegalArgumentException e) {
            // It fails by itself when its turn comes.
            return true;
        }
    }

    private void give(ImageTask task, OutcomeStatus status, Optional<String> file, long begun) {
        double seconds = (System.nanoTime() - begun) / 1e9;
        runs.addUntouched(
                task.run(),
                ImageOutcome.untouched(task.image().id(), task.image().start(), status, file, seconds));
    }
}
