package dev.swath.grid;

import org.locationtech.jts.geom.Envelope;

/**
 * The position of the pixels of a raster: reference system, transform and size in pixels.
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

    /** The smallest upright box around all pixels, in coordinates of the reference system. */
    public Envelope bounds() {
        Envelope bounds = new Envelope(
                transform.x(0, 0), transform.x(width, height), transform.y(0, 0), transform.y(width, height));
        bounds.expandToInclude(transform.x(width, 0), transform.y(width, 0));
        bounds.expandToInclude(transform.x(0, height), transform.y(0, height));
        return bounds;
    }

    /**
     * The same pixels counted from the upper left: columns run eastwards and rows southwards.
     *
     * @throws IllegalArgumentException if the grid is sheared or rotated
     */
    public RasterGrid northUp() {
        if (!transform.isAxisAligned() || transform.scaleX() == 0 || transform.scaleY() == 0) {
            throw new IllegalArgumentException("the pixels of the grid are sheared or rotated: " + transform);
        }
        double left = transform.scaleX() > 0 ? transform.translateX() : transform.x(width, 0);
        double top = transform.scaleY() < 0 ? transform.translateY() : transform.y(0, height);
        AffineTransform upright =
                AffineTransform.northUp(left, top, Math.abs(transform.scaleX()), Math.abs(transform.scaleY()));
        return new RasterGrid(projection, upright, width, height);
    }
}
