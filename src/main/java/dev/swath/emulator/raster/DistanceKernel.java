package dev.swath.emulator.raster;

import dev.swath.grid.RasterGrid;

/**
 * Weights that are distances from the middle.
 *
 * @param metric how distances are measured
 * @param radius the greatest distance
 * @param metres whether it is in metres, not in pixels
 */
public record DistanceKernel(Metric metric, double radius, boolean metres) implements Kernel {

    /** How the distance between two pixels is measured. */
    public enum Metric {
        EUCLIDEAN,
        MANHATTAN,
        CHEBYSHEV;

        double of(double x, double y) {
            return switch (this) {
                case EUCLIDEAN -> Math.sqrt(x * x + y * y);
                case MANHATTAN -> Math.abs(x) + Math.abs(y);
                case CHEBYSHEV -> Math.max(Math.abs(x), Math.abs(y));
            };
        }
    }

    @Override
    public Weights on(RasterGrid grid) {
        int reach = reach(grid);
        double unit = unit(grid);
        int side = 2 * reach + 1;
        double[] weights = new double[side * side];
        for (int i = 0; i < weights.length; i++) {
            double distance = metric.of(i % side - reach, i / side - reach) * unit;
            weights[i] = distance <= radius * (1 + 1e-9) ? distance : 0;
        }
        return new Weights(side, side, weights);
    }

    /** How many pixels of a grid it reaches. */
    public int reach(RasterGrid grid) {
        return (int) Math.floor(Kernel.pixels(radius, metres, grid) + 1e-9);
    }

    /** Length of a pixel of a grid in units of the radius. */
    public double unit(RasterGrid grid) {
        return metres ? GridProjection.of(grid).nominalScale() : 1;
    }
}
