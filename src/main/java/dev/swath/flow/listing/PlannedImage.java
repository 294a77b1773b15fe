package dev.swath.flow.listing;

import dev.swath.earthengine.BandSelectionException;
import dev.swath.earthengine.ImageAsset;
import dev.swath.flow.download.ImagePlan;
import dev.swath.flow.request.Failures;
import dev.swath.job.Job;
import dev.swath.job.MaskSource;
import java.time.Instant;
import java.util.Optional;

/**
 * What a run would do with an image.
 *
 * @param image Earth Engine id of the image
 * @param acquired when it was taken; empty where the listing does not say
 * @param fate what becomes of it
 * @param plan how it is requested; empty if it can't be
 * @param spending what a run requests for it
 * @param cause why it can't be fetched; empty if it can
 */
public record PlannedImage(
        String image,
        Optional<Instant> acquired,
        Fate fate,
        Optional<ImagePlan> plan,
        Spending spending,
        Optional<String> cause) {

    /** What a run would do with an image. */
    public enum Fate {
        /** It is fetched. */
        TO_FETCH,
        /** It is stored already, and skipped. */
        STORED,
        /** It has no pixels in the area, or none with data. */
        EMPTY,
        /** It lacks something that the job requires. */
        UNOBTAINABLE
    }

    /** What becomes of an image of a job. */
    static PlannedImage of(Job job, ImageAsset image, ImageSelector selector) {
        try {
            ImagePlan plan = ImagePlan.of(job, image);
            Fate fate = fate(plan, job, image, selector);
            Spending spending = fate == Fate.TO_FETCH ? spending(job, plan) : Spending.NONE;
            return new PlannedImage(
                    image.id(), Optional.of(image.start()), fate, Optional.of(plan), spending, Optional.empty());
        } catch (BandSelectionException | IllegalArgumentException e) {
            return unobtainable(image.id(), Optional.of(image.start()), Failures.cause(e));
        }
    }

    private static Fate fate(ImagePlan plan, Job job, ImageAsset image, ImageSelector selector) {
        if (plan.isEmpty()) {
            return Fate.EMPTY;
        }
        if (selector.isStored(job, image)) {
            return Fate.STORED;
        }
        return selector.isBlank(job, image) ? Fate.EMPTY : Fate.TO_FETCH;
    }

    private static Spending spending(Job job, ImagePlan plan) {
        long requests = plan.tiles().requests();
        long bytes = plan.tiles().requestBytes();
        long masks = plan.maskRequests(job);
        long maskBytes = plan.maskBytes(job);
        return job.maskSource() == MaskSource.REQUEST
                ? new Spending(requests + masks, bytes + maskBytes, 0, 0)
                : new Spending(requests, bytes, masks, maskBytes);
    }

    /** An image that can't be fetched. */
    static PlannedImage unobtainable(String image, Optional<Instant> acquired, String cause) {
        return new PlannedImage(
                image, acquired, Fate.UNOBTAINABLE, Optional.empty(), Spending.NONE, Optional.of(cause));
    }
}
