package dev.swath.emulator.raster;

import java.util.Arrays;

/**
 * Distances to the nearest non-zero pixel. Squared Euclidean distances by the lower envelope of parabolas (Felzenszwalb and
 * Huttenlocher, "Distance transforms of sampled functions", 2012), which are exact.
 */
public final class DistanceTransform {

    private static final double FAR = 1e20;

    private DistanceTransform() {}

    /**
     * The squared distance in pixels from each pixel to the nearest non-zero one of the window.
     *
     * @param window pixels with a margin that reaches as far as distances count
     * @param farthest distance given where there is no such pixel
     */
    public static Block squared(NeighbourhoodRaster.Window window, int farthest) {
        int width = window.stride();
        int height = window.rows();
        double[] field = new double[width * height];
        for (int i = 0; i < field.length; i++) {
            field[i] = window.block().isValid(i) && window.block().values()[i] != 0 ? 0 : FAR;
        }
        int longest = Math.max(width, height);
        Envelope envelope = new Envelope(longest);
        double[] line = new double[longest];
        for (int column = 0; column < width; column++) {
            for (int row = 0; row < height; row++) {
                line[row] = field[row * width + column];
            }
            envelope.transform(line, height);
            for (int row = 0; row < height; row++) {
                field[row * width + column] = envelope.result[row];
            }
        }
        for (int row = 0; row < height; row++) {
            System.arraycopy(field, row * width, line, 0, width);
            envelope.transform(line, width);
            System.arraycopy(envelope.result, 0, field, row * width, width);
        }
        return inner(window, field, (double) farthest * farthest);
    }

    private static Block inner(NeighbourhoodRaster.Window window, double[] field, double most) {
        int width = window.grid().width();
        double[] values = new double[width * window.grid().height()];
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.min(most, field[window.at(i % width, i / width)]);
        }
        return Block.valid(values);
    }

    /**
     * The distance from each pixel to the nearest non-zero one within a kernel; masked where there is none.
     *
     * @param window pixels with a margin that reaches as far as the kernel
     */
    public static Block within(NeighbourhoodRaster.Window window, DistanceKernel kernel) {
        Block pixels = kernel.metric() == DistanceKernel.Metric.EUCLIDEAN
                ? squared(window, window.stride() + window.rows())
                : steps(window, kernel.metric() == DistanceKernel.Metric.CHEBYSHEV);
        boolean root = kernel.metric() == DistanceKernel.Metric.EUCLIDEAN;
        double unit = kernel.unit(window.grid());
        float[] mask = new float[pixels.size()];
        for (int i = 0; i < mask.length; i++) {
            double distance = unit * (root ? Math.sqrt(pixels.values()[i]) : pixels.values()[i]);
            pixels.values()[i] = distance;
            mask[i] = distance <= kernel.radius() * (1 + 1e-9) ? 1 : 0;
        }
        return new Block(pixels.values(), mask);
    }

    /**
     * The number of steps to the nearest non-zero pixel, in two passes (Rosenfeld and Pfaltz, "Distance functions on digital
     * pictures", 1968).
     */
    private static Block steps(NeighbourhoodRaster.Window window, boolean diagonal) {
        int width = window.stride();
        int height = window.rows();
        double[] field = new double[width * height];
        for (int i = 0; i < field.length; i++) {
            field[i] = window.block().isValid(i) && window.block().values()[i] != 0 ? 0 : FAR;
        }
        for (int i = 0; i < field.length; i++) {
            step(field, i, -1, width, diagonal);
        }
        for (int i = field.length - 1; i >= 0; i--) {
            step(field, i, 1, width, diagonal);
        }
        return inner(window, field, FAR);
    }

    private static void step(double[] field, int at, int way, int width, boolean diagonal) {
        int column = at % width;
        int beside = column + way;
        int row = at + way * width;
        double nearest = beside >= 0 && beside < width ? field[at + way] : FAR;
        if (row >= 0 && row < field.length) {
            nearest = Math.min(nearest, field[row]);
            if (diagonal && column > 0) {
                nearest = Math.min(nearest, field[row - 1]);
            }
            if (diagonal && column < width - 1) {
                nearest = Math.min(nearest, field[row + 1]);
            }
        }
        field[at] = Math.min(field[at], nearest + 1);
    }

    /**
     * The distance in pixels from each pixel to the nearest non-zero one in a direction; masked where there is none within reach.
     *
     * @param degrees direction in degrees, clockwise from the east
     * @param farthest how far to look, in pixels
     */
    public static Block directional(NeighbourhoodRaster.Window window, double degrees, int farthest) {
        int width = window.grid().width();
        double[] values = new double[width * window.grid().height()];
        float[] mask = new float[values.length];
        double dx = StrictMath.cos(Math.toRadians(degrees));
        double dy = StrictMath.sin(Math.toRadians(degrees));
        for (int i = 0; i < values.length; i++) {
            for (int step = 0; step <= farthest; step++) {
                int at = window.at(i % width + (int) Math.round(step * dx), i / width + (int) Math.round(step * dy));
                if (window.block().isValid(at) && window.block().values()[at] != 0) {
                    values[i] = Math.hypot(Math.rint(step * dx), Math.rint(step * dy));
                    mask[i] = 1;
                    break;
                }
            }
        }
        return new Block(values, mask);
    }

    /** The lower envelope of parabolas along one line. */
    private static final class Envelope {

        private final double[] result;
        private final int[] centre;
        private final double[] border;

        Envelope(int longest) {
            result = new double[longest];
            centre = new int[longest];
            border = new double[longest + 1];
        }

        void transform(double[] f, int count) {
            int last = 0;
            centre[0] = 0;
            border[0] = Double.NEGATIVE_INFINITY;
            border[1] = Double.POSITIVE_INFINITY;
            for (int q = 1; q < count; q++) {
                double crossing = crossing(f, q, centre[last]);
                while (crossing <= border[last]) {
                    last--;
                    crossing = crossing(f, q, centre[last]);
                }
                last++;
                centre[last] = q;
                border[last] = crossing;
                border[last + 1] = Double.POSITIVE_INFINITY;
            }
            Arrays.fill(result, 0, count, FAR);
            int at = 0;
            for (int q = 0; q < count; q++) {
                while (border[at + 1] < q) {
                    at++;
                }
                double away = (double) q - centre[at];
                result[q] = away * away + f[centre[at]];
            }
        }

        private static double crossing(double[] f, int q, int v) {
            return (f[q] + (double) q * q - f[v] - (double) v * v) / (2.0 * (q - v));
        }
    }
}
