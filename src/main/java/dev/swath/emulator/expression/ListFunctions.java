package dev.swath.emulator.expression;

import dev.swath.emulator.raster.ComputationException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Functions of lists. */
final class ListFunctions {

    private static final int MOST = 1_000_000;
    /** Bytes of a number in a list. */
    private static final long BOXED = 16;

    private ListFunctions() {}

    static void addTo(Algorithms table) {
        addAccess(table);
        addChanges(table);
        addMaps(table);
    }

    private static void addAccess(Algorithms table) {
        table.add(
                "List.get(List<Object> list, Integer index): Object",
                "The element at a position; negative ones count from the end.",
                a -> a.list("list").get(index(a, "index")));
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

    private static void addChanges(Algorithms table) {
        table.add(
                "List.add(List<Object> list, Object element): List<Object>",
                "A list with one more element at its end.",
                a -> joined(a.list("list"), Collections.singletonList(a.value("element"))));
        table.add(
                "List.cat(List<Object> list, List<Object> other): List<Object>",
                "Two lists, one after the other.",
                a -> joined(a.list("list"), a.list("other")));
        table.add(
                "List.insert(List<Object> list, Integer index, Object element): List<Object>",
                "A list with an element inserted before a position.",
                ListFunctions::insert);
        table.add(
                "List.set(List<Object> list, Integer index, Object element): List<Object>",
                "A list with the element at a position replaced.",
                ListFunctions::set);
        table.add(
                "List.remove(List<Object> list, Object element): List<Object>",
                "A list without the first occurrence of a value.",
                ListFunctions::remove);
        table.add(
                "List.removeAll(List<Object> list, List<Object> other): List<Object>",
                "A list without the values of another.",
                a -> keep(a.list("list"), each -> indexOf(a.list("other"), each) < 0));
        table.add(
                "List.replace(List<Object> list, Object oldval, Object newval): List<Object>",
                "A list with the first occurrence of a value replaced.",
                a -> replaced(a, true));
        table.add(
                "List.replaceAll(List<Object> list, Object oldval, Object newval): List<Object>",
                "A list with all occurrences of a value replaced.",
                a -> replaced(a, false));
        table.add(
                "List.slice(List<Object> list, Integer start, Integer end?, Integer step?): List<Object>",
                "A part of a list; negative positions count from its end.",
                ListFunctions::slice);
        table.add(
                "List.splice(List<Object> list, Integer start, Integer count, List<Object> other?): List<Object>",
                "A list with some elements replaced by those of another.",
                ListFunctions::splice);
        table.add(
                "List.swap(List<Object> list, Integer pos1, Integer pos2): List<Object>",
                "A list with two elements exchanged.",
                ListFunctions::swap);
        table.add(
                "List.reverse(List<Object> list): List<Object>",
                "A list from its end to its beginning.",
                a -> reversed(a.list("list")));
        table.add(
                "List.rotate(List<Object> list, Integer distance): List<Object>",
                "A list with its elements moved around by a distance.",
                ListFunctions::rotate);
        table.add(
                "List.sort(List<Object> list, List<Object> keys?): List<Object>",
                "A list in ascending order, its own or that of keys.",
                ListFunctions::sort);
        table.add(
                "List.shuffle(List<Object> list, Object seed?): List<Object>",
                "A list in random order, the same for the same seed.",
                ListFunctions::shuffle);
        table.add(
                "List.distinct(List<Object> list): List<Object>",
                "A list with each value once.",
                a -> distinct(a.list("list")));
        table.add(
                "List.flatten(List<Object> list): List<Object>",
                "The elements of all lists within a list.",
                ListFunctions::flatten);
        table.add(
                "List.sequence(Number start, Number end?, Number step = 1, Integer count?): List<Object>",
                "Numbers at even distances.",
                ListFunctions::sequence);
        table.add(
                "List.repeat(Object value, Integer count): List<Object>",
                "A value many times.",
                a -> new ArrayList<>(Collections.nCopies(bounded(a.integer("count")), a.value("value"))));
        table.add(
                "List.zip(List<Object> list, List<Object> other): List<List<Object>>",
                "Pairs of the elements of two lists.",
                ListFunctions::zip);
        table.add(
                "List.unzip(List<Object> list): List<List<Object>>",
                "Lists of the first elements of all lists, of the second and so on.",
                ListFunctions::unzip);
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

    private static int index(Arguments arguments, String name) {
        return index(arguments, name, arguments.list("list").size());
    }

    private static int index(Arguments arguments, String name, int size) {
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

    private static List<Object> joined(List<Object> list, List<Object> other) {
        bounded(list.size() + other.size());
        List<Object> joined = new ArrayList<>(list);
        joined.addAll(other);
        return joined;
    }

    private static int bounded(int size) {
        if (size < 0 || size > MOST) {
            throw ComputationException.outOfMemory();
        }
        return size;
    }

    private static Object insert(Arguments arguments) {
        List<Object> list = new ArrayList<>(arguments.list("list"));
        list.add(index(arguments, "index", list.size() + 1), arguments.value("element"));
        return list;
    }

    private static Object set(Arguments arguments) {
        List<Object> list = new ArrayList<>(arguments.list("list"));
        list.set(index(arguments, "index"), arguments.value("element"));
        return list;
    }

    private static Object remove(Arguments arguments) {
        List<Object> list = new ArrayList<>(arguments.list("list"));
        int at = indexOf(list, arguments.value("element"));
        if (at >= 0) {
            list.remove(at);
        }
        return list;
    }

    private static List<Object> keep(List<Object> list, Predicate<Object> kept) {
        return new ArrayList<>(list.stream().filter(kept).toList());
    }

    private static Object replaced(Arguments arguments, boolean once) {
        List<Object> list = new ArrayList<>(arguments.list("list"));
        for (int i = 0; i < list.size(); i++) {
            if (Order.same(list.get(i), arguments.value("oldval"))) {
                list.set(i, arguments.value("newval"));
                if (once) {
                    break;
                }
            }
        }
        return list;
    }

    /** Start and end of a slice within a size; negative positions count from the end. */
    static int[] range(int start, int end, int size) {
        int from = start < 0 ? Math.max(0, start + size) : Math.min(start, size);
        int to = end < 0 ? Math.max(0, end + size) : Math.min(end, size);
        return new int[] {from, to};
    }

    private static Object slice(Arguments arguments) {
        List<Object> list = arguments.list("list");
        int end = arguments.has("end") ? arguments.integer("end") : list.size();
        int[] range = range(arguments.integer("start"), end, list.size());
        int step = arguments.has("step") ? arguments.integer("step") : 1;
        if (step < 1) {
            throw ComputationException.of("List.slice: The step must be positive.");
        }
        List<Object> slice = new ArrayList<>();
        for (int i = range[0]; i < range[1]; i += step) {
            slice.add(list.get(i));
        }
        return slice;
    }

    private static Object splice(Arguments arguments) {
        List<Object> list = new ArrayList<>(arguments.list("list"));
        int start = range(arguments.integer("start"), 0, list.size())[0];
        int end = Math.min(list.size(), start + Math.max(0, arguments.integer("count")));
        list.subList(start, end).clear();
        arguments.optionalList("other").ifPresent(other -> list.addAll(start, other));
        return list;
    }

    private static Object swap(Arguments arguments) {
        List<Object> list = new ArrayList<>(arguments.list("list"));
        Collections.swap(list, index(arguments, "pos1"), index(arguments, "pos2"));
        return list;
    }

    private static List<Object> reversed(List<Object> list) {
        List<Object> reversed = new ArrayList<>(list);
        Collections.reverse(reversed);
        return reversed;
    }

    private static Object rotate(Arguments arguments) {
        List<Object> list = new ArrayList<>(arguments.list("list"));
        Collections.rotate(list, -arguments.integer("distance"));
        return list;
    }

    private static Object sort(Arguments arguments) {
        List<Object> list = arguments.list("list");
        List<Object> keys = arguments.optionalList("keys").orElse(list);
        if (keys.size() < list.size()) {
            throw ComputationException.of("List.sort: There are fewer keys than elements.");
        }
        Comparator<Object> order = Order.ascending();
        List<Object> sorted = new ArrayList<>();
        IntStream.range(0, list.size())
                .boxed()
                .sorted((a, b) -> order.compare(keys.get(a), keys.get(b)))
                .forEach(i -> sorted.add(list.get(i)));
        return sorted;
    }

    private static Object shuffle(Arguments arguments) {
        List<Object> list = new ArrayList<>(arguments.list("list"));
        Collections.shuffle(list, new Random(arguments.value("seed").hashCode()));
        return list;
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

    private static Object flatten(Arguments arguments) {
        List<Object> list = arguments.list("list");
        ValueSize.check(list);
        return flattened(list);
    }

    private static List<Object> flattened(List<Object> list) {
        List<Object> flat = new ArrayList<>();
        for (Object each : list) {
            Convert.list(each).ifPresentOrElse(inner -> flat.addAll(flattened(inner)), () -> flat.add(each));
        }
        return flat;
    }

    private static Object sequence(Arguments arguments) {
        double start = arguments.decimal("start");
        double step = arguments.decimal("step");
        int count;
        if (arguments.has("count")) {
            count = bounded(arguments.integer("count"));
            step = arguments.has("end") && count > 1 ? (arguments.decimal("end") - start) / (count - 1) : step;
        } else {
            double steps = Math.floor((arguments.decimal("end") - start) / step + 1e-9);
            if (step == 0) {
                throw ComputationException.of("List.sequence: The step must lead from start to end.");
            }
            count = bounded((int) Math.max(0, steps + 1));
        }
        arguments.context().budget().hold(BOXED * count);
        List<Object> sequence = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double value = start + i * step;
            boolean whole = arguments.number("start") instanceof Long && step == Math.rint(step);
            sequence.add(whole ? (Object) (long) value : (Object) value);
        }
        return sequence;
    }

    private static Object zip(Arguments arguments) {
        List<Object> list = arguments.list("list");
        List<Object> other = arguments.list("other");
        List<Object> pairs = new ArrayList<>();
        for (int i = 0; i < Math.min(list.size(), other.size()); i++) {
            pairs.add(List.of(list.get(i), other.get(i)));
        }
        return pairs;
    }

    private static Object unzip(Arguments arguments) {
        List<List<Object>> rows = arguments.list("list").stream()
                .map(each -> Convert.list(each)
                        .orElseThrow(() -> ComputationException.of("List.unzip: An element is not a list.")))
                .toList();
        int width = rows.stream().mapToInt(List::size).min().orElse(0);
        List<Object> columns = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            int column = i;
            columns.add(rows.stream().map(row -> row.get(column)).toList());
        }
        return columns;
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
