package dev.swath.emulator.expression;

import dev.swath.emulator.raster.PixelType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reducers that are more than a statistic: of any values, or of several outputs. */
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
}
