package dev.swath.emulator.expression;

import dev.swath.emulator.array.ArrayParts;
import dev.swath.emulator.raster.ArrayValue;
import dev.swath.emulator.raster.ComputationException;
import dev.swath.emulator.raster.PixelType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * Reduces arrays along some of their axes, whose length becomes 1.
 *
 * @param reducer makes one number, or one for each position along the axis of fields
 * @param axes that are reduced
 * @param fields the axis along which the inputs and outputs of the reducer lie, if it has several
 */
record ArrayReduction(ReducerValue reducer, List<Integer> axes, OptionalInt fields) {

    ArrayReduction {
        axes = List.copyOf(axes);
        if (fields.isEmpty() && (reducer.inputs() > 1 || reducer.outputs().size() > 1)) {
            throw ComputationException.of("A reducer of several inputs or outputs needs an axis for them: fieldAxis.");
        }
        if (fields.isPresent() && axes.contains(fields.getAsInt())) {
            throw ComputationException.of("The fieldAxis %d can't be reduced itself.", fields.getAsInt());
        }
    }

    /** The type of the results for numbers of a type. */
    PixelType type(PixelType input) {
        PixelType type = reducer.type(input, 0);
        for (int output = 1; output < reducer.outputs().size(); output++) {
            type = type.union(reducer.type(input, output));
        }
        return type;
    }

    /** The reduced array. */
    ArrayValue of(ArrayValue array) {
        axes.forEach(axis -> ArrayParts.axis(array, axis));
        List<Integer> shape = new ArrayList<>(array.shape());
        axes.forEach(axis -> shape.set(axis, 1));
        if (fields.isPresent()) {
            int axis = ArrayParts.axis(array, fields.getAsInt());
            if (array.length(axis) != reducer.inputs()) {
                throw ComputationException.of(
                        "The fieldAxis must have a length of %d, the number of the reducer's inputs. Found %d.",
                        reducer.inputs(), array.length(axis));
            }
            shape.set(axis, reducer.outputs().size());
        }
        double[] results = new double[ArrayValue.size(shape)];
        ArrayValue empty = new ArrayValue(type(array.type()), shape, results);
        int[] inputs = offsets(array, shape);
        int outputs = reducer.outputs().size();
        for (int i = 0; i < results.length; i++) {
            if (field(empty, i) == 0) {
                reduce(array, from(array, empty, i), inputs, empty, i, outputs);
            }
        }
        return empty;
    }

    /** The reductions of all numbers up to each position along an axis. */
    static ArrayValue accumulated(ArrayValue array, int axis, ReducerValue reducer) {
        if (reducer.inputs() > 1 || reducer.outputs().size() > 1) {
            throw ComputationException.of("The reducer must have one input and one output.");
        }
        int length = array.length(ArrayParts.axis(array, axis));
        int stride = array.stride(axis);
        double[] values = new double[array.values().length];
        double[] weights = ones(length);
        double[][] column = new double[1][length];
        double[] result = new double[1];
        for (int i = 0; i < values.length; i++) {
            int position = i / stride % length;
            column[0][position] = array.values()[i];
            if (stride > 1) {
                for (int back = 1; back <= position; back++) {
                    column[0][position - back] = array.values()[i - back * stride];
                }
            }
            reducer.reduce(column, weights, position + 1, result);
            values[i] = result[0];
        }
        return new ArrayValue(reducer.type(array.type(), 0), array.shape(), values);
    }

    private static double[] ones(int count) {
        double[] ones = new double[count];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** Where the numbers that are reduced together lie, from the first of them. */
    private int[] offsets(ArrayValue array, List<Integer> shape) {
        int[] offsets = {0};
        for (int axis = 0; axis < shape.size(); axis++) {
            if (axes.contains(axis)) {
                int stride = array.stride(axis);
                int length = array.length(axis);
                int[] more = new int[offsets.length * length];
                for (int i = 0; i < more.length; i++) {
                    more[i] = offsets[i / length] + i % length * stride;
                }
                offsets = more;
            }
        }
        return offsets;
    }

    private int field(ArrayValue result, int at) {
        return fields.isEmpty() ? 0 : at / result.stride(fields.getAsInt()) % result.length(fields.getAsInt());
    }

    /** The first of the numbers that a result is made of. */
    private static int from(ArrayValue array, ArrayValue result, int at) {
        int from = 0;
        for (int axis = 0; axis < array.dimensions(); axis++) {
            from += at / result.stride(axis) % result.length(axis) * array.stride(axis);
        }
        return from;
    }

    private void reduce(ArrayValue array, int from, int[] offsets, ArrayValue results, int at, int outputs) {
        double[][] columns = new double[reducer.inputs()][offsets.length];
        int step = fields.isEmpty() ? 0 : array.stride(fields.getAsInt());
        for (int input = 0; input < columns.length; input++) {
            for (int i = 0; i < offsets.length; i++) {
                columns[input][i] = array.values()[from + input * step + offsets[i]];
            }
        }
        double[] reduced = new double[outputs];
        reducer.reduce(columns, ones(offsets.length), offsets.length, reduced);
        int stride = fields.isEmpty() ? 0 : results.stride(fields.getAsInt());
        for (int output = 0; output < outputs; output++) {
            results.values()[at + output * stride] = reduced[output];
        }
    }
}
