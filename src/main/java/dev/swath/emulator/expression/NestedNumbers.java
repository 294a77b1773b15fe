package dev.swath.emulator.expression;

import dev.swath.emulator.raster.ArrayValue;
import dev.swath.emulator.raster.ComputationException;
import dev.swath.emulator.raster.PixelType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Arrays as lists of lists of numbers, and the other way round. */
final class NestedNumbers {

    private NestedNumbers() {}

    /** The list of an array, or its number if it has no dimensions. */
    static Object list(ArrayValue array) {
        return list(array, 0, 0);
    }

    private static Object list(ArrayValue array, int axis, int from) {
        if (axis == array.dimensions()) {
            return Numbers.of(array.values()[from], array.type());
        }
        List<Object> items = new ArrayList<>();
        for (int i = 0; i < array.length(axis); i++) {
            items.add(list(array, axis + 1, from + i * array.stride(axis)));
        }
        return items;
    }

    /** The array of a number, or of nested lists of numbers and arrays; empty if it holds anything else. */
    static Optional<ArrayValue> array(Object value) {
        ValueSize.check(value);
        List<Integer> shape = new ArrayList<>();
        List<Number> numbers = new ArrayList<>();
        if (!gather(value, 0, shape, numbers)) {
            return Optional.empty();
        }
        PixelType type =
                numbers.stream().map(PixelType::of).reduce(PixelType::union).orElse(PixelType.DOUBLE);
        double[] values = numbers.stream().mapToDouble(Number::doubleValue).toArray();
        return Optional.of(new ArrayValue(type, shape, values));
    }

    /** Collects the numbers; the first list of each depth gives its length, which the others must have. */
    private static boolean gather(Object value, int depth, List<Integer> shape, List<Number> numbers) {
        Object nested = value instanceof ArrayValue array ? list(array) : value;
        if (nested instanceof List<?> items) {
            if (depth == shape.size() && numbers.isEmpty()) {
                shape.add(items.size());
            }
            if (depth >= shape.size() || shape.get(depth) != items.size()) {
                throw ragged();
            }
            boolean all = true;
            for (Object each : items) {
                all = all && gather(each, depth + 1, shape, numbers);
            }
            return all;
        }
        if (Convert.number(nested).isEmpty()) {
            return false;
        }
        if (depth != shape.size()) {
            throw ragged();
        }
        numbers.add(Convert.number(nested).orElseThrow());
        return true;
    }

    private static ComputationException ragged() {
        return ComputationException.of(
                "Array: All inner lists at the same depth must have the same length, and numbers may only be at the deepest level.");
    }
}
