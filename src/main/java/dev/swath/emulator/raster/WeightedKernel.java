package dev.swath.emulator.raster;

import dev.swath.grid.RasterGrid;

/**
 * A neighbourhood with its weights scaled.
 *
 * @param shape gives the weights
 * @param normalize whether their sum is made 1 first
 * @param magnitude multiplies them
 */
public record WeightedKernel(Kernel shape, boolean normalize, double magnitude) implements Kernel {

    @Override
    public Weights on(RasterGrid grid) {
        Weights weights = shape.on(grid);
        double sum = weights.sum();
        return weights.times(normalize && sum != 0 ? magnitude / sum : magnitude);
    }
}
