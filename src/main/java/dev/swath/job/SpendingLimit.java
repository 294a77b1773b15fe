package dev.swath.job;

import java.util.OptionalLong;

/**
 * What one run may ask of Earth Engine; a run whose plan needs more does not begin.
 *
 * @param requests most requests for pixels
 * @param bytes most uncompressed bytes of the pixels asked for
 */
public record SpendingLimit(OptionalLong requests, OptionalLong bytes) {

    /** Setting of the requests. */
    public static final String REQUESTS = "swath.max-requests-per-run";
    /** Setting of the bytes. */
    public static final String BYTES = "swath.max-bytes-per-run";

    /** Fails with an IllegalArgumentException where a limit is below 1. */
    public SpendingLimit {
        if (requests.orElse(1) < 1 || bytes.orElse(1) < 1) {
            throw new IllegalArgumentException("a limit below 1");
        }
    }

    /** Whether there is a limit at all. */
    public boolean isSet() {
        return requests.isPresent() || bytes.isPresent();
    }
}
