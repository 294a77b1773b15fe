package dev.swath.emulator.raster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * Numbers in any number of dimensions, Earth Engine's Array. Not changed once it is made.
 *
 * @param type of the numbers
 * @param shape length along each axis; empty for a single number
 * @param values the last axis changes fastest
 */
public record ArrayValue(PixelType type, List<Integer> shape, double[] values) {

    /** More numbers than this are refused before there is memory for them. */
    private static final int MOST = 2_000_000;

    public ArrayValue {
        shape = List.copyOf(shape);
        if (size(shape) != values.length) {
            throw new IllegalArgumentException(values.length + " values don't have the shape " + shape);
        }
    }

    /** A single number, an array without dimensions. */
    public static ArrayValue of(double value, PixelType type) {
        return new ArrayValue(type, List.of(), new double[] {value});
    }

    /** Numbers along one axis. */
    public static ArrayValue line(PixelType type, double... values) {
        return new ArrayValue(type, List.of(values.length), values);
    }

    /**
     * How many numbers a shape holds.
     *
     * @throws ComputationException if they are too many
     */
    public static int size(List<Integer> shape) {
        long size = 1;
        for (int length : shape) {
            size = Math.min(size, MOST + 1L) * length;
        }
        if (size > MOST) {
            throw ComputationException.outOfMemory();
        }
        return (int) size;
    }

    /** Number of axes. */
    public int dimensions() {
        return shape.size();
    }

    /** Whether there is not one number. */
    public boolean isEmpty() {
        return values.length == 0;
    }

    /** Whether it is a single number without dimensions. */
    public boolean isScalar() {
        return shape.isEmpty();
    }

    /** Length along an axis. */
    public int length(int axis) {
        return shape.get(axis);
    }

    /** Numbers that lie between two neighbours along an axis. */
    public int stride(int axis) {
        int stride = 1;
        for (int length : shape.subList(axis + 1, shape.size())) {
            stride *= length;
        }
        return stride;
    }

    /** The shape with another length along one axis. */
    public List<Integer> shape(int axis, int length) {
        List<Integer> other = new ArrayList<>(shape);
        other.set(axis, length);
        return other;
    }

    /** Each number changed. */
    public ArrayValue map(PixelType other, DoubleUnaryOperator operator) {
        return new ArrayValue(other, shape, Arrays.stream(values).map(operator).toArray());
    }

    /** The numbers of this and another array of the same shape, pair by pair; a single number is paired with all. */
    public ArrayValue combine(ArrayValue other, PixelType result, DoubleBinaryOperator operator) {
        if (other.isScalar()) {
            double right = other.values[0];
            return map(result, left -> operator.applyAsDouble(left, right));
        }
        if (isScalar()) {
            double left = values[0];
            return other.map(result, right -> operator.applyAsDouble(left, right));
        }
        if (!shape.equals(other.shape)) {
            throw ComputationException.of(
                    "Array dimensions must match, but the arrays have the lengths %s and %s.", shape, other.shape);
        }
        double[] results = new double[values.length];
        for (int i = 0; i < results.length; i++) {
            results[i] = operator.applyAsDouble(values[i], other.values[i]);
        }
        return new ArrayValue(result, shape, results);
    }

    /** Approximate memory in bytes. */
    public long bytes() {
        return 64 + 8L * values.length;
    }

    /** Whether both have the same shape and numbers, whatever their types. */
    @Override
    public boolean equals(Object other) {
        return other instanceof ArrayValue array && shape.equals(array.shape) && Arrays.equals(values, array.values);
    }

    @Override
    public int hashCode() {
        return 31 * shape.hashCode() + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "Array" + shape;
    }
}
