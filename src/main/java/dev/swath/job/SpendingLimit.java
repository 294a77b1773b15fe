package dev.swath.job;

import java.util.OptionalLong;

/**
 * The most that one run may request from Earth Engine; a run whose plan needs more does not start.
 *
 * @param requests most pixel requests
 * @param bytes most uncompressed bytes of requested pixels
 */
public record SpendingLimit(OptionalLong requests, OptionalLong bytes) {

    /** The setting that limits requests. */
    public static final String REQUESTS = "swath.max-requests-per-run";
    /** The setting that limits bytes. */
    public static final String BYTES = "swath.max-bytes-per-run";

    /** Throws an IllegalArgumentException if a limit is below 1. */
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
