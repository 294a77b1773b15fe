package dev.swath.emulator.raster;

/**
 * Any statistic of the values around each pixel, which are gathered pixel by pixel.
 *
 * @param statistic of those values
 */
public record FocalValues(Statistic statistic) implements FocalFilter.Reduction {

    /** Computes a value of those of a neighbourhood. */
    public interface Statistic {
        double of(double[] values, double[] weights, int count);
    }

    @Override
    public double[] of(NeighbourhoodRaster.Window window, Kernel.Weights weights) {
        int[] offsets = new int[weights.values().length];
        double[] given = new double[offsets.length];
        int kept = 0;
        for (int k = 0; k < offsets.length; k++) {
            if (weights.values()[k] != 0) {
                int row = k / weights.columns() - weights.rows() / 2;
                offsets[kept] = row * window.stride() + k % weights.columns() - weights.columns() / 2;
                given[kept++] = weights.values()[k];
            }
        }
        Block block = window.block();
        int width = window.grid().width();
        double[] results = new double[width * window.grid().height()];
        double[] found = new double[kept];
        double[] foundWeights = new double[kept];
        for (int i = 0; i < results.length; i++) {
            if (i % width == 0) {
                window.budget().check();
            }
            int middle = window.at(i % width, i / width);
            int count = 0;
            for (int k = 0; k < kept; k++) {
                int at = middle + offsets[k];
                if (block.isValid(at)) {
                    found[count] = block.values()[at];
                    foundWeights[count++] = given[k];
                }
            }
            results[i] = statistic.of(found, foundWeights, count);
        }
        return results;
    }
}
