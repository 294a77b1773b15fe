package dev.swath.emulator.raster;

import dev.swath.grid.RasterGrid;

/**
 * A filter over a neighbourhood of weights, such as the greatest value within a circle. Masked pixels do not count.
 *
 * @param kernel the neighbourhood
 * @param iterations how often the filter is applied
 * @param skipMasked whether a masked pixel stays masked
 * @param reduction what is computed of the values with a weight
 */
public record FocalFilter(Kernel kernel, int iterations, boolean skipMasked, Reduction reduction) {

    /** Computes, for each pixel of a window, a value of those around it. */
    public interface Reduction {

        /**
         * Computes all pixels.
         *
         * @return a value for each pixel of the window without its margin; not a number where there is none
         */
        double[] of(NeighbourhoodRaster.Window window, Kernel.Weights weights);
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
        Kernel.Weights weights = kernel.on(grid);
        return new int[] {weights.columns() / 2, weights.rows() / 2};
    }

    private Block apply(NeighbourhoodRaster.Window window) {
        double[] values = reduction.of(window, kernel.on(window.grid()));
        Block block = window.block();
        int width = window.grid().width();
        float[] mask = new float[values.length];
        boolean whole = true;
        for (int i = 0; i < values.length; i++) {
            float own = skipMasked ? block.maskAt(window.at(i % width, i / width)) : 1;
            boolean none = own <= 0 || Double.isNaN(values[i]);
            mask[i] = none ? 0 : own;
            values[i] = none ? 0 : values[i];
            whole &= mask[i] == 1;
        }
        return whole ? Block.valid(values) : new Block(values, mask);
    }
}
