package dev.swath.run;

import java.util.Arrays;

/**
 * How long a step took, over all its occurrences, in seconds; all zero if it never occurred.
 *
 * @param count how often it occurred
 * @param total sum
 * @param p50 median
 * @param p95 95th percentile
 * @param max longest
 */
public record Percentiles(int count, double total, double p50, double p95, double max) {

    /** Percentiles by the nearest-rank method (the smallest value with at least that share of values at or below it). */
    public static Percentiles of(double[] seconds) {
        if (seconds.length == 0) {
            return new Percentiles(0, 0, 0, 0, 0);
        }
        double[] sorted = seconds.clone();
        Arrays.sort(sorted);
        return new Percentiles(
                sorted.length,
                Arrays.stream(sorted).sum(),
                nearestRank(sorted, 0.50),
                nearestRank(sorted, 0.95),
                sorted[sorted.length - 1]);
    }

    private static double nearestRank(double[] sorted, double share) {
        return sorted[(int) Math.ceil(share * sorted.length) - 1];
    }
}
