package dev.swath.run;

import java.util.Locale;

/**
 * A request that brought no pixels: it was sent again, asked for in parts, or given up.
 *
 * @param startSeconds when it was sent, counted from the start of the run
 * @param endSeconds when it had failed, counted likewise
 * @param status of HTTP that it was answered with; 0 where no answer came, or one without a fault but for its body
 */
public record FailedTry(double startSeconds, double endSeconds, int status) implements InFlight {

    /** Status of an answer that says: too many requests. */
    public static final int TOO_MANY = 429;

    public FailedTry {
        if (endSeconds < startSeconds || status < 0) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "a try from %s s to %s s with status %d", startSeconds, endSeconds, status));
        }
    }

    /** Whether the service said that there were too many requests. */
    public boolean rejected() {
        return status == TOO_MANY;
    }
}
