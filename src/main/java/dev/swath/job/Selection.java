package dev.swath.job;

import java.util.OptionalInt;

/**
 * Which of the images that are listed a run takes up, and in which order.
 *
 * @param minCoverage smallest share of the area that the footprint of an image must cover, 0 to 1
 * @param order of the images
 * @param maxImages most images that one run takes up; those that are stored already do not count
 * @param onePerDay whether of the images of one day and tile the best one alone is taken
 */
public record Selection(double minCoverage, Order order, OptionalInt maxImages, boolean onePerDay) {

    /** Fails with an IllegalArgumentException where a number is out of its bounds. */
    public Selection {
        if (!(minCoverage >= 0 && minCoverage <= 1)) {
            throw new IllegalArgumentException("a share of " + minCoverage + "; 0 to 1");
        }
        if (maxImages.isPresent() && maxImages.getAsInt() < 1) {
            throw new IllegalArgumentException("at most " + maxImages.getAsInt() + " images; 1 and more");
        }
    }

    /** Whether nothing can be taken up before all of the listing is read. */
    public boolean needsWholeListing() {
        return onePerDay || order != Order.LISTED;
    }
}
