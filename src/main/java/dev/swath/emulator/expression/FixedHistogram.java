package dev.swath.emulator.expression;

import dev.swath.emulator.raster.ArrayValue;
import dev.swath.emulator.raster.ComputationException;
import dev.swath.emulator.raster.PixelType;
import java.util.Arrays;
import java.util.List;

/**
 * Counts inputs in steps of equal width: an array with a row for each step, of its lower limit and the weight of its inputs.
 * Inputs below the least or not below the greatest limit are left out.
 *
 * @param min the least limit
 * @param max the greatest limit
 * @param steps how many
 * @param cumulative whether each step also has the weights of those before
 */
record FixedHistogram(double min, double max, int steps, boolean cumulative) implements ReducerValue {

    /** Each pixel that is reduced needs so many numbers, twice. */
    private static final int MOST_STEPS = 10_000;

    FixedHistogram {
        if (!(min < max) || Double.isInfinite(max - min)) {
            throw ComputationException.of(
                    "Reducer.fixedHistogram: 'min' must be less than 'max'. Found %s and %s.", min, max);
        }
        if (steps < 1 || steps > MOST_STEPS) {
            throw ComputationException.of(
                    "Reducer.fixedHistogram: 'steps' must be between 1 and %d. Found %d.", MOST_STEPS, steps);
        }
    }

    @Override
    public int inputs() {
        return 1;
    }

    @Override
    public List<String> outputs() {
        return List.of("histogram");
    }

    @Override
    public List<Integer> shape(int output) {
        return List.of(steps, 2);
    }

    @Override
    public int width() {
        return 2 * steps;
    }

    @Override
    public List<Object> numbers(double[][] columns, double[] weights, int count) {
        double[] rows = new double[width()];
        reduce(columns, weights, count, rows);
        return List.of(count == 0 ? Nothing.NULL : new ArrayValue(PixelType.DOUBLE, shape(0), rows));
    }

    @Override
    public void reduce(double[][] columns, double[] weights, int count, double[] results) {
        if (count == 0) {
            Arrays.fill(results, Double.NaN);
            return;
        }
        double width = (max - min) / steps;
        for (int step = 0; step < steps; step++) {
            results[2 * step] = min + step * width;
            results[2 * step + 1] = 0;
        }
        for (int i = 0; i < count; i++) {
            double value = columns[0][i];
            if (value >= min && value < max) {
                results[2 * Math.min(steps - 1, (int) ((value - min) / width)) + 1] += weights[i];
            }
        }
        for (int step = 1; cumulative && step < steps; step++) {
            results[2 * step + 1] += results[2 * step - 1];
        }
    }
}
