package dev.swath.emulator.raster;

/**
 * The weighted sum or mean of the values around each pixel, from running sums along the rows.
 *
 * @param mean whether sums are divided by the weights that count
 */
public record FocalSum(boolean mean) implements FocalFilter.Reduction {

    /** Differences of running sums lose what is this much smaller; such values are summed up one by one. */
    private static final double LARGEST = 1e9;

    @Override
    public double[] of(NeighbourhoodRaster.Window window, Kernel.Weights weights) {
        if (!runs(window.block())) {
            return new FocalValues(this::sum).of(window, weights);
        }
        int width = window.grid().width();
        int height = window.grid().height();
        double[] sums = sums(window, false);
        double[] counts = sums(window, true);
        double[] results = new double[width * height];
        double[] totals = new double[results.length];
        int stride = window.stride() + 1;
        for (KernelRuns.Run run : KernelRuns.of(weights)) {
            window.budget().check();
            for (int row = 0; row < height; row++) {
                int from = (row + window.marginY() + run.row()) * stride + window.marginX() + run.first();
                int end = from + run.length();
                int to = row * width;
                for (int i = 0; i < width; i++) {
                    results[to + i] += run.weight() * (sums[end + i] - sums[from + i]);
                    totals[to + i] += run.weight() * (counts[end + i] - counts[from + i]);
                }
            }
        }
        for (int i = 0; mean && i < results.length; i++) {
            results[i] = totals[i] > 0 ? results[i] / totals[i] : Double.NaN;
        }
        return results;
    }

    private double sum(double[] values, double[] weights, int count) {
        double sum = 0;
        double total = 0;
        for (int i = 0; i < count; i++) {
            sum += weights[i] * values[i];
            total += weights[i];
        }
        return mean ? (total > 0 ? sum / total : Double.NaN) : sum;
    }

    /** Whether all values are small enough for running sums. */
    private static boolean runs(Block block) {
        for (int i = 0; i < block.size(); i++) {
            if (block.isValid(i) && !(Math.abs(block.values()[i]) <= LARGEST)) {
                return false;
            }
        }
        return true;
    }

    /** For each row, the sum of the valid values, or of ones, before each column and at the end. */
    private static double[] sums(NeighbourhoodRaster.Window window, boolean ones) {
        Block block = window.block();
        int stride = window.stride();
        double[] sums = new double[(stride + 1) * window.rows()];
        for (int row = 0; row < window.rows(); row++) {
            double sum = 0;
            for (int column = 0; column < stride; column++) {
                int at = row * stride + column;
                sum += block.isValid(at) ? (ones ? 1 : block.values()[at]) : 0;
                sums[row * (stride + 1) + column + 1] = sum;
            }
        }
        return sums;
    }
}
