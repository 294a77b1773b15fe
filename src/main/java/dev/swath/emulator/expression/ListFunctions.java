package dev.swath.emulator.expression;

import dev.swath.emulator.raster.ComputationException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Functions that read lists, and that call functions with their elements. */
final class ListFunctions {

    private static final int MOST = 1_000_000;

    private ListFunctions() {}

    static void addTo(Algorithms table) {
        addAccess(table);
        addMaps(table);
    }

    private static void addAccess(Algorithms table) {
        table.add(
                "List.get(List<Object> list, Integer index): Object",
                "The element at a position; negative ones count from the end.",
                ListFunctions::element);
        table.add(
                "List.getNumber(List<Object> list, Integer index): Number",
                "The number at a position.",
                a -> number(a, a.list("list").get(index(a, "index"))));
        table.add(
                "List.getString(List<Object> list, Integer index): String",
                "The text at a position.",
                a -> StringFunctions.text(a.list("list").get(index(a, "index"))));
        table.add("List.size(List<Object> list): Integer", "The number of elements.", a ->
                (long) a.list("list").size());
        table.add("List.length(List<Object> list): Integer", "The number of elements.", a ->
                (long) a.list("list").size());
        table.add(
                "List.contains(List<Object> list, Object element): Boolean",
                "Whether a list contains a value.",
                a -> indexOf(a.list("list"), a.value("element")) >= 0);
        table.add(
                "List.containsAll(List<Object> list, List<Object> other): Boolean",
                "Whether a list contains all values of another.",
                a -> a.list("other").stream().allMatch(each -> indexOf(a.list("list"), each) >= 0));
        table.add(
                "List.indexOf(List<Object> list, Object element): Integer",
                "Where a list first contains a value, or -1.",
                a -> (long) indexOf(a.list("list"), a.value("element")));
        table.add(
                "List.frequency(List<Object> list, Object element): Integer",
                "How often a list contains a value.",
                a -> a.list("list").stream()
                        .filter(each -> Order.same(each, a.value("element")))
                        .count());
        table.add(
                "List.equals(List<Object> list, List<Object> other): Boolean",
                "Whether two lists are equal.",
                a -> Order.same(a.list("list"), a.list("other")));
        table.add(
                "List.join(List<Object> list, String separator = ''): String",
                "All elements as one text.",
                a -> a.list("list").stream()
                        .map(StringFunctions::text)
                        .collect(Collectors.joining(a.text("separator"))));
    }

    private static void addMaps(Algorithms table) {
        table.add(
                "List.map(List<Object> list, Algorithm baseAlgorithm, Boolean dropNulls = false): List<Object>",
                "The results of a function for each element.",
                ListFunctions::map);
        table.add(
                "List.iterate(List<Object> list, Algorithm function, Object first): Object",
                "Calls a function with each element and the result of the call before.",
                ListFunctions::iterate);
        table.add(
                "List.filter(List<Object> list, Filter filter): List<Object>",
                "The elements that pass a filter, under the name item.",
                ListFunctions::filter);
        table.add(
                "List.reduce(List<Object> list, Reducer reducer): Object",
                "Reduces a list to one output, or to a dictionary of several.",
                ListFunctions::reduce);
    }

    /** The element at the position of an argument. */
    static Object element(Arguments arguments) {
        return arguments.list("list").get(index(arguments, "index"));
    }

    static int index(Arguments arguments, String name) {
        return index(arguments, name, arguments.list("list").size());
    }

    static int index(Arguments arguments, String name, int size) {
        int index = arguments.integer(name);
        if (index < -size || index >= size) {
            throw ComputationException.of(
                    size == 0
                            ? "%s: List index out of range: the list is empty."
                            : "%s: List index must be between 0 and %d, or -%d and -1. Found %d.",
                    arguments.function(),
                    size - 1,
                    size,
                    index);
        }
        return index < 0 ? index + size : index;
    }

    private static Number number(Arguments arguments, Object value) {
        return Convert.number(value)
                .orElseThrow(() -> ComputationException.of("%s: The element is not a number.", arguments.function()));
    }

    static int indexOf(List<Object> list, Object value) {
        for (int i = 0; i < list.size(); i++) {
            if (Order.same(list.get(i), value)) {
                return i;
            }
        }
        return -1;
    }

    static int bounded(int size) {
        if (size < 0 || size > MOST) {
            throw ComputationException.outOfMemory();
        }
        return size;
    }

    static List<Object> keep(List<Object> list, Predicate<Object> kept) {
        return new ArrayList<>(list.stream().filter(kept).toList());
    }

    /** Start and end of a slice within a size; negative positions count from the end. */
    static int[] range(int start, int end, int size) {
        int from = start < 0 ? Math.max(0, start + size) : Math.min(start, size);
        int to = end < 0 ? Math.max(0, end + size) : Math.min(end, size);
        return new int[] {from, to};
    }

    static List<Object> distinct(List<Object> list) {
        List<Object> distinct = new ArrayList<>();
        for (Object each : list) {
            if (indexOf(distinct, each) < 0) {
                distinct.add(each);
            }
        }
        return distinct;
    }

    private static Object map(Arguments arguments) {
        Procedure procedure = arguments.procedure("baseAlgorithm");
        List<Object> results = new ArrayList<>();
        for (Object each : arguments.list("list")) {
            Object result = procedure.call(List.of(each));
            if (result != Nothing.NULL || !arguments.flag("dropNulls")) {
                results.add(result);
            }
        }
        return results;
    }

    private static Object iterate(Arguments arguments) {
        Object result = arguments.value("first");
        for (Object each : arguments.list("list")) {
            result = arguments.procedure("function").call(List.of(each, result));
        }
        return result;
    }

    private static Object filter(Arguments arguments) {
        FilterValue filter = arguments.filter("filter");
        return keep(arguments.list("list"), each -> {
            Element item = each instanceof Element element
                    ? element
                    : new FeatureValue(Optional.empty(), Properties.of(Map.of("item", each)));
            return filter.test(item, item);
        });
    }

    private static Object reduce(Arguments arguments) {
        ReducerValue reducer = arguments.reducer("reducer");
        List<List<Object>> rows = new ArrayList<>();
        for (Object each : arguments.list("list")) {
            rows.add(
                    reducer.inputs() == 1
                            ? List.of(each)
                            : Convert.list(each)
                                    .orElseThrow(() -> ComputationException.of(
                                            "List.reduce: The reducer takes lists of %d inputs.", reducer.inputs())));
        }
        List<Object> outputs = reducer.objects(rows);
        if (reducer.outputs().size() == 1) {
            return outputs.get(0);
        }
        Map<String, Object> named = new LinkedHashMap<>();
        for (int i = 0; i < outputs.size(); i++) {
            named.put(reducer.outputs().get(i), outputs.get(i));
        }
        return named;
    }
}
