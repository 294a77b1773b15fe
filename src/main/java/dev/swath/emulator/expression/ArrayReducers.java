package dev.swath.emulator.expression;

import dev.swath.emulator.array.Matrices;
import dev.swath.emulator.raster.ArrayValue;
import dev.swath.emulator.raster.ComputationException;
import dev.swath.emulator.raster.PixelType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reducers whose inputs or outputs are arrays. */
final class ArrayReducers {

    private ArrayReducers() {}

    /**
     * Least squares without a constant term: the inputs are the independent variables, then the dependent ones. The residuals are
     * root mean squares over all inputs.
     *
     * @param x number of independent variables
     * @param y number of dependent variables
     */
    record LinearRegression(int x, int y) implements ReducerValue {

        @Override
        public int inputs() {
            return x + y;
        }

        @Override
        public List<String> outputs() {
            return List.of("coefficients", "residuals");
        }

        @Override
        public List<Integer> shape(int output) {
            return output == 0 ? List.of(x, y) : List.of(y);
        }

        @Override
        public int width() {
            return x * y + y;
        }

        @Override
        public List<Object> numbers(double[][] columns, double[] weights, int count) {
            double[] all = new double[width()];
            reduce(columns, weights, count, all);
            if (Double.isNaN(all[0])) {
                return List.of(Nothing.NULL, Nothing.NULL);
            }
            return List.of(
                    new ArrayValue(PixelType.DOUBLE, shape(0), Arrays.copyOf(all, x * y)),
                    new ArrayValue(PixelType.DOUBLE, shape(1), Arrays.copyOfRange(all, x * y, all.length)));
        }

        @Override
        public void reduce(double[][] columns, double[] weights, int count, double[] results) {
            Arrays.fill(results, Double.NaN);
            if (count <= x) {
                return;
            }
            ArrayValue squares = normal(columns, weights, count, 0, x);
            ArrayValue products = normal(columns, weights, count, x, x + y);
            double[] coefficients;
            try {
                coefficients = Matrices.solve(squares, products).values();
            } catch (ComputationException singular) {
                // Variables that depend on each other have no coefficients: as for too few inputs, there is no result.
                return;
            }
            System.arraycopy(coefficients, 0, results, 0, x * y);
            for (int dependent = 0; dependent < y; dependent++) {
                results[x * y + dependent] = residual(columns, count, coefficients, dependent);
            }
        }

        /** The weighted products of each independent variable with variables of a range. */
        private ArrayValue normal(double[][] columns, double[] weights, int count, int from, int to) {
            double[] sums = new double[x * (to - from)];
            for (int row = 0; row < x; row++) {
                for (int column = from; column < to; column++) {
                    double sum = 0;
                    for (int i = 0; i < count; i++) {
                        sum += weights[i] * columns[row][i] * columns[column][i];
                    }
                    sums[row * (to - from) + column - from] = sum;
                }
            }
            return new ArrayValue(PixelType.DOUBLE, List.of(x, to - from), sums);
        }

        private double residual(double[][] columns, int count, double[] coefficients, int dependent) {
            double sum = 0;
            for (int i = 0; i < count; i++) {
                double difference = columns[x + dependent][i];
                for (int row = 0; row < x; row++) {
                    difference -= coefficients[row * y + dependent] * columns[row][i];
                }
                sum += difference * difference;
            }
            return Math.sqrt(sum / count);
        }
    }

    /**
     * Reduces each position of arrays of equal shape by itself.
     *
     * @param reducer of one input
     */
    record ForEachElement(ReducerValue reducer) implements ReducerValue {

        ForEachElement {
            if (reducer.inputs() != 1) {
                throw ComputationException.of("Reducer.forEachElement: The reducer must have one input.");
            }
        }

        @Override
        public int inputs() {
            return 1;
        }

        @Override
        public List<String> outputs() {
            return reducer.outputs();
        }

        @Override
        public List<Object> numbers(double[][] columns, double[] weights, int count) {
            return reducer.numbers(columns, weights, count);
        }

        @Override
        public List<Object> objects(List<List<Object>> rows) {
            List<ArrayValue> arrays = rows.stream()
                    .map(row -> Convert.array(row.get(0)))
                    .flatMap(Optional::stream)
                    .toList();
            if (arrays.isEmpty()) {
                return reducer.objects(List.of());
            }
            List<Integer> shape = arrays.get(0).shape();
            int size = ArrayValue.size(shape);
            double[][] results = new double[outputs().size()][size];
            for (int i = 0; i < size; i++) {
                List<Object> reduced = reducer.objects(position(arrays, shape, i));
                for (int output = 0; output < results.length; output++) {
                    results[output][i] = Convert.number(reduced.get(output))
                            .orElseThrow(() -> ComputationException.of(
                                    "Reducer.forEachElement: Each output of the reducer must be a number."))
                            .doubleValue();
                }
            }
            return new ArrayList<>(Arrays.stream(results)
                    .<Object>map(values -> new ArrayValue(PixelType.DOUBLE, shape, values))
                    .toList());
        }

        private static List<List<Object>> position(List<ArrayValue> arrays, List<Integer> shape, int at) {
            List<List<Object>> rows = new ArrayList<>();
            for (ArrayValue array : arrays) {
                if (!array.shape().equals(shape)) {
                    throw ComputationException.of(
                            "Reducer.forEachElement: All arrays must have the same shape. Got %s and %s.",
                            shape, array.shape());
                }
                rows.add(List.of(array.values()[at]));
            }
            return rows;
        }
    }
}
