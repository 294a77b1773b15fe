package dev.swath.metrics;

import dev.swath.run.FailedAttempt;
import java.util.Locale;

/** The outcome of a request. */
enum RequestOutcome {
    /** A usable reply. */
    OK,
    /** Status 429: too many requests. */
    REJECTED,
    /** Another status of 4xx. */
    CLIENT_ERROR,
    /** A status of 5xx. */
    SERVER_ERROR,
    /** No reply, an incomplete reply, or an unusable one. */
    BROKEN;

    private static final int CLASS = 100;

    static RequestOutcome of(FailedAttempt request) {
        if (request.rejected()) {
            return REJECTED;
        }
        return switch (request.status() / CLASS) {
            case 4 -> CLIENT_ERROR;
            case 5 -> SERVER_ERROR;
            default -> BROKEN;
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
