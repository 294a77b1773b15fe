package dev.swath.flow.request;

import dev.swath.job.SettingException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.camel.util.TimeUtils;

/** Times as Camel writes them: {@code 300ms}, {@code 10s}, {@code 5m}, {@code 1h30m}. */
public final class Durations {

    private static final Pattern TIME = Pattern.compile("(\\d+(ms|s|m|h|d))+");

    private Durations() {}

    /**
     * The time that a setting gives.
     *
     * @throws SettingException if it is not a time
     */
    public static Duration parse(String key, String value) {
        if (!TIME.matcher(value).matches()) {
            throw new SettingException(key, value, "is not a time; write it as 300ms, 10s or 5m");
        }
        return TimeUtils.toDuration(value);
    }

    /** A time as it is written in a setting. */
    public static String text(Duration time) {
        return time.toMillisPart() == 0
                ? time.toString().substring("PT".length()).toLowerCase(Locale.ROOT)
                : time.toMillis() + "ms";
    }
}
