package dev.swath.job;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which of the listed images a run downloads, and in which order.
 *
 * @param minCoverage smallest share of the area that the footprint of an image must cover, 0 to 1
 * @param order of the images
 * @param maxImages most images that one run downloads, not counting images already stored
 * @param onePerDay whether only the best image of each day and tile is taken
 * @param clouds how cloudy they may be over the area; empty for any
 */
public record Selection(
        double minCoverage, Order order, OptionalInt maxImages, boolean onePerDay, Optional<CloudLimit> clouds) {

    /** Fails with an IllegalArgumentException where a number is out of its bounds. */
    public Selection {
        if (!(minCoverage >= 0 && minCoverage <= 1)) {
            throw new IllegalArgumentException("a share of " + minCoverage + "; 0 to 1");
        }
        if (maxImages.isPresent() && maxImages.getAsInt() < 1) {
            throw new IllegalArgumentException("at most " + maxImages.getAsInt() + " images; 1 and more");
        }
    }

    /** A selection that does not look at clouds. */
    public Selection(double minCoverage, Order order, OptionalInt maxImages, boolean onePerDay) {
        this(minCoverage, order, maxImages, onePerDay, Optional.empty());
    }

    /** Whether the whole listing must be read before the first image is downloaded. */
    public boolean needsWholeListing() {
        return onePerDay || order != Order.LISTED;
    }
}
