package dev.swath.job;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;

/**
 * The time in which the wanted images were acquired.
 *
 * @param start first instant
 * @param end end, exclusive
 */
public record TimeWindow(Instant start, Instant end) {

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    public TimeWindow {
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException("the window from " + start + " to " + end + " holds no time");
        }
    }

    /** Like {@link #parse(String, String, Optional, Clock)}, without a look-back. */
    public static TimeWindow parse(String start, String end, Clock clock) {
        return parse(start, end, Optional.empty(), clock);
    }

    /**
     * Reads a window. Each side is a date ({@code 2024-01-31}, meaning its first instant in UTC), a date and time (in
     * UTC unless it has an offset), an ISO period back from now ({@code P30D}, {@code P1M}, {@code PT6H}), or {@code
     * now}.
     *
     * @param lookBack period by which a relative start is moved back, for images that the service received late; a
     *     start that is a date is not moved
     * @throws IllegalArgumentException if a side is none of these, or the window ends before it starts
     */
    public static TimeWindow parse(String start, String end, Optional<String> lookBack, Clock clock) {
        Instant now = clock.instant();
        return new TimeWindow(start(start, lookBack, now), instant(end, now));
    }

    /** The start of a window. */
    static Instant start(String text, Optional<String> lookBack, Instant now) {
        Instant start = instant(text, now);
        boolean relative = text.strip().toUpperCase(Locale.ROOT).matches("NOW|P.*");
        return relative && lookBack.isPresent() ? period(lookBack.get(), start) : start;
    }

    /**
     * An instant moved back by a period.
     *
     * @throws IllegalArgumentException if the text is not a period
     */
    static Instant period(String text, Instant from) {
        String written = text.strip().toUpperCase(Locale.ROOT);
        if (!written.startsWith("P")) {
            throw new IllegalArgumentException("is not a period; write one such as P7D or PT36H");
        }
        return instant(written, from);
    }

    /** One side of a window. */
    static Instant instant(String text, Instant now) {
        String written = text.strip().toUpperCase(Locale.ROOT);
        try {
            Instant instant = read(written, now);
            if (!instant.isBefore(EARLIEST) && !instant.isAfter(LATEST)) {
                return instant;
            }
        } catch (DateTimeException | ArithmeticException e) {
            throw unreadable(e);
        }
        throw unreadable(new DateTimeException("beyond the years 1 to 9999"));
    }

    private static Instant read(String written, Instant now) {
        if (written.equals("NOW")) {
            return now;
        }
        if (written.startsWith("P")) {
            return back(written, now);
        }
        if (!written.contains("T")) {
            return LocalDate.parse(written).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
        boolean offset = written.matches(".*(Z|[+-]\\d\\d(:?\\d\\d)?)");
        return offset
                ? OffsetDateTime.parse(written).toInstant()
                : LocalDateTime.parse(written).toInstant(ZoneOffset.UTC);
    }

    private static Instant back(String written, Instant now) {
        if (written.contains("-")) {
            throw new DateTimeException("a negative period");
        }
        return written.contains("T")
                ? now.minus(Duration.parse(written))
                : now.atOffset(ZoneOffset.UTC).minus(Period.parse(written)).toInstant();
    }

    private static IllegalArgumentException unreadable(RuntimeException cause) {
        return new IllegalArgumentException(
                "is not a time; write a date such as 2024-01-31, a date and time such as 2024-01-31T06:00:00Z, a"
                        + " period back from the"
                        + " run such as P30D, or now",
                cause);
    }
}
