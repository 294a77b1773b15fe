package dev.swath.flow.listing;

import dev.swath.earthengine.BandSelectionException;
import dev.swath.earthengine.ImageAsset;
import dev.swath.flow.download.ImageFile;
import dev.swath.flow.download.ImagePlan;
import dev.swath.flow.download.ImageRepository;
import dev.swath.flow.runs.ImageTask;
import dev.swath.flow.runs.Runs;
import dev.swath.flow.runs.SharedRuns;
import dev.swath.flow.store.Outputs;
import dev.swath.job.Job;
import dev.swath.job.SettingException;
import dev.swath.run.Run;
import dev.swath.run.RunListener;
import java.util.Iterator;
import java.util.Optional;

/** Chooses which of the listed images a run downloads; the others are noted in its tally. */
public final class ImageSelector {

    private final Outputs outputs;
    private final ImageRepository stored;
    private final Runs runs;
    private final RunListener listener;
    private final CloudShares clouds;
    private final SharedRuns shared;

    /**
     * @param outputs where the files go
     * @param stored knows which images are stored
     * @param runs where images that are left out are noted
     * @param listener notified of them
     * @param clouds knows how cloudy they are
     * @param shared knows which images of a run were sent before
     */
    public ImageSelector(
            Outputs outputs,
            ImageRepository stored,
            Runs runs,
            RunListener listener,
            CloudShares clouds,
            SharedRuns shared) {
        this.outputs = outputs;
        this.stored = stored;
        this.runs = runs;
        this.listener = listener;
        this.clouds = clouds;
        this.shared = shared;
    }

    /**
     * The images to download. They are pulled one by one, unless the job needs the whole listing for its choice.
     *
     * @param listed in the order of the listing
     * @throws SettingException if there are too many to be held
     */
    Iterator<ImageTask> select(Job job, Run run, Iterator<ImageTask> listed) {
        return new RunSelection(job, run, runs.tally(run), listener, image -> isFree(job, run, image), clouds)
                .of(listed);
    }

    /** An image that the run itself has sent, and that a worker has stored since, counts like any other. */
    private boolean isFree(Job job, Run run, ImageAsset image) {
        return isEmpty(job, image) || (isStored(job, image) || isBlank(job, image)) && !shared.wasSent(run, image.id());
    }

    private static boolean isEmpty(Job job, ImageAsset image) {
        try {
            return ImagePlan.of(job, image).isEmpty();
        } catch (BandSelectionException | IllegalArgumentException e) {
            return false;
        }
    }

    /** The file of an image, if the ledger knows that it is stored. */
    public Optional<String> storedFile(Job job, ImageAsset image) {
        ImageFile file = ImageFile.of(job, image, outputs);
        return Optional.of(file.name()).filter(name -> stored.isInLedger(job, file));
    }

    /** Whether a run would skip an image as stored. */
    boolean isStored(Job job, ImageAsset image) {
        return stored.isStored(job, ImageFile.of(job, image, outputs));
    }

    /** Whether a run would not fetch an image because it has no data in the area. */
    boolean isBlank(Job job, ImageAsset image) {
        return stored.isBlank(ImageFile.of(job, image, outputs));
    }
}
