package dev.swath.job;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.time.YearMonth;
import java.util.Locale;

/**
 * The stretches of time whose images are composed, aligned with the calendar: months with the beginning of years, days with Monday,
 * 5 January 1970, so that any run sees the same stretches.
 *
 * @param months length in months; 0 unless it is given in months or years
 * @param days length in days; 0 unless it is given in days or weeks. Both are 0 for the whole time window
 */
public record CompositePeriod(int months, int days) {

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
        try {
            Period period = Period.parse(text.toUpperCase(Locale.ROOT));
            int months = Math.toIntExact(period.toTotalMonths());
            if (months >= 0 && period.getDays() >= 0 && (months > 0) != (period.getDays() > 0)) {
                return new CompositePeriod(months, period.getDays());
            }
        } catch (DateTimeException | ArithmeticException e) {
            throw unreadable(e);
        }
        throw unreadable(new DateTimeException("not one unit"));
    }

    private static IllegalArgumentException unreadable(RuntimeException cause) {
        return new IllegalArgumentException(
                "is not a period of months or days; write one such as P1M, P10D or P1Y, or whole for all images together",
                cause);
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
