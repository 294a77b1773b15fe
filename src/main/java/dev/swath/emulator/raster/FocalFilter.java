package dev.swath.emulator.raster;

import dev.swath.grid.RasterGrid;

/**
 * A filter over a neighbourhood of weights, such as the greatest value within a circle. Masked pixels do not count, and a masked
 * pixel stays masked.
 *
 * @param kernel the neighbourhood
 * @param iterations how often the filter is applied
 * @param statistic what is computed of the values with a weight
 */
public record FocalFilter(KernelShape kernel, int iterations, Statistic statistic) {

    /** Computes a value of those of a neighbourhood. */
    public interface Statistic {
        double of(double[] values, double[] weights, int count);
    }

    /** A band filtered. */
    public Raster of(Raster input) {
        Raster result = input;
        for (int i = 0; i < iterations; i++) {
            result = new NeighbourhoodRaster(result, this::reach, this::apply);
        }
        return result;
    }

    private int[] reach(RasterGrid grid) {
        KernelShape.Weights weights = kernel.on(grid);
        return new int[] {weights.columns() / 2, weights.rows() / 2};
    }

    private Block apply(NeighbourhoodRaster.Window window) {
        KernelShape.Weights weights = kernel.on(window.grid());
        Block block = window.block();
        int width = window.grid().width();
        double[] values = new double[width * window.grid().height()];
        float[] mask = new float[values.length];
        double[] found = new double[weights.values().length];
        double[] foundWeights = new double[found.length];
        for (int i = 0; i < values.length; i++) {
            int column = i % width;
            int row = i / width;
            if (!block.isValid(window.at(column, row))) {
                continue;
            }
            int count = 0;
            for (int k = 0; k < found.length; k++) {
                double weight = weights.values()[k];
                int at = window.at(
                        column + k % weights.columns() - weights.columns() / 2,
                        row + k / weights.columns() - weights.rows() / 2);
                if (weight != 0 && block.isValid(at)) {
                    found[count] = block.values()[at];
                    foundWeights[count++] = weight;
                }
            }
            values[i] = statistic.of(found, foundWeights, count);
            mask[i] = block.maskAt(window.at(column, row));
        }
        return block.isAllValid() ? Block.valid(values) : new Block(values, mask);
    }
}
