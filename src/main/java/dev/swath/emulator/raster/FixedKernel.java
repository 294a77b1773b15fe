package dev.swath.emulator.raster;

import dev.swath.grid.RasterGrid;

/**
 * Weights that are the same on every grid.
 *
 * @param weights of the pixels
 */
public record FixedKernel(Weights weights) implements Kernel {

    @Override
    public Weights on(RasterGrid grid) {
        return weights;
    }
}
