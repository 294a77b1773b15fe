package dev.swath.emulator.raster;

import dev.swath.grid.RasterGrid;

/**
 * A neighbourhood in which every pixel has the weight 1.
 *
 * @param type {@code circle}, {@code square}, {@code rectangle}, {@code cross}, {@code plus}, {@code octagon} or {@code diamond}
 * @param radius of it, horizontally
 * @param yRadius vertically; differs from the other for rectangles only
 * @param metres whether the radius is in metres, not in pixels of the grid that is computed
 */
public record KernelShape(String type, double radius, double yRadius, boolean metres) implements Kernel {

    private static final double ROUNDING = 1e-9;

    /** A neighbourhood as wide as high. */
    public KernelShape(String type, double radius, boolean metres) {
        this(type, radius, radius, metres);
    }

    @Override
    public Weights on(RasterGrid grid) {
        double pixels = Kernel.pixels(radius, metres, grid);
        int reachX = (int) Math.floor(pixels + ROUNDING);
        int reachY = (int) Math.floor(Kernel.pixels(yRadius, metres, grid) + ROUNDING);
        int columns = 2 * reachX + 1;
        double[] weights = new double[columns * (2 * reachY + 1)];
        for (int i = 0; i < weights.length; i++) {
            int x = Math.abs(i % columns - reachX);
            int y = Math.abs(i / columns - reachY);
            weights[i] = contains(x, y, pixels) ? 1 : 0;
        }
        return new Weights(columns, 2 * reachY + 1, weights);
    }

    private boolean contains(int x, int y, double pixels) {
        return switch (type) {
            case "square", "rectangle" -> true;
            case "plus" -> x == 0 || y == 0;
            case "cross" -> x == y;
            case "diamond" -> x + y <= pixels + ROUNDING;
            case "octagon" -> x + y <= 1.5 * pixels + ROUNDING;
            default -> x * x + y * y <= pixels * pixels + ROUNDING;
        };
    }
}
