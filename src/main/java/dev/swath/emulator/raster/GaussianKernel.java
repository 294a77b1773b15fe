package dev.swath.emulator.raster;

import dev.swath.grid.RasterGrid;

/**
 * A square of weights that follow a normal distribution of the distance.
 *
 * @param radius of the square
 * @param sigma standard deviation
 * @param metres whether both are in metres, not in pixels
 */
public record GaussianKernel(double radius, double sigma, boolean metres) implements Kernel {

    @Override
    public Weights on(RasterGrid grid) {
        int reach = (int) Math.floor(Kernel.pixels(radius, metres, grid) + 1e-9);
        double deviation = metres ? sigma / GridProjection.of(grid).nominalScale() : sigma;
        int side = 2 * reach + 1;
        double[] weights = new double[side * side];
        for (int i = 0; i < weights.length; i++) {
            double x = i % side - reach;
            double y = i / side - reach;
            weights[i] = StrictMath.exp(-(x * x + y * y) / (2 * deviation * deviation));
        }
        return new Weights(side, side, weights);
    }
}
