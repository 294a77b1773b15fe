package dev.swath.run;

import java.util.Locale;

/**
 * A request that brought no pixels: it was sent again, requested in parts, or given up.
 *
 * @param startSeconds when it was sent, counted from the start of the run
 * @param endSeconds when it failed, counted likewise
 * @param status HTTP status of the reply; 0 if there was no reply, or if only its body was at fault
 */
public record FailedAttempt(double startSeconds, double endSeconds, int status) implements InFlight {

    /** HTTP status 429: too many requests. */
    public static final int TOO_MANY = 429;

    public FailedAttempt {
        if (endSeconds < startSeconds || status < 0) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "a try from %s s to %s s with status %d", startSeconds, endSeconds, status));
        }
    }

    /** Whether the service replied that there were too many requests. */
    public boolean rejected() {
        return status == TOO_MANY;
    }
}
