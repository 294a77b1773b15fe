package dev.swath.job;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The stretches of time whose images are composed, aligned with the calendar: months with the beginning of years, days with Monday,
 * 5 January 1970, so that any run sees the same stretches.
 *
 * @param months length in months; 0 unless it is given in months or years
 * @param days length in days; 0 unless it is given in days or weeks. Both are 0 for the whole time window
 */
public record CompositePeriod(int months, int days) {

    private static final Pattern PERIOD = Pattern.compile("[Pp](?<count>\\d{1,4})(?<unit>[YMWDymwd])");
    private static final LocalDate FIRST_MONDAY = LocalDate.of(1970, 1, 5);
    private static final CompositePeriod WHOLE = new CompositePeriod(0, 0);

    /**
     * Reads a period such as {@code P1M} or {@code P10D}, or {@code whole}.
     *
     * @throws IllegalArgumentException if it is neither
     */
    static CompositePeriod parse(String text) {
        if (text.equalsIgnoreCase("whole")) {
            return WHOLE;
        }
        Matcher matcher = PERIOD.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group("count")) == 0) {
            throw new IllegalArgumentException(
                    "is not a period of months or days; write one such as P1M, P10D or P1Y, or whole"
                            + " for all images together");
        }
        int count = Integer.parseInt(matcher.group("count"));
        return switch (matcher.group("unit").toUpperCase(Locale.ROOT)) {
            case "Y" -> new CompositePeriod(12 * count, 0);
            case "M" -> new CompositePeriod(count, 0);
            case "W" -> new CompositePeriod(0, 7 * count);
            default -> new CompositePeriod(0, count);
        };
    }

    /** Whether all images of the time window are composed. */
    public boolean isWhole() {
        return equals(WHOLE);
    }

    /** First day of the stretch that a day is in; for a whole window the day itself. */
    public LocalDate start(LocalDate day) {
        if (months > 0) {
            long month = day.getYear() * 12L + day.getMonthValue() - 1;
            long first = Math.floorDiv(month, months) * (long) months;
            return LocalDate.of((int) Math.floorDiv(first, 12L), (int) Math.floorMod(first, 12L) + 1, 1);
        }
        if (days > 0) {
            long since = day.toEpochDay() - FIRST_MONDAY.toEpochDay();
            return FIRST_MONDAY.plusDays(Math.floorDiv(since, days) * (long) days);
        }
        return day;
    }

    /** First day after the stretch that begins on a day. */
    public LocalDate end(LocalDate start) {
        return start.plusMonths(months).plusDays(days);
    }

    /** The name of the stretch that begins on a day: its year, its first month or its first day. */
    public String label(LocalDate start) {
        if (months > 0) {
            return months % 12 == 0
                    ? String.format(Locale.ROOT, "%04d", start.getYear())
                    : YearMonth.from(start).toString();
        }
        return isWhole() ? "whole" : start.toString();
    }
}
