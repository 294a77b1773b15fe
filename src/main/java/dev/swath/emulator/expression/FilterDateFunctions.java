package dev.swath.emulator.expression;

import dev.swath.emulator.archive.SearchBounds;
import java.time.Instant;
import java.util.Optional;

/** Filters by date. */
final class FilterDateFunctions {

    private FilterDateFunctions() {}

    static void addTo(Algorithms table) {
        table.add(
                "Filter.dateRangeContains" + FilterFunctions.OPERANDS,
                "Passes if the left operand, a range of dates, contains the right one.",
                FilterDateFunctions::dateRangeContains);
        table.add(
                "Filter.calendarRange(Integer start, Integer end?, String field = 'day_of_year'): Filter",
                "Passes if a field of the acquisition's date lies within a range, its ends included; it may wrap around.",
                FilterDateFunctions::calendarRange);
        table.add(
                "Filter.dayOfYear(Integer start, Integer end): Filter",
                "Passes if the acquisition's day of the year lies within a range without its end.",
                a -> calendar(a.integer("start"), a.integer("end") - 1, "day_of_year"));
    }

    private static Object dateRangeContains(Arguments arguments) {
        FilterValue test = FilterFunctions.operands(arguments, (range, date) -> Dates.range(range)
                .filter(span -> Convert.instant(date).filter(span::contains).isPresent())
                .isPresent());
        Optional<DateRange> range =
                arguments.has("leftValue") ? Dates.range(arguments.value("leftValue")) : Optional.empty();
        boolean time = arguments
                .optionalText("rightField")
                .filter("system:time_start"::equals)
                .isPresent();
        return new FilterValue() {
            @Override
            public boolean test(Element left, Element right) {
                return test.test(left, right);
            }

            @Override
            public void narrow(SearchBounds bounds) {
                if (time) {
                    range.ifPresent(span -> {
                        bounds.notBefore(span.start());
                        bounds.before(span.end());
                    });
                }
            }
        };
    }

    private static Object calendarRange(Arguments arguments) {
        int start = arguments.integer("start");
        return calendar(start, arguments.has("end") ? arguments.integer("end") : start, arguments.text("field"));
    }

    private static FilterValue calendar(int start, int end, String field) {
        Dates.calendarField(Instant.EPOCH, field);
        return (left, right) -> left.properties()
                .get("system:time_start")
                .flatMap(Convert::instant)
                .map(date -> Dates.calendarField(date, field))
                .filter(value -> end < start ? value >= start || value <= end : value >= start && value <= end)
                .isPresent();
    }
}
