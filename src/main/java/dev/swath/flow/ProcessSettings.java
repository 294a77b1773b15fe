package dev.swath.flow;

import dev.swath.job.SettingException;
import java.util.Optional;
import java.util.function.Function;

/** Settings of the process as a whole that the route files use as they are: held against their limits before. */
public final class ProcessSettings {

    /** What Earth Engine grants a project at once, on either endpoint. */
    private static final int MOST_REQUESTS = 40;

    private static final int MOST_IMAGES = 64;
    private static final int MOST_TRIES = 20;

    private ProcessSettings() {}

    /**
     * Checks them.
     *
     * @throws SettingException at the first one that can't be obeyed
     */
    public static void check(Function<String, Optional<String>> settings) {
        wholeNumber(settings, "swath.concurrency.images", 1, MOST_IMAGES);
        wholeNumber(settings, "swath.concurrency.requests", 1, MOST_REQUESTS);
        attempts(settings);
        for (String key : new String[] {
            "swath.retry.delay",
            "swath.earth-engine.connect-timeout",
            "swath.earth-engine.response-timeout",
            "swath.earth-engine.timeout"
        }) {
            Durations.parse(key, settings.apply(key).orElse(""));
        }
    }

    /** Most tries after the first one. */
    static int attempts(Function<String, Optional<String>> settings) {
        return wholeNumber(settings, "swath.retry.attempts", 0, MOST_TRIES);
    }

    private static int wholeNumber(Function<String, Optional<String>> settings, String key, int least, int most) {
        String value = settings.apply(key).orElse("");
        boolean fits = value.matches("\\d{1,6}") && Integer.parseInt(value) >= least && Integer.parseInt(value) <= most;
        if (!fits) {
            throw new SettingException(
                    key, value, "is no whole number from %d to %d; write one".formatted(least, most));
        }
        return Integer.parseInt(value);
    }
}
