package dev.swath.emulator.expression;

import dev.swath.emulator.raster.ComputationException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Functions that make lists, or rearrange all of their elements. */
final class ListOrderFunctions {

    /** Bytes of a number in a list. */
    private static final long BOXED = 16;

    private ListOrderFunctions() {}

    static void addTo(Algorithms table) {
        table.add(
                "List.reverse(List<Object> list): List<Object>",
                "A list from its end to its beginning.",
                a -> reversed(a.list("list")));
        table.add(
                "List.rotate(List<Object> list, Integer distance): List<Object>",
                "A list with its elements moved around by a distance.",
                ListOrderFunctions::rotate);
        table.add(
                "List.sort(List<Object> list, List<Object> keys?): List<Object>",
                "A list in ascending order, its own or that of keys.",
                ListOrderFunctions::sort);
        table.add(
                "List.shuffle(List<Object> list, Object seed?): List<Object>",
                "A list in random order, the same for the same seed.",
                ListOrderFunctions::shuffle);
        table.add(
                "List.distinct(List<Object> list): List<Object>",
                "A list with each value once.",
                a -> ListFunctions.distinct(a.list("list")));
        table.add(
                "List.flatten(List<Object> list): List<Object>",
                "The elements of all lists within a list.",
                ListOrderFunctions::flatten);
        table.add(
                "List.sequence(Number start, Number end?, Number step = 1, Integer count?): List<Object>",
                "Numbers at even distances.",
                ListOrderFunctions::sequence);
        table.add(
                "List.repeat(Object value, Integer count): List<Object>",
                "A value many times.",
                a -> new ArrayList<>(Collections.nCopies(ListFunctions.bounded(a.integer("count")), a.value("value"))));
        table.add(
                "List.zip(List<Object> list, List<Object> other): List<List<Object>>",
                "Pairs of the elements of two lists.",
                ListOrderFunctions::zip);
        table.add(
                "List.unzip(List<Object> list): List<List<Object>>",
                "Lists of the first elements of all lists, of the second and so on.",
                ListOrderFunctions::unzip);
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
            count = ListFunctions.bounded(arguments.integer("count"));
            step = arguments.has("end") && count > 1 ? (arguments.decimal("end") - start) / (count - 1) : step;
        } else {
            double steps = Math.floor((arguments.decimal("end") - start) / step + 1e-9);
            if (step == 0) {
                throw ComputationException.of("List.sequence: The step must lead from start to end.");
            }
            count = ListFunctions.bounded((int) Math.max(0, steps + 1));
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
}
