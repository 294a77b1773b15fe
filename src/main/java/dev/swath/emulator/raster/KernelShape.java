package dev.swath.emulator.raster;

import dev.swath.grid.RasterGrid;

/**
 * The neighbourhood of a filter.
 *
 * @param type {@code circle}, {@code square}, {@code cross}, {@code plus}, {@code octagon} or {@code diamond}
 * @param radius of it
 * @param metres whether the radius is in metres, not in pixels of the grid that is computed
 */
public record KernelShape(String type, double radius, boolean metres) {

    private static final int LARGEST = 512;

    /**
     * Weights of the pixels around a pixel, row by row.
     *
     * @param columns an odd number
     * @param rows an odd number
     * @param values 1 inside, 0 outside
     */
    public record Weights(int columns, int rows, double[] values) {}

    /** The weights on a grid. */
    public Weights on(RasterGrid grid) {
        double pixels = metres ? radius / GridProjection.of(grid).nominalScale() : radius;
        if (!(pixels <= LARGEST)) {
            throw ComputationException.of("Kernel: The neighborhood of %s pixels is larger than %d.", pixels, LARGEST);
        }
        int reach = (int) Math.max(0, Math.floor(pixels + 1e-9));
        int side = 2 * reach + 1;
        double[] weights = new double[side * side];
        for (int i = 0; i < weights.length; i++) {
            int x = Math.abs(i % side - reach);
            int y = Math.abs(i / side - reach);
            weights[i] = contains(x, y, pixels) ? 1 : 0;
        }
        return new Weights(side, side, weights);
    }

    private boolean contains(int x, int y, double pixels) {
        return switch (type) {
            case "square" -> true;
            case "plus" -> x == 0 || y == 0;
            case "cross" -> x == y;
            case "diamond" -> x + y <= pixels;
            case "octagon" -> x + y <= 1.5 * pixels;
            default -> x * x + y * y <= pixels * pixels + 1e-9;
        };
    }
}
