package dev.swath.emulator.expression;

import dev.swath.emulator.archive.SearchBounds;
import dev.swath.emulator.raster.ComputationException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/** Filters by properties. Each compares two operands; an operand is a field of an element or a value. */
final class FilterFunctions {

    static final String OPERANDS =
            "(String leftField?, Object rightValue?, String rightField?, Object leftValue?): Filter";

    private FilterFunctions() {}

    static void addTo(Algorithms table) {
        addLogic(table);
        addComparisons(table);
        addTexts(table);
    }

    private static void addLogic(Algorithms table) {
        table.add("Filter.and(List<Filter> filters): Filter", "Passes if all filters pass.", a -> new All(filters(a)));
        table.add(
                "Filter.or(List<Filter> filters): Filter",
                "Passes if one of the filters passes.",
                a -> new Any(filters(a)));
        table.add("Filter.not(Filter filter): Filter", "Passes if a filter does not.", a -> {
            FilterValue filter = a.filter("filter");
            return (FilterValue) (left, right) -> !filter.test(left, right);
        });
        table.add("Filter.notNull(List<String> properties): Filter", "Passes if all properties are set.", a -> {
            List<String> names = a.texts("properties");
            return (FilterValue) (left, right) ->
                    names.stream().allMatch(name -> left.properties().get(name).isPresent());
        });
    }

    private static void addComparisons(Algorithms table) {
        comparison(table, List.of("equals", "eq"), "Passes if both operands are equal.", Order::same);
        comparison(table, List.of("notEquals", "neq"), "Passes if the operands differ.", (a, b) -> !Order.same(a, b));
        comparison(
                table, List.of("lessThan", "lt"), "Passes if the left operand is less.", (a, b) -> Order.compare(a, b)
                        .filter(c -> c < 0)
                        .isPresent());
        comparison(
                table,
                List.of("greaterThan", "gt"),
                "Passes if the left operand is greater.",
                (a, b) -> Order.compare(a, b).filter(c -> c > 0).isPresent());
        comparison(
                table,
                List.of("lessThanOrEquals", "lte"),
                "Passes if the left operand is not greater.",
                (a, b) -> Order.compare(a, b).filter(c -> c <= 0).isPresent());
        comparison(
                table,
                List.of("greaterThanOrEquals", "gte"),
                "Passes if the left operand is not less.",
                (a, b) -> Order.compare(a, b).filter(c -> c >= 0).isPresent());
        comparison(
                table,
                List.of("listContains"),
                "Passes if the left operand, a list, contains the right one.",
                (a, b) -> Convert.list(a)
                        .filter(list -> ListFunctions.indexOf(list, b) >= 0)
                        .isPresent());
        comparison(
                table,
                List.of("inList"),
                "Passes if the right operand, a list, contains the left one.",
                (a, b) -> Convert.list(b)
                        .filter(list -> ListFunctions.indexOf(list, a) >= 0)
                        .isPresent());
        table.add(
                "Filter.maxDifference(Float difference, String leftField?, Object rightValue?, String rightField?, Object leftValue?): Filter",
                "Passes if both operands are numbers at most so far apart.",
                a -> operands(
                        a,
                        (x, y) -> Order.compare(x, y).isPresent()
                                && Math.abs(millisOrNumber(x) - millisOrNumber(y)) <= a.decimal("difference")));
        table.add(
                "Filter.rangeContains(String field, Object minValue, Object maxValue): Filter",
                "Passes if a property lies within a range, its ends included.",
                FilterFunctions::rangeContains);
    }

    private static void addTexts(Algorithms table) {
        comparison(
                table,
                List.of("stringContains"),
                "Passes if the left operand, a text, contains the right one.",
                (a, b) -> a instanceof String s && b instanceof String t && s.contains(t));
        comparison(
                table,
                List.of("stringStartsWith"),
                "Passes if the left operand, a text, begins with the right one.",
                (a, b) -> a instanceof String s && b instanceof String t && s.startsWith(t));
        comparison(
                table,
                List.of("stringEndsWith"),
                "Passes if the left operand, a text, ends with the right one.",
                (a, b) -> a instanceof String s && b instanceof String t && s.endsWith(t));
    }

    private static void comparison(
            Algorithms table, List<String> names, String text, BiPredicate<Object, Object> test) {
        names.forEach(name -> table.add("Filter." + name + OPERANDS, text, a -> operands(a, test)));
    }

    private static double millisOrNumber(Object value) {
        return value instanceof Instant instant
                ? instant.toEpochMilli()
                : Convert.number(value).orElseThrow().doubleValue();
    }

    private static List<FilterValue> filters(Arguments arguments) {
        List<FilterValue> filters = new ArrayList<>();
        for (Object each : arguments.list("filters")) {
            if (!(each instanceof FilterValue filter)) {
                throw ComputationException.of("%s: Every item of 'filters' must be a filter.", arguments.function());
            }
            filters.add(filter);
        }
        return filters;
    }

    private record All(List<FilterValue> filters) implements FilterValue {

        @Override
        public boolean test(Element left, Element right) {
            return filters.stream().allMatch(filter -> filter.test(left, right));
        }

        @Override
        public void narrow(SearchBounds bounds) {
            filters.forEach(filter -> filter.narrow(bounds));
        }
    }

    private record Any(List<FilterValue> filters) implements FilterValue {

        @Override
        public boolean test(Element left, Element right) {
            return filters.stream().anyMatch(filter -> filter.test(left, right));
        }

        @Override
        public void narrow(SearchBounds bounds) {
            List<SearchBounds> each = new ArrayList<>();
            for (FilterValue filter : filters) {
                SearchBounds own = new SearchBounds();
                filter.narrow(own);
                each.add(own);
            }
            bounds.anyOf(each);
        }
    }

    /** An operand: a property of an element, or a value. */
    static Optional<Object> operand(Optional<String> field, Object value, Element element) {
        if (field.isEmpty()) {
            return Optional.of(value).filter(given -> given != Nothing.NULL);
        }
        if (field.get().equals(".all") || field.get().equals(".geo")) {
            return element.geometry().map(Object.class::cast);
        }
        return element.properties().get(field.get());
    }

    static FilterValue operands(Arguments arguments, BiPredicate<Object, Object> test) {
        Optional<String> leftField = arguments.optionalText("leftField");
        Optional<String> rightField = arguments.optionalText("rightField");
        Object leftValue = arguments.value("leftValue");
        Object rightValue = arguments.value("rightValue");
        return new FilterValue() {
            @Override
            public boolean test(Element left, Element right) {
                Optional<Object> a = operand(leftField, leftValue, left);
                Optional<Object> b = operand(rightField, rightValue, right);
                return a.isPresent() && b.isPresent() && test.test(a.get(), b.get());
            }

            @Override
            public void narrow(SearchBounds bounds) {
                if (leftField.isPresent() && rightValue != Nothing.NULL) {
                    switch (arguments.function()) {
                        case "Filter.equals", "Filter.eq" -> bounds.property(leftField.get(), Set.of(rightValue));
                        case "Filter.inList" ->
                            Convert.list(rightValue)
                                    .ifPresent(list -> bounds.property(leftField.get(), new HashSet<>(list)));
                        default -> {}
                    }
                }
            }
        };
    }

    private static Object rangeContains(Arguments arguments) {
        String field = arguments.text("field");
        Object least = arguments.value("minValue");
        Object most = arguments.value("maxValue");
        return (FilterValue) (left, right) -> left.properties()
                .get(field)
                .filter(value -> Order.compare(value, least).filter(c -> c >= 0).isPresent()
                        && Order.compare(value, most).filter(c -> c <= 0).isPresent())
                .isPresent();
    }
}
