package dev.swath.flow.jobs;

import java.text.ParseException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.quartz.CronExpression;

/**
 * A schedule in the words of cron (five fields: minute, hour, day of month, month, day of week; or a word such as {@code @daily})
 * in those of Quartz, which has seconds in front, counts the days of the week from Sunday = 1, and wants a question mark for one
 * of the two kinds of days.
 */
public final class CronText {

    private static final Map<String, String> WORDS = Map.of(
            "@hourly", "0 0 * * * ?",
            "@daily", "0 0 0 * * ?",
            "@midnight", "0 0 0 * * ?",
            "@weekly", "0 0 0 ? * SUN",
            "@monthly", "0 0 0 1 * ?",
            "@yearly", "0 0 0 1 1 ?",
            "@annually", "0 0 0 1 1 ?");

    private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");
    private static final String DAY = "([0-7]|[A-Z]{3})";
    private static final Pattern DAYS_PART = Pattern.compile("(?:\\*|" + DAY + "(?:-" + DAY + ")?)(?:/([1-7]))?");
    private static final int FIELDS = 5;
    private static final String ANY = "*";
    private static final String OPEN = "?";

    private CronText() {}

    /**
     * The Quartz form of what cron would understand; empty if the text is not in cron's words, and so may be Quartz's already.
     *
     * @throws IllegalArgumentException if it has five fields or begins with @, and is no schedule, or none that Quartz can keep
     */
    public static Optional<String> quartz(String text) {
        if (text.startsWith("@")) {
            return Optional.of(Optional.ofNullable(WORDS.get(text.toLowerCase(Locale.ROOT)))
                    .orElseThrow(() -> new IllegalArgumentException(
                            "is not a schedule; write @hourly, @daily, @weekly or @monthly, or a cron expression")));
        }
        String[] fields = text.strip().toUpperCase(Locale.ROOT).split("\\s+");
        return fields.length == FIELDS ? Optional.of(ofFields(fields)) : Optional.empty();
    }

    private static String ofFields(String[] fields) {
        String ofMonth = fields[2];
        String ofWeek = fields[4].replace(OPEN, ANY);
        boolean everyDayOfWeek = ofWeek.equals(ANY);
        boolean everyDayOfMonth = ofMonth.equals(ANY) || ofMonth.equals(OPEN);
        if (!everyDayOfWeek && !everyDayOfMonth) {
            throw new IllegalArgumentException(
                    "names days of the month and days of the week, of which cron takes either;"
                            + " Quartz can't: make a job for each");
        }
        String quartz = String.join(
                " ",
                "0",
                fields[0],
                fields[1],
                everyDayOfWeek ? ofMonth.replace(OPEN, ANY) : OPEN,
                fields[3],
                everyDayOfWeek ? OPEN : days(ofWeek));
        try {
            CronExpression.validateExpression(quartz);
        } catch (ParseException e) {
            throw new IllegalArgumentException(
                    "is not a cron expression of five fields (" + e.getMessage()
                            + "); write minute hour day-of-month month day-of-week, such as 30 5 * * 1-5",
                    e);
        }
        return quartz;
    }

    private static String days(String field) {
        BitSet days = new BitSet();
        for (String part : field.split(",", -1)) {
            Matcher matcher = DAYS_PART.matcher(part);
            if (!matcher.matches()) {
                throw new IllegalArgumentException(
                        "has the day of the week " + part + "; write 0 to 7 or SUN to SAT, such as 1-5 or MON,THU");
            }
            int first = matcher.group(1) == null ? 0 : day(matcher.group(1));
            int step = matcher.group(3) == null ? 1 : Integer.parseInt(matcher.group(3));
            int last = matcher.group(1) == null ? DAYS.size() - 1 : last(matcher, first, step);
            for (int day = first; day <= last; day += step) {
                days.set(day % DAYS.size());
            }
        }
        return written(days);
    }

    /** A range that ends before it begins, such as FRI-SUN, goes on into the next week. */
    private static int last(Matcher matcher, int first, int step) {
        if (matcher.group(2) == null) {
            return step > 1 ? DAYS.size() - 1 : first;
        }
        int last = matcher.group(2).equals("7") ? DAYS.size() : day(matcher.group(2));
        return last < first ? last + DAYS.size() : last;
    }

    private static int day(String text) {
        int named = DAYS.indexOf(text);
        if (named < 0 && !Character.isDigit(text.charAt(0))) {
            throw new IllegalArgumentException("has the day of the week " + text + "; write SUN to SAT");
        }
        return named >= 0 ? named : Integer.parseInt(text) % DAYS.size();
    }

    private static String written(BitSet days) {
        if (days.cardinality() == DAYS.size()) {
            return ANY;
        }
        List<String> parts = new ArrayList<>();
        for (int from = days.nextSetBit(0); from >= 0; ) {
            int to = days.nextClearBit(from) - 1;
            parts.add(
                    to - from > 1 ? DAYS.get(from) + "-" + DAYS.get(to) : String.join(",", DAYS.subList(from, to + 1)));
            from = days.nextSetBit(to + 1);
        }
        return String.join(",", parts);
    }
}
