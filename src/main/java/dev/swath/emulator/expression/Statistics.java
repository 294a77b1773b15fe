package dev.swath.emulator.expression;

import dev.swath.emulator.raster.PixelType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The reducers of single numbers. */
final class Statistics {

    private static final PixelType COUNT = PixelType.integer(0, Integer.MAX_VALUE);

    static final Map<String, Statistic> ALL = all();

    private Statistics() {}

    private static Map<String, Statistic> all() {
        Map<String, Statistic> rows = new LinkedHashMap<>();
        UnaryOperator<PixelType> real = type -> PixelType.DOUBLE;
        UnaryOperator<PixelType> same = type -> type;
        UnaryOperator<PixelType> count = type -> COUNT;
        UnaryOperator<PixelType> logical = type -> PixelType.LOGICAL;
        List<Statistic> list = List.of(
                new Statistic("sum", (v, w, n) -> sum(v, w, n), real, "The weighted sum."),
                new Statistic("mean", Statistics::mean, real, "The weighted mean."),
                new Statistic(
                        "median",
                        (v, w, n) -> percentile(v, n, 50),
                        real,
                        "The median; of an even number of values, the mean of both in the middle."),
                new Statistic("mode", Statistics::mode, real, "The most frequent value; of several, the smallest."),
                new Statistic(
                        "product",
                        (v, w, n) ->
                                n == 0 ? Double.NaN : Arrays.stream(v, 0, n).reduce(1, (a, b) -> a * b),
                        real,
                        "The product."),
                new Statistic("count", (v, w, n) -> n, count, "The number of values."),
                new Statistic(
                        "min",
                        (v, w, n) -> Arrays.stream(v, 0, n).min().orElse(Double.NaN),
                        same,
                        "The smallest value."),
                new Statistic(
                        "max",
                        (v, w, n) -> Arrays.stream(v, 0, n).max().orElse(Double.NaN),
                        same,
                        "The greatest value."),
                new Statistic("variance", (v, w, n) -> variance(v, w, n, 0), real, "The variance."),
                new Statistic("stdDev", (v, w, n) -> Math.sqrt(variance(v, w, n, 0)), real, "The standard deviation."),
                new Statistic(
                        "sampleVariance",
                        (v, w, n) -> variance(v, w, n, 1),
                        real,
                        "The unbiased estimate of the variance."),
                new Statistic(
                        "sampleStdDev",
                        (v, w, n) -> Math.sqrt(variance(v, w, n, 1)),
                        real,
                        "The square root of the sample variance."),
                new Statistic("skew", (v, w, n) -> moment(v, w, n, 3), real, "The skewness."),
                new Statistic("kurtosis", (v, w, n) -> moment(v, w, n, 4) - 3, real, "The excess kurtosis."),
                new Statistic(
                        "allNonZero",
                        (v, w, n) -> Arrays.stream(v, 0, n).allMatch(x -> x != 0) ? 1 : 0,
                        logical,
                        "1 if no value is 0, otherwise 0."),
                new Statistic(
                        "anyNonZero",
                        (v, w, n) -> Arrays.stream(v, 0, n).anyMatch(x -> x != 0) ? 1 : 0,
                        logical,
                        "1 if a value is not 0, otherwise 0."),
                new Statistic(
                        "bitwiseAnd",
                        (v, w, n) ->
                                Arrays.stream(v, 0, n).mapToLong(x -> (long) x).reduce(-1, (a, b) -> a & b),
                        same,
                        "The bits that all values have."),
                new Statistic(
                        "bitwiseOr",
                        (v, w, n) ->
                                Arrays.stream(v, 0, n).mapToLong(x -> (long) x).reduce(0, (a, b) -> a | b),
                        same,
                        "The bits that a value has."),
                new Statistic("countRuns", (v, w, n) -> runs(v, n), count, "The number of runs of equal values."));
        list.forEach(each -> rows.put(each.name(), each));
        return rows;
    }

    /** The name of the output, which differs from the reducer's for two of them. */
    static String output(String reducer) {
        return switch (reducer) {
            case "allNonZero" -> "all";
            case "anyNonZero" -> "any";
            default -> reducer;
        };
    }

    private static double sum(double[] values, double[] weights, int count) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += weights[i] * values[i];
        }
        return sum;
    }

    private static double mean(double[] values, double[] weights, int count) {
        double total = 0;
        for (int i = 0; i < count; i++) {
            total += weights[i];
        }
        return total > 0 ? sum(values, weights, count) / total : Double.NaN;
    }

    private static double variance(double[] values, double[] weights, int count, int lost) {
        double mean = mean(values, weights, count);
        double squares = 0;
        double total = 0;
        for (int i = 0; i < count; i++) {
            squares += weights[i] * (values[i] - mean) * (values[i] - mean);
            total += weights[i];
        }
        return total > lost ? squares / (total - lost) : Double.NaN;
    }

    private static double moment(double[] values, double[] weights, int count, int order) {
        double mean = mean(values, weights, count);
        double deviation = Math.sqrt(variance(values, weights, count, 0));
        double sum = 0;
        double total = 0;
        for (int i = 0; i < count; i++) {
            sum += weights[i] * StrictMath.pow((values[i] - mean) / deviation, order);
            total += weights[i];
        }
        return sum / total;
    }

    private static double mode(double[] values, double[] weights, int count) {
        double[] sorted = Arrays.copyOf(values, count);
        Arrays.sort(sorted);
        double mode = Double.NaN;
        int most = 0;
        for (int i = 0; i < count; ) {
            int end = i;
            while (end < count && sorted[end] == sorted[i]) {
                end++;
            }
            if (end - i > most) {
                most = end - i;
                mode = sorted[i];
            }
            i = end;
        }
        return mode;
    }

    private static double runs(double[] values, int count) {
        int runs = 0;
        for (int i = 0; i < count; i++) {
            runs += i == 0 || values[i] != values[i - 1] ? 1 : 0;
        }
        return runs;
    }

    /** A percentile, linear between the values next to it: the p-th of n sorted values is at p (n − 1) / 100. */
    static double percentile(double[] values, int count, double percent) {
        if (count == 0) {
            return Double.NaN;
        }
        return between(sorted(values, count), percent);
    }

    /** The first values in order. */
    static double[] sorted(double[] values, int count) {
        double[] sorted = Arrays.copyOf(values, count);
        if (count < 32) {
            insertionSort(sorted);
        } else {
            Arrays.sort(sorted);
        }
        return sorted;
    }

    /** A percentile of values in order, of which there is at least one. */
    static double between(double[] sorted, double percent) {
        int count = sorted.length;
        double at = Math.max(0, Math.min(1, percent / 100)) * (count - 1);
        int below = (int) at;
        int above = Math.min(below + 1, count - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    private static void insertionSort(double[] values) {
        for (int i = 1; i < values.length; i++) {
            double value = values[i];
            int at = i;
            while (at > 0 && values[at - 1] > value) {
                values[at] = values[at - 1];
                at--;
            }
            values[at] = value;
        }
    }
}
