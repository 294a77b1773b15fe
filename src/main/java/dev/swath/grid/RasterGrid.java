package dev.swath.grid;

/**
 * Where the pixels of a raster lie: reference system, transform and size in pixels.
 *
 * @param projection coordinate reference system
 * @param transform pixels to coordinates of the reference system
 * @param width columns
 * @param height rows
 */
public record RasterGrid(Projection projection, AffineTransform transform, int width, int height) {

    public RasterGrid {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a grid of " + width + " x " + height + " pixels");
        }
    }

    /** The grid of a window of this one. */
    public RasterGrid window(Window window) {
        return new RasterGrid(
                projection, transform.window(window.column(), window.row()), window.width(), window.height());
    }
}
