package dev.swath.flow;

import dev.swath.flow.request.Durations;
import dev.swath.flow.runs.TimeLimits;
import dev.swath.flow.store.Outputs;
import dev.swath.job.SettingException;
import dev.swath.ledger.LedgerUrl;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Settings of the process as a whole that the route files use as they are: held against their limits before. */
public final class ProcessSettings {

    /** What Earth Engine grants a project at once, on either endpoint. */
    private static final int MOST_REQUESTS = 40;

    private static final int MOST_IMAGES = 64;
    private static final int MOST_TRIES = 20;
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final int MOST_RATE = 999_999;

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
        force(settings);
        flag(settings, "swath.report");
        flag(settings, "swath.metrics");
        minFreeBytes(settings);
        LedgerUrl.of(settings.apply(LedgerUrl.KEY), Optional.empty());
        for (String key : new String[] {
            "swath.earth-engine.connect-timeout", "swath.earth-engine.response-timeout", "swath.earth-engine.timeout"
        }) {
            limit(settings, key);
        }
        duration(settings, "swath.retry.delay");
        minRate(settings);
        timeLimits(settings);
    }

    /**
     * Where the ledger is: in the folder of the images, unless a setting names another place.
     *
     * @throws SettingException if no ledger can be there
     */
    public static LedgerUrl ledger(Function<String, Optional<String>> settings) {
        return LedgerUrl.of(
                settings.apply(LedgerUrl.KEY), settings.apply("swath.output").flatMap(Outputs::folder));
    }

    /** Lowest average speed of a reply, in bytes per second; 0 for no limit. */
    static int minRate(Function<String, Optional<String>> settings) {
        return wholeNumber(settings, "swath.earth-engine.min-rate", 0, MOST_RATE);
    }

    /** Free bytes that each folder that is written to should have; 0 for any. */
    static long minFreeBytes(Function<String, Optional<String>> settings) {
        String key = "swath.health.min-free-bytes";
        String value = settings.apply(key).orElse("");
        if (!value.matches("\\d{1,18}")) {
            throw new SettingException(key, value, "is no number of bytes; write a whole number, 0 for no limit");
        }
        return Long.parseLong(value);
    }

    /** How long work may take. */
    static TimeLimits timeLimits(Function<String, Optional<String>> settings) {
        TimeLimits limits = new TimeLimits(
                limit(settings, "swath.time-limit.tile"),
                limit(settings, "swath.time-limit.image"),
                limit(settings, "swath.time-limit.run"),
                limit(settings, "swath.time-limit.progress"));
        String oneRequest = "swath.earth-engine.timeout";
        Duration longest = limit(settings, oneRequest);
        if (limits.progress().compareTo(longest) <= 0) {
            throw new SettingException(
                    "swath.time-limit.progress",
                    Durations.text(limits.progress()),
                    String.format(
                            Locale.ROOT,
                            "is no longer than one request may take, %s = %s; write a longer time, or a shorter one there",
                            oneRequest,
                            Durations.text(longest)));
        }
        return limits;
    }

    private static Duration limit(Function<String, Optional<String>> settings, String key) {
        Duration limit = duration(settings, key);
        if (limit.isZero()) {
            throw new SettingException(key, Durations.text(limit), "leaves no time; write one such as 30m");
        }
        return limit;
    }

    private static Duration duration(Function<String, Optional<String>> settings, String key) {
        String value = settings.apply(key).orElse("");
        Duration time = Durations.parse(key, value);
        if (time.compareTo(LONGEST) > 0) {
            throw new SettingException(key, value, "is longer than a year; write a shorter time");
        }
        return time;
    }

    /** Most tries after the first one. */
    static int attempts(Function<String, Optional<String>> settings) {
        return wholeNumber(settings, "swath.retry.attempts", 0, MOST_TRIES);
    }

    /** Whether images that are stored are fetched again. */
    static boolean force(Function<String, Optional<String>> settings) {
        return flag(settings, "swath.force");
    }

    private static boolean flag(Function<String, Optional<String>> settings, String key) {
        String value = settings.apply(key).orElse("");
        if (!value.equals("true") && !value.equals("false")) {
            throw new SettingException(key, value, "is neither true nor false; write true or false");
        }
        return value.equals("true");
    }

    private static int wholeNumber(Function<String, Optional<String>> settings, String key, int least, int most) {
        String value = settings.apply(key).orElse("");
        boolean fits = value.matches("\\d{1,6}") && Integer.parseInt(value) >= least && Integer.parseInt(value) <= most;
        if (!fits) {
            throw new SettingException(
                    key,
                    value,
                    String.format(Locale.ROOT, "is not a whole number from %d to %d; write one", least, most));
        }
        return Integer.parseInt(value);
    }
}
