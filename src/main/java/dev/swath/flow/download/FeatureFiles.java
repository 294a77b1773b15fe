package dev.swath.flow.download;

import dev.swath.earthengine.ImageAsset;
import dev.swath.grid.Coverage;
import dev.swath.job.AreaFeature;
import dev.swath.job.Job;
import java.util.List;

/** Jobs that make a file of each image for each feature of their area: a field of a farm, say. */
public final class FeatureFiles {

    private FeatureFiles() {}

    /**
     * An image once for each feature that it may cover; as it is if one file is for the whole area.
     *
     * @param image as listed
     */
    public static List<ImageAsset> of(Job job, ImageAsset image) {
        if (job.features().isEmpty() || image.feature().isPresent()) {
            return List.of(image);
        }
        return job.features().stream()
                .filter(feature -> mayCover(image, feature))
                .map(feature -> image.ofFeature(feature.key()))
                .toList();
    }

    private static boolean mayCover(ImageAsset image, AreaFeature feature) {
        return image.footprint()
                .map(footprint -> Coverage.meet(feature.area().geometry(), footprint))
                .orElse(true);
    }

    /**
     * The job as it is for an image: narrowed to the feature that the image is wanted for, if it is for one.
     *
     * @throws IllegalArgumentException if the area has no such feature any more
     */
    public static Job job(Job job, ImageAsset image) {
        return job.feature().isPresent() || image.feature().isEmpty()
                ? job
                : job.ofFeature(image.feature().get());
    }

    /** Whether the area of a job has the feature that an image is wanted for; true of an image of the whole area. */
    static boolean hasFeature(Job job, ImageAsset image) {
        return image.feature()
                .map(key -> job.features().stream()
                        .anyMatch(feature -> feature.key().equals(key)))
                .orElse(true);
    }
}
