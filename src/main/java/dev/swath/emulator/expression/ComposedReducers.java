package dev.swath.emulator.expression;

import dev.swath.emulator.raster.ComputationException;
import dev.swath.emulator.raster.PixelType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reducers that are made of other reducers: two at once, copies, groups, or without weights. */
final class ComposedReducers {

    private ComposedReducers() {}

    /** Two reducers at once. */
    record Combined(ReducerValue first, ReducerValue second, String prefix, boolean shared) implements ReducerValue {

        Combined {
            if (shared && first.inputs() != second.inputs()) {
                throw ComputationException.of(
                        "Reducer.combine: Reducers that share inputs must take the same number of them.");
            }
        }

        @Override
        public int inputs() {
            return shared ? first.inputs() : first.inputs() + second.inputs();
        }

        @Override
        public List<String> outputs() {
            List<String> outputs = new ArrayList<>(first.outputs());
            second.outputs().forEach(name -> outputs.add(prefix + name));
            return outputs;
        }

        @Override
        public List<Object> numbers(double[][] columns, double[] weights, int count) {
            List<Object> all = new ArrayList<>(first.numbers(columns, weights, count));
            double[][] others = shared ? columns : Arrays.copyOfRange(columns, first.inputs(), inputs());
            all.addAll(second.numbers(others, weights, count));
            return all;
        }

        @Override
        public List<Integer> shape(int output) {
            int own = first.outputs().size();
            return output < own ? first.shape(output) : second.shape(output - own);
        }

        @Override
        public int width() {
            return first.width() + second.width();
        }

        @Override
        public void reduce(double[][] columns, double[] weights, int count, double[] results) {
            double[] own = new double[first.width()];
            first.reduce(columns, weights, count, own);
            System.arraycopy(own, 0, results, 0, own.length);
            double[] others = new double[second.width()];
            double[][] inputs = shared ? columns : Arrays.copyOfRange(columns, first.inputs(), inputs());
            second.reduce(inputs, weights, count, others);
            System.arraycopy(others, 0, results, own.length, others.length);
        }

        @Override
        public PixelType type(PixelType input, int output) {
            int own = first.outputs().size();
            return output < own ? first.type(input, output) : second.type(input, output - own);
        }
    }

    /** Several copies of a reducer, one for each input; each output is a list. */
    record Repeated(ReducerValue reducer, int count) implements ReducerValue {

        @Override
        public int inputs() {
            return reducer.inputs() * count;
        }

        @Override
        public List<String> outputs() {
            return reducer.outputs();
        }

        @Override
        public List<Object> numbers(double[][] columns, double[] weights, int rows) {
            List<List<Object>> each = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int from = i * reducer.inputs();
                each.add(reducer.numbers(Arrays.copyOfRange(columns, from, from + reducer.inputs()), weights, rows));
            }
            return gathered(each);
        }

        @Override
        public List<Object> objects(List<List<Object>> rows) {
            List<List<Object>> each = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int from = i * reducer.inputs();
                each.add(reducer.objects(rows.stream()
                        .map(row -> row.subList(from, from + reducer.inputs()))
                        .toList()));
            }
            return gathered(each);
        }

        private List<Object> gathered(List<List<Object>> each) {
            List<Object> outputs = new ArrayList<>();
            for (int i = 0; i < reducer.outputs().size(); i++) {
                int output = i;
                outputs.add(each.stream().map(results -> results.get(output)).toList());
            }
            return outputs;
        }
    }

    /** A reducer for each group of equal values of one input. */
    record Grouped(ReducerValue reducer, int field, String name) implements ReducerValue {

        @Override
        public int inputs() {
            return reducer.inputs() + 1;
        }

        @Override
        public List<String> outputs() {
            return List.of("groups");
        }

        @Override
        public List<Object> numbers(double[][] columns, double[] weights, int count) {
            Map<Double, List<Integer>> groups = new TreeMap<>();
            for (int i = 0; i < count; i++) {
                groups.computeIfAbsent(columns[field][i], any -> new ArrayList<>())
                        .add(i);
            }
            List<Object> results = new ArrayList<>();
            groups.forEach((value, rows) -> results.add(group(value, rows, columns, weights)));
            return Collections.singletonList(results);
        }

        private Map<String, Object> group(double value, List<Integer> rows, double[][] columns, double[] weights) {
            double[][] picked = new double[reducer.inputs()][rows.size()];
            double[] pickedWeights = new double[rows.size()];
            for (int row = 0; row < rows.size(); row++) {
                pickedWeights[row] = weights[rows.get(row)];
                for (int i = 0; i < picked.length; i++) {
                    picked[i][row] = columns[i < field ? i : i + 1][rows.get(row)];
                }
            }
            List<Object> outputs = reducer.numbers(picked, pickedWeights, rows.size());
            Map<String, Object> group = new TreeMap<>();
            group.put(name, Numbers.of(value, PixelType.integer(value, value)));
            for (int i = 0; i < outputs.size(); i++) {
                group.put(reducer.outputs().get(i), outputs.get(i));
            }
            return group;
        }
    }

    /** A reducer for which every input counts alike. */
    record Unweighted(ReducerValue reducer) implements ReducerValue {

        @Override
        public int inputs() {
            return reducer.inputs();
        }

        @Override
        public List<String> outputs() {
            return reducer.outputs();
        }

        @Override
        public List<Object> numbers(double[][] columns, double[] weights, int count) {
            double[] ones = new double[count];
            Arrays.fill(ones, 1);
            return reducer.numbers(columns, ones, count);
        }

        @Override
        public List<Object> objects(List<List<Object>> rows) {
            return reducer.objects(rows);
        }

        @Override
        public PixelType type(PixelType input, int output) {
            return reducer.type(input, output);
        }
    }
}
