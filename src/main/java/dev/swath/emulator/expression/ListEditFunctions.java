package dev.swath.emulator.expression;

import dev.swath.emulator.raster.ComputationException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Functions that change single elements of lists, or pick a part. */
final class ListEditFunctions {

    private ListEditFunctions() {}

    static void addTo(Algorithms table) {
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
                ListEditFunctions::insert);
        table.add(
                "List.set(List<Object> list, Integer index, Object element): List<Object>",
                "A list with the element at a position replaced.",
                ListEditFunctions::set);
        table.add(
                "List.remove(List<Object> list, Object element): List<Object>",
                "A list without the first occurrence of a value.",
                ListEditFunctions::remove);
        table.add(
                "List.removeAll(List<Object> list, List<Object> other): List<Object>",
                "A list without the values of another.",
                a -> ListFunctions.keep(a.list("list"), each -> ListFunctions.indexOf(a.list("other"), each) < 0));
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
                ListEditFunctions::slice);
        table.add(
                "List.splice(List<Object> list, Integer start, Integer count, List<Object> other?): List<Object>",
                "A list with some elements replaced by those of another.",
                ListEditFunctions::splice);
        table.add(
                "List.swap(List<Object> list, Integer pos1, Integer pos2): List<Object>",
                "A list with two elements exchanged.",
                ListEditFunctions::swap);
    }

    private static List<Object> joined(List<Object> list, List<Object> other) {
        ListFunctions.bounded(list.size() + other.size());
        List<Object> joined = new ArrayList<>(list);
        joined.addAll(other);
        return joined;
    }

    private static Object insert(Arguments arguments) {
        List<Object> list = new ArrayList<>(arguments.list("list"));
        list.add(ListFunctions.index(arguments, "index", list.size() + 1), arguments.value("element"));
        return list;
    }

    private static Object set(Arguments arguments) {
        List<Object> list = new ArrayList<>(arguments.list("list"));
        list.set(ListFunctions.index(arguments, "index"), arguments.value("element"));
        return list;
    }

    private static Object remove(Arguments arguments) {
        List<Object> list = new ArrayList<>(arguments.list("list"));
        int at = ListFunctions.indexOf(list, arguments.value("element"));
        if (at >= 0) {
            list.remove(at);
        }
        return list;
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

    private static Object slice(Arguments arguments) {
        List<Object> list = arguments.list("list");
        int end = arguments.has("end") ? arguments.integer("end") : list.size();
        int[] range = ListFunctions.range(arguments.integer("start"), end, list.size());
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
        int start = ListFunctions.range(arguments.integer("start"), 0, list.size())[0];
        int end = Math.min(list.size(), start + Math.max(0, arguments.integer("count")));
        list.subList(start, end).clear();
        arguments.optionalList("other").ifPresent(other -> list.addAll(start, other));
        return list;
    }

    private static Object swap(Arguments arguments) {
        List<Object> list = new ArrayList<>(arguments.list("list"));
        Collections.swap(list, ListFunctions.index(arguments, "pos1"), ListFunctions.index(arguments, "pos2"));
        return list;
    }
}
