package dev.swath.emulator.array;

import dev.swath.emulator.raster.ArrayValue;
import dev.swath.emulator.raster.ComputationException;
import dev.swath.emulator.raster.PixelType;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Numbers and parts of arrays. */
public final class ArrayParts {

    private ArrayParts() {}

    /** An axis that an array has. */
    public static int axis(ArrayValue array, int axis) {
        if (axis < 0 || axis >= array.dimensions()) {
            throw ComputationException.of(
                    array.isScalar()
                            ? "Axis %2$d is out of range: the array has no dimensions."
                            : "The axis must be between 0 and %d. Found %d.",
                    array.dimensions() - 1,
                    axis);
        }
        return axis;
    }

    /** The number at a position, which has an index for each axis; negative ones count from the end. */
    public static double get(ArrayValue array, List<Integer> position) {
        if (position.size() != array.dimensions()) {
            throw ComputationException.of(
                    "The position must have as many coordinates as the array has dimensions, %d. Found %d.",
                    array.dimensions(), position.size());
        }
        int at = 0;
        for (int axis = 0; axis < position.size(); axis++) {
            at += index(array, axis, position.get(axis)) * array.stride(axis);
        }
        return array.values()[at];
    }

    private static int index(ArrayValue array, int axis, int index) {
        int length = array.length(axis);
        if (index < -length || index >= length) {
            throw ComputationException.of(
                    "Array index %d is out of range: axis %d has the length %d.", index, axis, length);
        }
        return index < 0 ? index + length : index;
    }

    /** Every so many positions along an axis, from start to before the end; negative ones count from the end. */
    public static ArrayValue slice(ArrayValue array, int axis, int start, OptionalInt end, int step) {
        if (step < 1) {
            throw ComputationException.of("The step must be positive. Found %d.", step);
        }
        int length = array.length(axis(array, axis));
        int from = within(start, length);
        int to = end.isPresent() ? within(end.getAsInt(), length) : length;
        int[] kept =
                IntStream.range(from, to).filter(i -> (i - from) % step == 0).toArray();
        return picked(array, axis, kept);
    }

    private static int within(int position, int length) {
        return position < 0 ? Math.max(0, position + length) : Math.min(position, length);
    }

    /** Some positions along an axis. */
    private static ArrayValue picked(ArrayValue array, int axis, int[] positions) {
        List<Integer> shape = array.shape(axis, positions.length);
        int inner = array.stride(axis);
        int run = array.length(axis) * inner;
        double[] values = new double[ArrayValue.size(shape)];
        int blocks = run == 0 ? 0 : array.values().length / run;
        int to = 0;
        for (int block = 0; block < blocks; block++) {
            for (int position : positions) {
                System.arraycopy(array.values(), block * run + position * inner, values, to, inner);
                to += inner;
            }
        }
        return new ArrayValue(array.type(), shape, values);
    }

    /** One position along each axis, or all of it where that is -1; the array keeps its dimensions. */
    public static ArrayValue cut(ArrayValue array, List<Integer> position) {
        if (position.size() != array.dimensions()) {
            throw ComputationException.of(
                    "There must be a position for each of the %d axes. Found %d.", array.dimensions(), position.size());
        }
        ArrayValue cut = array;
        for (int axis = 0; axis < position.size(); axis++) {
            if (position.get(axis) != -1) {
                cut = picked(cut, axis, new int[] {index(array, axis, position.get(axis))});
            }
        }
        return cut;
    }

    /** The positions at which a mask is not 0; the mask is longer than 1 along one axis at most. */
    public static ArrayValue masked(ArrayValue array, ArrayValue mask) {
        int axis = axisOf(mask, "mask");
        if (mask.dimensions() > array.dimensions() || mask.values().length != array.length(axis(array, axis))) {
            throw ComputationException.of(
                    "The mask must be as long as the array along axis %d. Got lengths %s and %s.",
                    axis, mask.shape(), array.shape());
        }
        IntPredicate kept = i -> mask.values()[i] != 0;
        return picked(
                array,
                axis,
                IntStream.range(0, mask.values().length).filter(kept).toArray());
    }

    /** Sorts an array along the axis along which its keys are longer than 1. */
    public static ArrayValue sorted(ArrayValue array, ArrayValue keys) {
        int axis = axisOf(keys, "array of keys");
        if (keys.values().length != array.length(axis(array, axis))) {
            throw ComputationException.of(
                    "There must be a key for each position along axis %d. Got lengths %s and %s.",
                    axis, keys.shape(), array.shape());
        }
        int[] order = IntStream.range(0, keys.values().length)
                .boxed()
                .sorted((a, b) -> Double.compare(keys.values()[a], keys.values()[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        return picked(array, axis, order);
    }

    private static int axisOf(ArrayValue array, String name) {
        int[] longer = IntStream.range(0, array.dimensions())
                .filter(axis -> array.length(axis) != 1)
                .toArray();
        if (longer.length > 1 || array.isScalar()) {
            throw ComputationException.of(
                    "The %s must have more than one element along one axis only. Its lengths are %s.",
                    name, array.shape());
        }
        return longer.length == 0 ? 0 : longer[0];
    }

    /** The position of the first greatest number; empty if there is none. */
    public static List<Integer> argmax(ArrayValue array) {
        int best = -1;
        for (int i = 0; i < array.values().length; i++) {
            if (best < 0 || array.values()[i] > array.values()[best]) {
                best = i;
            }
        }
        List<Integer> position = new ArrayList<>();
        for (int axis = 0; best >= 0 && axis < array.dimensions(); axis++) {
            position.add(best / array.stride(axis) % array.length(axis));
        }
        return position;
    }

    /** Length along each axis. */
    public static ArrayValue lengths(ArrayValue array) {
        return ArrayValue.line(
                PixelType.integer(0, Integer.MAX_VALUE),
                array.shape().stream().mapToDouble(Integer::doubleValue).toArray());
    }

    /** The bits of a whole number, the lowest first. */
    public static ArrayValue bits(double number) {
        long bits = (long) number;
        int count = Math.max(1, Long.SIZE - Long.numberOfLeadingZeros(bits));
        return ArrayValue.line(
                PixelType.LOGICAL,
                IntStream.range(0, count).mapToDouble(i -> bits >>> i & 1).toArray());
    }

    /** The sum of the products of two arrays of one dimension. */
    public static double dotProduct(ArrayValue left, ArrayValue right) {
        if (left.dimensions() != 1 || !left.shape().equals(right.shape())) {
            throw ComputationException.of(
                    "A dot product needs two 1-D arrays of the same length. Got lengths %s and %s.",
                    left.shape(), right.shape());
        }
        double sum = 0;
        for (int i = 0; i < left.values().length; i++) {
            sum += left.values()[i] * right.values()[i];
        }
        return sum;
    }
}
