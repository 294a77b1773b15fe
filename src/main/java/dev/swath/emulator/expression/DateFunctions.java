package dev.swath.emulator.expression;

import dev.swath.emulator.raster.ComputationException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Map;

/** Functions of dates and ranges of them. */
final class DateFunctions {

    private DateFunctions() {}

    static void addTo(Algorithms table) {
        table.add(
                "Date(Object value, String timeZone?): Date",
                "A date of a text, or of milliseconds since 1970.",
                a -> date(a, "value"));
        table.add("Date.millis(Date date): Long", "Milliseconds since 1970.", a -> a.instant("date")
                .toEpochMilli());
        table.add(
                "Date.format(Date date, String format?, String timeZone?): String",
                "A date as a text, by a pattern of Joda-Time.",
                a -> Dates.format(a.instant("date"), a.optionalText("format"), zone(a)));
        table.add(
                "Date.difference(Date date, Date start, String unit): Float",
                "The time between two dates in units of average length.",
                a -> (a.instant("date").toEpochMilli() - a.instant("start").toEpochMilli())
                        / Dates.length(a.text("unit")));
        table.add(
                "Date.advance(Date date, Float delta, String unit, String timeZone?): Date",
                "A date moved by a number of units.",
                a -> Dates.advance(a.instant("date"), a.decimal("delta"), a.text("unit"), zone(a)));
        table.add(
                "Date.get(Date date, String unit, String timeZone?): Long",
                "A field of a date.",
                a -> Dates.field(a.instant("date"), a.text("unit"), zone(a)));
        table.add(
                "Date.getFraction(Date date, String unit, String timeZone?): Float",
                "How much of the unit around a date is over.",
                DateFunctions::fraction);
        table.add(
                "Date.getRange(Date date, String unit, String timeZone?): DateRange",
                "The unit around a date.",
                a -> range(a.instant("date"), a));
        table.add(
                "Date.getRelative(Date date, String unit, String inUnit, String timeZone?): Long",
                "The number of a unit within a larger one, from 0.",
                DateFunctions::relative);
        table.add(
                "Date.fromYMD(Integer year, Integer month, Integer day, String timeZone?): Date",
                "The date of a day.",
                DateFunctions::ofDay);
        table.add(
                "Date.parse(String format, String date, String timeZone?): Date",
                "A date of a text, by a pattern of Joda-Time.",
                DateFunctions::parse);
        table.add(
                "DateRange(Object start, Object end?, String timeZone?): DateRange",
                "A range from a date to another, which is not in it; without an end, a millisecond.",
                DateFunctions::rangeOf);
        table.add("DateRange.start(DateRange dateRange): Date", "The first instant.", a -> a.dateRange("dateRange")
                .start());
        table.add(
                "DateRange.end(DateRange dateRange): Date", "The instant after the last.", a -> a.dateRange("dateRange")
                        .end());
        table.add(
                "DateRange.contains(DateRange dateRange, Object other): Boolean",
                "Whether a range contains a date or another range.",
                DateFunctions::contains);
        table.add(
                "DateRange.isEmpty(DateRange dateRange): Boolean",
                "Whether a range contains nothing.",
                a -> !a.dateRange("dateRange")
                        .start()
                        .isBefore(a.dateRange("dateRange").end()));
        table.add(
                "DateRange.intersects(DateRange dateRange, DateRange other): Boolean",
                "Whether two ranges overlap.",
                a -> a.dateRange("dateRange")
                                .start()
                                .isBefore(a.dateRange("other").end())
                        && a.dateRange("other")
                                .start()
                                .isBefore(a.dateRange("dateRange").end()));
        table.add(
                "DateRange.intersection(DateRange dateRange, DateRange other): DateRange",
                "What two ranges share.",
                a -> combined(a, true));
        table.add(
                "DateRange.union(DateRange dateRange, DateRange other): DateRange",
                "The range from the first start to the last end.",
                a -> combined(a, false));
    }

    private static String zone(Arguments arguments) {
        return arguments.optionalText("timeZone").orElse("UTC");
    }

    private static Instant date(Arguments arguments, String name) {
        return arguments.value(name) instanceof String text
                ? Dates.parse(text, zone(arguments))
                : arguments.value(name) instanceof Map<?, ?> map && map.get("value") instanceof Number value
                        ? Instant.ofEpochMilli(value.longValue())
                        : arguments.instant(name);
    }

    private static DateRange range(Instant date, Arguments arguments) {
        Instant start = Dates.floor(date, arguments.text("unit"), zone(arguments));
        return new DateRange(start, Dates.advance(start, 1, arguments.text("unit"), zone(arguments)));
    }

    private static Object fraction(Arguments arguments) {
        DateRange range = range(arguments.instant("date"), arguments);
        double start = range.start().toEpochMilli();
        return (arguments.instant("date").toEpochMilli() - start) / (range.end().toEpochMilli() - start);
    }

    private static Object relative(Arguments arguments) {
        Instant date = arguments.instant("date");
        Instant start = Dates.floor(date, arguments.text("inUnit"), zone(arguments));
        if (arguments.text("unit").startsWith("month")) {
            ZonedDateTime from = start.atZone(Dates.zone(zone(arguments)));
            ZonedDateTime to = date.atZone(Dates.zone(zone(arguments)));
            return (to.getYear() - from.getYear()) * 12L + to.getMonthValue() - from.getMonthValue();
        }
        Instant unit = Dates.floor(date, arguments.text("unit"), zone(arguments));
        return Math.round((unit.toEpochMilli() - start.toEpochMilli()) / Dates.length(arguments.text("unit")));
    }

    private static Object ofDay(Arguments arguments) {
        try {
            return ZonedDateTime.of(
                            arguments.integer("year"),
                            arguments.integer("month"),
                            arguments.integer("day"),
                            0,
                            0,
                            0,
                            0,
                            Dates.zone(zone(arguments)))
                    .toInstant();
        } catch (DateTimeException e) {
            throw ComputationException.of("Date.fromYMD: %s.", e.getMessage());
        }
    }

    private static Object parse(Arguments arguments) {
        String text = arguments.text("date");
        try {
            var parsed =
                    Dates.formatter(arguments.text("format"), zone(arguments)).parse(text);
            return Dates.parse(Dates.complete(parsed), zone(arguments));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw ComputationException.of(
                    "Date.parse: '%s' does not have the format '%s'.", text, arguments.text("format"));
        }
    }

    private static Object rangeOf(Arguments arguments) {
        Instant start = date(arguments, "start");
        return new DateRange(start, arguments.has("end") ? date(arguments, "end") : start.plusMillis(1));
    }

    private static Object contains(Arguments arguments) {
        DateRange range = arguments.dateRange("dateRange");
        if (arguments.value("other") instanceof DateRange other) {
            return range.contains(other.start()) && !other.end().isAfter(range.end());
        }
        return range.contains(arguments.instant("other"));
    }

    private static Object combined(Arguments arguments, boolean inner) {
        DateRange a = arguments.dateRange("dateRange");
        DateRange b = arguments.dateRange("other");
        boolean aFirst = a.start().isBefore(b.start());
        boolean aEndsFirst = a.end().isBefore(b.end());
        return new DateRange(aFirst == inner ? b.start() : a.start(), aEndsFirst == inner ? a.end() : b.end());
    }
}
