package dev.swath.emulator.expression;

import dev.swath.emulator.array.ArrayParts;
import dev.swath.emulator.array.ArrayShapes;
import dev.swath.emulator.raster.ArrayValue;
import dev.swath.emulator.raster.ComputationException;
import dev.swath.emulator.raster.PixelType;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Functions of arrays: how they are made, their parts and their shapes. */
final class ArrayFunctions {

    private ArrayFunctions() {}

    static void addTo(Algorithms table) {
        addParts(table);
        addShapes(table);
        addReductions(table);
    }

    private static void addParts(Algorithms table) {
        table.add(
                "Array(Object values, PixelType pixelType?): Array",
                "An array of a number, of nested lists of numbers, or of another array.",
                ArrayFunctions::array);
        table.add(
                "Array.get(Array array, List<Integer> position): Number",
                "The number at a position, which has an index for each axis.",
                ArrayFunctions::get);
        table.add(
                "Array.slice(Array array, Integer axis = 0, Integer start = 0, Integer end?, Integer step = 1): Array",
                "Every so many positions along an axis; negative ones count from the end.",
                a -> ArrayParts.slice(
                        a.array("array"),
                        a.integer("axis"),
                        a.integer("start"),
                        optional(a, "end"),
                        a.integer("step")));
        table.add(
                "Array.cut(Array array, List<Integer> position): Array",
                "One position along each axis, or all of it where that is -1.",
                a -> ArrayParts.cut(a.array("array"), a.integers("position")));
        table.add(
                "Array.mask(Array input, Array mask): Array",
                "The positions at which a mask is not 0.",
                a -> ArrayParts.masked(a.array("input"), a.array("mask")));
        table.add(
                "Array.sort(Array array, Array keys?): Array",
                "An array sorted along one axis, by its own numbers or by keys.",
                a -> ArrayParts.sorted(a.array("array"), a.array(a.has("keys") ? "keys" : "array")));
        table.add(
                "Array.length(Array array): Array",
                "The length of each axis.",
                a -> ArrayParts.lengths(a.array("array")));
        table.add(
                "Array.argmax(Array array): List<Integer>",
                "The position of the greatest number, null if there is none.",
                ArrayFunctions::argmax);
        table.add(
                "Array.toList(Array array): List<Object>",
                "The numbers as nested lists.",
                a -> NestedNumbers.list(a.array("array")));
        table.add(
                "Array.bitsToArray(Number input): Array",
                "The bits of a whole number, the lowest first.",
                a -> ArrayParts.bits(a.decimal("input")));
        table.add(
                "List.getArray(List<Object> list, Integer index): Array",
                "The array at a position of a list.",
                a -> owned(a, ListFunctions.element(a)));
        table.add(
                "Dictionary.getArray(Dictionary<Object> dictionary, String key): Array",
                "The array under a key.",
                a -> owned(a, DictionaryFunctions.get(a)));
        table.add(
                "Element.getArray(Element object, String property): Array",
                "The array of a property.",
                a -> owned(a, ElementFunctions.get(a.element("object"), a.text("property"))));
    }

    private static void addShapes(Algorithms table) {
        table.add(
                "Array.cat(List<Array> arrays, Integer axis = 0): Array",
                "Arrays one after the other along an axis; along one that they don't have, it is added.",
                a -> ArrayShapes.cat(arrays(a), a.integer("axis")));
        table.add(
                "Array.repeat(Array array, Integer axis = 0, Integer copies = 2): Array",
                "Copies of an array along an axis.",
                a -> ArrayShapes.repeat(a.array("array"), a.integer("axis"), a.integer("copies")));
        table.add(
                "Array.project(Array array, List<Integer> axes): Array",
                "The axes that are named; the others must have length 1.",
                a -> ArrayShapes.project(a.array("array"), a.integers("axes")));
        for (String name : List.of("transpose", "matrixTranspose")) {
            table.add(
                    "Array." + name + "(Array array, Integer axis1 = 0, Integer axis2 = 1): Array",
                    "An array with two axes exchanged.",
                    a -> ArrayShapes.transpose(a.array("array"), a.integer("axis1"), a.integer("axis2")));
        }
        table.add(
                "Array.reshape(Array array, Array shape): Array",
                "The same numbers in another shape; a length of -1 stands for what is left.",
                a -> ArrayShapes.reshape(a.array("array"), a.integers("shape")));
        table.add(
                "Array.pad(Array array, List<Integer> lengths, Number pad = 0): Array",
                "An array made longer with a number.",
                a -> ArrayShapes.pad(a.array("array"), a.integers("lengths"), a.decimal("pad")));
        table.add(
                "Dictionary.toArray(Dictionary<Object> dictionary, List<String> keys?, Integer axis = 0): Array",
                "The numbers of all keys, or of some, along an axis.",
                ArrayFunctions::ofDictionary);
        table.add(
                "Feature.toArray(Feature feature, List<String> properties): Array",
                "The numbers of some properties.",
                a -> required(
                        a,
                        a.texts("properties").stream()
                                .map(name -> ElementFunctions.get(a.element("feature"), name))
                                .toList()));
    }

    private static void addReductions(Algorithms table) {
        table.add(
                "Array.reduce(Array array, Reducer reducer, List<Integer> axes, Integer fieldAxis?): Array",
                "An array reduced along some axes, whose length becomes 1.",
                a -> new ArrayReduction(a.reducer("reducer"), a.integers("axes"), optional(a, "fieldAxis"))
                        .of(a.array("array")));
        table.add(
                "Array.accum(Array array, Integer axis, Reducer reducer?): Array",
                "At each position along an axis the reduction, by default the sum, of all numbers up to it.",
                a -> ArrayReduction.accumulated(a.array("array"), a.integer("axis"), accumulator(a)));
    }

    /** The argument {@code reducer}, by default the sum. */
    static ReducerValue accumulator(Arguments arguments) {
        return arguments.has("reducer") ? arguments.reducer("reducer") : Statistics.ALL.get("sum");
    }

    static OptionalInt optional(Arguments arguments, String name) {
        return arguments.has(name) ? OptionalInt.of(arguments.integer(name)) : OptionalInt.empty();
    }

    private static Object array(Arguments arguments) {
        ArrayValue array = required(arguments, arguments.value("values"));
        if (arguments.value("pixelType") instanceof PixelType type) {
            return array.map(type, type::cast);
        }
        if (array.isEmpty() && !(arguments.value("values") instanceof ArrayValue)) {
            throw ComputationException.of("Array: No numbers in 'values', must provide a type.");
        }
        return array;
    }

    private static ArrayValue required(Arguments arguments, Object value) {
        return Convert.array(value)
                .orElseThrow(() -> ComputationException.of(
                        "%s: An array must be made of numbers, or of nested lists of numbers, not of %s.",
                        arguments.function(), Convert.typeName(value)));
    }

    /** A value that has to be an array already. */
    private static Object owned(Arguments arguments, Object value) {
        if (value instanceof ArrayValue) {
            return value;
        }
        throw ComputationException.of(
                "%s: The value is not an Array, but %s.", arguments.function(), Convert.typeName(value));
    }

    private static List<ArrayValue> arrays(Arguments arguments) {
        return arguments.list("arrays").stream()
                .map(each -> required(arguments, each))
                .toList();
    }

    private static Object get(Arguments arguments) {
        ArrayValue array = arguments.array("array");
        return Numbers.of(ArrayParts.get(array, arguments.integers("position")), array.type());
    }

    private static Object argmax(Arguments arguments) {
        ArrayValue array = arguments.array("array");
        return array.isEmpty()
                ? Nothing.NULL
                : ArrayParts.argmax(array).stream()
                        .<Object>map(Integer::longValue)
                        .collect(Collectors.toCollection(ArrayList::new));
    }

    private static Object ofDictionary(Arguments arguments) {
        List<ArrayValue> parts = new ArrayList<>();
        int axis = arguments.integer("axis");
        for (Object each : DictionaryFunctions.values(arguments)) {
            ArrayValue part = required(arguments, each);
            parts.add(part.isScalar() && axis == 0 ? ArrayShapes.reshape(part, List.of(1)) : part);
        }
        return ArrayShapes.cat(parts, axis);
    }
}
