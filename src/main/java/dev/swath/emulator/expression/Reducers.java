package dev.swath.emulator.expression;

import dev.swath.emulator.raster.ComputationException;
import dev.swath.emulator.raster.PixelType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reducers that are more than a statistic: of any values, of several outputs, or of other reducers. */
final class Reducers {

    private Reducers() {}

    /** Picks one input of any kind: the first or the last, with or without null. */
    record Pick(String name, boolean last, boolean skipNull) implements ReducerValue {

        @Override
        public int inputs() {
            return 1;
        }

        @Override
        public List<String> outputs() {
            return List.of(last ? "last" : "first");
        }

        @Override
        public List<Object> numbers(double[][] columns, double[] weights, int count) {
            return List.of(count == 0 ? Nothing.NULL : (Object) columns[0][last ? count - 1 : 0]);
        }

        @Override
        public List<Object> objects(List<List<Object>> rows) {
            List<Object> values =
                    new ArrayList<>(rows.stream().map(row -> row.get(0)).toList());
            if (skipNull) {
                values.removeAll(List.of(Nothing.NULL));
            }
            return List.of(values.isEmpty() ? Nothing.NULL : values.get(last ? values.size() - 1 : 0));
        }

        @Override
        public PixelType type(PixelType input, int output) {
            return input;
        }
    }

    /** Collects inputs into a list, or into tuples. */
    record ToList(int tuple) implements ReducerValue {

        @Override
        public int inputs() {
            return Math.max(1, tuple);
        }

        @Override
        public List<String> outputs() {
            return List.of("list");
        }

        @Override
        public List<Object> numbers(double[][] columns, double[] weights, int count) {
            List<Object> list = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                List<Object> row = new ArrayList<>();
                for (double[] column : columns) {
                    row.add(column[i]);
                }
                list.add(tuple == 0 ? row.get(0) : row);
            }
            return List.of(list);
        }

        @Override
        public List<Object> objects(List<List<Object>> rows) {
            return List.of(tuple == 0 ? rows.stream().map(row -> row.get(0)).toList() : List.copyOf(rows));
        }
    }

    /** Counts how often, by weight, each value occurs. */
    record Frequencies() implements ReducerValue {

        @Override
        public int inputs() {
            return 1;
        }

        @Override
        public List<String> outputs() {
            return List.of("histogram");
        }

        @Override
        public List<Object> numbers(double[][] columns, double[] weights, int count) {
            Map<Double, Double> counts = new TreeMap<>();
            for (int i = 0; i < count; i++) {
                counts.merge(columns[0][i], weights[i], Double::sum);
            }
            Map<String, Object> named = new TreeMap<>();
            counts.forEach((value, weight) -> named.put(name(value), weight));
            return List.of(named);
        }

        private static String name(double value) {
            return value == Math.rint(value) && Math.abs(value) < 1e15
                    ? Long.toString((long) value)
                    : Double.toString(value);
        }

        @Override
        public List<Object> objects(List<List<Object>> rows) {
            Map<String, Object> counts = new TreeMap<>();
            rows.forEach(row -> counts.merge(
                    StringFunctions.text(row.get(0)),
                    1L,
                    (a, b) -> ((Number) a).longValue() + ((Number) b).longValue()));
            return List.of(counts);
        }
    }

    /** Counts different values. */
    record Distinct() implements ReducerValue {

        @Override
        public int inputs() {
            return 1;
        }

        @Override
        public List<String> outputs() {
            return List.of("count");
        }

        @Override
        public List<Object> numbers(double[][] columns, double[] weights, int count) {
            return List.of(Arrays.stream(columns[0], 0, count).distinct().count());
        }

        @Override
        public List<Object> objects(List<List<Object>> rows) {
            return List.of((long)
                    ListFunctions.distinct(rows.stream().map(row -> row.get(0)).toList())
                            .size());
        }

        @Override
        public PixelType type(PixelType input, int output) {
            return PixelType.integer(0, Integer.MAX_VALUE);
        }
    }

    /** Percentiles. */
    record Percentiles(List<Double> percents, List<String> outputs) implements ReducerValue {

        @Override
        public int inputs() {
            return 1;
        }

        @Override
        public List<Object> numbers(double[][] columns, double[] weights, int count) {
            return percents.stream()
                    .map(percent ->
                            count == 0 ? Nothing.NULL : (Object) Statistics.percentile(columns[0], count, percent))
                    .toList();
        }

        @Override
        public void reduce(double[][] columns, double[] weights, int count, double[] results) {
            double[] sorted = Statistics.sorted(columns[0], count);
            for (int i = 0; i < results.length; i++) {
                results[i] = count == 0 ? Double.NaN : Statistics.between(sorted, percents.get(i));
            }
        }
    }

    /** A straight line through pairs of x and y, by least squares. */
    record LinearFit() implements ReducerValue {

        @Override
        public int inputs() {
            return 2;
        }

        @Override
        public List<String> outputs() {
            return List.of("scale", "offset");
        }

        @Override
        public List<Object> numbers(double[][] columns, double[] weights, int count) {
            double w = 0;
            double x = 0;
            double y = 0;
            double xx = 0;
            double xy = 0;
            for (int i = 0; i < count; i++) {
                w += weights[i];
                x += weights[i] * columns[0][i];
                y += weights[i] * columns[1][i];
                xx += weights[i] * columns[0][i] * columns[0][i];
                xy += weights[i] * columns[0][i] * columns[1][i];
            }
            double spread = w * xx - x * x;
            if (spread == 0) {
                return List.of(Nothing.NULL, Nothing.NULL);
            }
            double scale = (w * xy - x * y) / spread;
            return List.of(scale, (y - scale * x) / w);
        }
    }

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
