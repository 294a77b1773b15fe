package dev.swath.emulator.expression;

import dev.swath.emulator.raster.ComputationException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Dates as Earth Engine reads, moves and writes them. */
final class Dates {

    private static final List<String> UNITS = List.of("year", "month", "week", "day", "hour", "minute", "second");

    /** Average lengths in milliseconds: a year of 365.25 days, a month of a twelfth of it. */
    private static final double[] LENGTHS = {
        365.25 * 86_400_000, 365.25 * 86_400_000 / 12, 7 * 86_400_000.0, 86_400_000, 3_600_000, 60_000, 1000
    };

    private static final DateTimeFormatter TEXT = new DateTimeFormatterBuilder()
            .appendPattern("uuuu[-MM[-dd['T'HH:mm[:ss]]]]")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
            .optionalEnd()
            .appendPattern("[XXX]")
            .parseDefaulting(ChronoField.MONTH_OF_YEAR, 1)
            .parseDefaulting(ChronoField.DAY_OF_MONTH, 1)
            .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
            .parseDefaulting(ChronoField.MINUTE_OF_HOUR, 0)
            .parseDefaulting(ChronoField.SECOND_OF_MINUTE, 0)
            .toFormatter(Locale.ROOT);

    private Dates() {}

    static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw ComputationException.of("Unknown time zone '%s'.", name);
        }
    }

    /** Reads a date such as {@code 2024}, {@code 2024-01-31} or {@code 2024-01-31T12:30:00}. */
    static Instant parse(String text, String zone) {
        try {
            return TEXT.withZone(zone(zone)).parse(text.strip().replace(' ', 'T'), Instant::from);
        } catch (DateTimeException e) {
            throw ComputationException.of("Date: Bad date/time '%s'.", text);
        }
    }

    /** A range of dates; a date is a range of a millisecond. */
    static Optional<DateRange> range(Object value) {
        if (value instanceof DateRange range) {
            return Optional.of(range);
        }
        return Convert.instant(value).map(start -> new DateRange(start, start.plusMillis(1)));
    }

    private static int unit(String name) {
        String singular = name.toLowerCase(Locale.ROOT).replaceAll("s$", "");
        int index = UNITS.indexOf(singular);
        if (index < 0) {
            throw ComputationException.of("Unknown date unit '%s'.", name);
        }
        return index;
    }

    /** Average length of a unit in milliseconds. */
    static double length(String unit) {
        return LENGTHS[unit(unit)];
    }

    /** Moves a date by a number of units; whole numbers of calendar units follow the calendar. */
    static Instant advance(Instant date, double delta, String unit, String zone) {
        int index = unit(unit);
        if (delta != Math.rint(delta) || index > 3) {
            return date.plusMillis(Math.round(delta * LENGTHS[index]));
        }
        ZonedDateTime at = date.atZone(zone(zone));
        ChronoUnit calendar = List.of(ChronoUnit.YEARS, ChronoUnit.MONTHS, ChronoUnit.WEEKS, ChronoUnit.DAYS)
                .get(index);
        return at.plus((long) delta, calendar).toInstant();
    }

    /** A field of the calendar. */
    static long field(Instant date, String unit, String zone) {
        ZonedDateTime at = date.atZone(zone(zone));
        return switch (UNITS.get(unit(unit))) {
            case "year" -> at.getYear();
            case "month" -> at.getMonthValue();
            case "week" -> at.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
            case "day" -> at.getDayOfMonth();
            case "hour" -> at.getHour();
            case "minute" -> at.getMinute();
            default -> at.getSecond();
        };
    }

    /** When the unit that contains a date begins. */
    static Instant floor(Instant date, String unit, String zone) {
        ZonedDateTime at = date.atZone(zone(zone));
        ZonedDateTime day = at.truncatedTo(ChronoUnit.DAYS);
        ZonedDateTime start =
                switch (UNITS.get(unit(unit))) {
                    case "year" -> day.withDayOfYear(1);
                    case "month" -> day.withDayOfMonth(1);
                    case "week" -> day.minusDays(day.getDayOfWeek().getValue() - 1L);
                    case "day" -> day;
                    case "hour" -> at.truncatedTo(ChronoUnit.HOURS);
                    case "minute" -> at.truncatedTo(ChronoUnit.MINUTES);
                    default -> at.truncatedTo(ChronoUnit.SECONDS);
                };
        return start.toInstant();
    }

    /**
     * A field by the names of calendar filters and of {@code Date.getRelative}: {@code day_of_year}, {@code month} and so on,
     * all but hours and minutes counted from 1, weeks from Monday.
     */
    static long calendarField(Instant date, String field) {
        ZonedDateTime at = date.atZone(zone("UTC"));
        return switch (field) {
            case "year" -> at.getYear();
            case "month" -> at.getMonthValue();
            case "day_of_year" -> at.getDayOfYear();
            case "day_of_month" -> at.getDayOfMonth();
            case "day_of_week" -> at.getDayOfWeek().getValue();
            case "hour" -> at.getHour();
            case "minute" -> at.getMinute();
            default -> throw ComputationException.of("Filter.calendarRange: Unknown calendar field '%s'.", field);
        };
    }

    /** Writes a date; the pattern's letters are those of Joda-Time, which Earth Engine documents. */
    static String format(Instant date, Optional<String> pattern, String zone) {
        if (pattern.isEmpty()) {
            return DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT)
                    .withZone(zone(zone))
                    .format(date);
        }
        try {
            return formatter(pattern.get(), zone).format(date);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw ComputationException.of("Date.format: Invalid format '%s'.", pattern.get());
        }
    }

    /** A formatter of a pattern of Joda-Time. */
    static DateTimeFormatter formatter(String joda, String zone) {
        StringBuilder pattern = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < joda.length(); i++) {
            char letter = joda.charAt(i);
            quoted ^= letter == '\'';
            pattern.append(quoted ? letter : letter == 'Y' || letter == 'y' || letter == 'x' ? year(letter) : letter);
        }
        return DateTimeFormatter.ofPattern(pattern.toString(), Locale.ENGLISH).withZone(zone(zone));
    }

    private static char year(char letter) {
        return letter == 'x' ? 'Y' : 'u';
    }

    /** What was parsed, with the fields that it lacks, in the form that {@link #parse} reads. */
    static String complete(TemporalAccessor parsed) {
        return String.format(
                Locale.ROOT,
                "%04d-%02d-%02dT%02d:%02d:%02d",
                field(parsed, ChronoField.YEAR, 1970),
                field(parsed, ChronoField.MONTH_OF_YEAR, 1),
                field(parsed, ChronoField.DAY_OF_MONTH, 1),
                field(parsed, ChronoField.HOUR_OF_DAY, 0),
                field(parsed, ChronoField.MINUTE_OF_HOUR, 0),
                field(parsed, ChronoField.SECOND_OF_MINUTE, 0));
    }

    private static int field(TemporalAccessor parsed, ChronoField field, int missing) {
        return parsed.isSupported(field) ? parsed.get(field) : missing;
    }
}
