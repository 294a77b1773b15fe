package dev.swath.emulator.expression;

import dev.swath.emulator.raster.ArrayValue;
import dev.swath.emulator.raster.ComputationException;
import dev.swath.emulator.raster.PixelType;
import java.util.ArrayList;
import java.util.List;

/** A reducer: makes a few outputs of many inputs. */
interface ReducerValue {

    /** How many values each input has. */
    int inputs();

    /** Names of the outputs. */
    List<String> outputs();

    /**
     * Reduces numbers.
     *
     * @param columns one array for each value of an input
     * @param weights of the inputs
     * @param count how many inputs there are
     * @return one value for each output, {@link Nothing} where there is none
     */
    List<Object> numbers(double[][] columns, double[] weights, int count);

    /** The shape of an output that is an array; empty if it is a number. */
    default List<Integer> shape(int output) {
        return List.of();
    }

    /** How many numbers all outputs have together. */
    default int width() {
        return outputs().size();
    }

    /**
     * Reduces numbers to numbers. Pixels are reduced by this.
     *
     * @param results receives the numbers of each output, not a number where there is none
     */
    default void reduce(double[][] columns, double[] weights, int count, double[] results) {
        List<Object> values = numbers(columns, weights, count);
        for (int i = 0; i < results.length; i++) {
            results[i] =
                    i < values.size() && values.get(i) instanceof Number number ? number.doubleValue() : Double.NaN;
        }
    }

    /** Reduces values of any kind, by default only those inputs that are numbers; others are left out. */
    default List<Object> objects(List<List<Object>> rows) {
        double[][] columns = new double[inputs()][rows.size()];
        double[] weights = new double[rows.size()];
        int count = 0;
        for (List<Object> row : rows) {
            if (row.stream().anyMatch(ArrayValue.class::isInstance)) {
                throw ComputationException.of(
                        "The reducer takes numbers, not arrays. Reducer.forEachElement reduces each number of arrays.");
            }
            if (row.size() >= inputs()
                    && row.stream().allMatch(each -> Convert.number(each).isPresent())) {
                for (int i = 0; i < inputs(); i++) {
                    columns[i][count] = Convert.number(row.get(i)).orElseThrow().doubleValue();
                }
                weights[count++] = 1;
            }
        }
        return numbers(columns, weights, count);
    }

    /** The type that an output of this reducer has for bands of a type. */
    default PixelType type(PixelType input, int output) {
        return PixelType.DOUBLE;
    }

    /** The same reducer with other names of its outputs. */
    default ReducerValue named(List<String> names) {
        ReducerValue self = this;
        return new ReducerValue() {
            @Override
            public int inputs() {
                return self.inputs();
            }

            @Override
            public List<String> outputs() {
                return names;
            }

            @Override
            public List<Object> numbers(double[][] columns, double[] weights, int count) {
                return self.numbers(columns, weights, count);
            }

            @Override
            public void reduce(double[][] columns, double[] weights, int count, double[] results) {
                self.reduce(columns, weights, count, results);
            }

            @Override
            public List<Object> objects(List<List<Object>> rows) {
                return self.objects(rows);
            }

            @Override
            public List<Integer> shape(int output) {
                return self.shape(output);
            }

            @Override
            public int width() {
                return self.width();
            }

            @Override
            public PixelType type(PixelType input, int output) {
                return self.type(input, output);
            }
        };
    }

    /** Names of outputs for one band: the band's own for a single output, otherwise each with the band's name before it. */
    static List<String> names(String band, ReducerValue reducer) {
        if (reducer.outputs().size() == 1) {
            return List.of(band);
        }
        List<String> names = new ArrayList<>();
        reducer.outputs().forEach(output -> names.add(band + "_" + output));
        return names;
    }
}
