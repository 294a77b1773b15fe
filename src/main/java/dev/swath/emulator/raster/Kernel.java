package dev.swath.emulator.raster;

import dev.swath.grid.RasterGrid;

/** The neighbourhood of a filter: which pixels around a pixel count, and how much. */
public interface Kernel {

    /** The farthest that a neighbourhood extends, in pixels. */
    int LARGEST = 512;

    /**
     * Weights of the pixels around a pixel, row by row.
     *
     * @param columns an odd number
     * @param rows an odd number
     * @param values 0 for pixels that do not count
     */
    record Weights(int columns, int rows, double[] values) {

        /** The sum of the weights. */
        public double sum() {
            double sum = 0;
            for (double value : values) {
                sum += value;
            }
            return sum;
        }

        /** The same weights, each multiplied. */
        public Weights times(double factor) {
            double[] scaled = new double[values.length];
            for (int i = 0; i < scaled.length; i++) {
                scaled[i] = values[i] * factor;
            }
            return new Weights(columns, rows, scaled);
        }
    }

    /** The weights on a grid. */
    Weights on(RasterGrid grid);

    /**
     * A radius in pixels of a grid.
     *
     * @param radius in metres or in pixels
     * @param metres whether it is in metres
     */
    static double pixels(double radius, boolean metres, RasterGrid grid) {
        double pixels = metres ? radius / GridProjection.of(grid).nominalScale() : radius;
        if (!(pixels <= LARGEST)) {
            throw ComputationException.of("Kernel: The neighborhood of %s pixels is larger than %d.", pixels, LARGEST);
        }
        return Math.max(0, pixels);
    }
}
