package dev.swath.job;

import java.util.Optional;

/**
 * How cloudy an image may be over the area of a job.
 *
 * @param percent largest share of the pixels with data that are cloudy, 0 to 100
 * @param given how clouds are found; empty for the way that is usual for the collection of the image
 */
public record CloudLimit(double percent, Optional<CloudMask> given) {

    /** Fails with an IllegalArgumentException where the share is none. */
    public CloudLimit {
        if (!(percent >= 0 && percent <= 100)) {
            throw new IllegalArgumentException("is not a share in percent; write a number from 0 to 100, such as 20");
        }
    }

    /** How clouds are found in the images of a collection; empty if that is not known. Pixels around them do not count. */
    public Optional<CloudMask> mask(String collection) {
        return given.map(CloudMask::withoutBuffer).or(() -> CloudMask.usual(collection));
    }
}
