package dev.swath.emulator.array;

import dev.swath.emulator.raster.ArrayValue;
import dev.swath.emulator.raster.ComputationException;
import dev.swath.emulator.raster.PixelType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Arrays put together, and arrays of other shapes. */
public final class ArrayShapes {

    private ArrayShapes() {}

    /** Puts arrays one after the other along an axis; along one that they don't have, it is added. */
    public static ArrayValue cat(List<ArrayValue> arrays, int axis) {
        if (arrays.isEmpty()) {
            throw ComputationException.of("There are no arrays to concatenate.");
        }
        int dimensions = arrays.get(0).dimensions();
        if (axis < 0 || axis > dimensions) {
            throw ComputationException.of("The axis must be between 0 and %d. Found %d.", dimensions, axis);
        }
        List<ArrayValue> parts = axis < dimensions
                ? arrays
                : arrays.stream().map(ArrayShapes::withAxis).toList();
        int length = 0;
        PixelType type = parts.get(0).type();
        for (ArrayValue part : parts) {
            if (part.dimensions() <= axis
                    || !part.shape(axis, 0).equals(parts.get(0).shape(axis, 0))) {
                throw ComputationException.of(
                        "Arrays must have the same length on all axes except the concatenation axis. Got %s and %s.",
                        parts.get(0).shape(), part.shape());
            }
            length = bounded(length + part.length(axis));
            type = type.union(part.type());
        }
        return joined(parts, axis, parts.get(0).shape(axis, length), type);
    }

    private static ArrayValue joined(List<ArrayValue> parts, int axis, List<Integer> shape, PixelType type) {
        double[] values = new double[ArrayValue.size(shape)];
        int blocks = outer(shape, axis);
        int to = 0;
        for (int block = 0; block < blocks; block++) {
            for (ArrayValue part : parts) {
                int count = part.length(axis) * part.stride(axis);
                System.arraycopy(part.values(), block * count, values, to, count);
                to += count;
            }
        }
        return new ArrayValue(type, shape, values);
    }

    /** How many runs along an axis and those after it there are. */
    private static int outer(List<Integer> shape, int axis) {
        return ArrayValue.size(shape.subList(0, axis));
    }

    /** The same numbers with one more axis, of length 1. */
    private static ArrayValue withAxis(ArrayValue array) {
        List<Integer> shape = new ArrayList<>(array.shape());
        shape.add(1);
        return new ArrayValue(array.type(), shape, array.values());
    }

    /** Copies of an array along an axis; along one that it doesn't have, it is added. */
    public static ArrayValue repeat(ArrayValue array, int axis, int copies) {
        if (copies < 0) {
            throw ComputationException.of("The number of copies must not be negative. Found %d.", copies);
        }
        if (axis < 0 || axis > array.dimensions()) {
            throw ComputationException.of("The axis must be between 0 and %d. Found %d.", array.dimensions(), axis);
        }
        ArrayValue source = axis < array.dimensions() ? array : withAxis(array);
        List<Integer> shape = source.shape(axis, ArrayValue.size(List.of(source.length(axis), copies)));
        return joined(Collections.nCopies(copies, source), axis, shape, array.type());
    }

    /** A length that an axis can have. */
    private static int bounded(int length) {
        return ArrayValue.size(List.of(length));
    }

    /** The axes that are kept; the others must have length 1. */
    public static ArrayValue project(ArrayValue array, List<Integer> axes) {
        List<Integer> shape = new ArrayList<>();
        for (int axis : axes) {
            shape.add(array.length(ArrayParts.axis(array, axis)));
        }
        for (int axis = 0; axis < array.dimensions(); axis++) {
            if (!axes.contains(axis) && array.length(axis) > 1) {
                throw ComputationException.of(
                        "Can't drop axis %d of length %d: dropped axes must be at most length 1.",
                        axis, array.length(axis));
            }
        }
        if (shape.size() > array.dimensions()
                || List.copyOf(axes).stream().distinct().count() < axes.size()) {
            throw ComputationException.of("An axis is named twice: %s.", axes);
        }
        List<Integer> order = new ArrayList<>(axes);
        for (int axis = 0; axis < array.dimensions(); axis++) {
            if (!axes.contains(axis)) {
                order.add(axis);
            }
        }
        return new ArrayValue(array.type(), shape, ordered(array, order).values());
    }

    /** Exchanges two axes. */
    public static ArrayValue transpose(ArrayValue array, int first, int second) {
        int most = Math.max(first, second);
        ArrayValue source = array;
        if (most == 1 && array.dimensions() == 1) {
            source = withAxis(array);
        }
        List<Integer> order = new ArrayList<>();
        for (int axis = 0; axis < source.dimensions(); axis++) {
            order.add(axis);
        }
        Collections.swap(order, ArrayParts.axis(source, first), ArrayParts.axis(source, second));
        return ordered(source, order);
    }

    /** The axes in another order. */
    private static ArrayValue ordered(ArrayValue array, List<Integer> order) {
        int dimensions = order.size();
        List<Integer> shape = order.stream().map(array::length).toList();
        int[] strides = order.stream().mapToInt(array::stride).toArray();
        double[] values = new double[array.values().length];
        int[] at = new int[dimensions];
        int from = 0;
        for (int to = 0; to < values.length; to++) {
            values[to] = array.values()[from];
            for (int axis = dimensions - 1; axis >= 0; axis--) {
                from += strides[axis];
                if (++at[axis] < shape.get(axis)) {
                    break;
                }
                from -= strides[axis] * at[axis];
                at[axis] = 0;
            }
        }
        return new ArrayValue(array.type(), shape, values);
    }

    /** The same numbers in another shape; one length may be -1, which stands for what is left. */
    public static ArrayValue reshape(ArrayValue array, List<Integer> lengths) {
        List<Integer> shape = new ArrayList<>(lengths);
        int open = shape.indexOf(-1);
        if (open >= 0) {
            shape.set(open, 1);
            int known = shape.stream().anyMatch(length -> length < 1) ? 0 : ArrayValue.size(shape);
            shape.set(open, known == 0 ? 0 : array.values().length / known);
        }
        if (shape.stream().anyMatch(length -> length < 0) || ArrayValue.size(shape) != array.values().length) {
            throw ComputationException.of("Can't reshape an array of lengths %s to %s.", array.shape(), lengths);
        }
        return new ArrayValue(array.type(), shape, array.values());
    }

    /** An array made longer, by a number at the end of each axis that is shorter than its length. */
    public static ArrayValue pad(ArrayValue array, List<Integer> lengths, double pad) {
        if (lengths.size() != array.dimensions()) {
            throw ComputationException.of(
                    "There must be a length for each of the %d axes. Found %d.", array.dimensions(), lengths.size());
        }
        ArrayValue padded = array;
        for (int axis = 0; axis < lengths.size(); axis++) {
            int missing = bounded(Math.max(0, lengths.get(axis))) - padded.length(axis);
            if (missing > 0) {
                List<Integer> shape = padded.shape(axis, missing);
                double[] values = new double[ArrayValue.size(shape)];
                Arrays.fill(values, pad);
                padded = cat(List.of(padded, new ArrayValue(array.type(), shape, values)), axis);
            }
        }
        return new ArrayValue(array.type(), padded.shape(), padded.values());
    }
}
