package dev.swath.emulator.archive;

import dev.swath.grid.AffineTransform;
import dev.swath.grid.RasterGrid;

/**
 * A level of a band's pyramid. Its pixels are 2^n times as wide and high as the band's own, from the same upper left
 * corner, and extend beyond the image if its size is not a multiple.
 *
 * @param number n
 * @param band the band's own grid, level 0
 */
public record PyramidLevel(int number, RasterGrid band) {

    /** The coarsest level is the first that fits into a square of this side. */
    private static final int COARSEST = 256;

    private static final double METRES_PER_DEGREE = 111_319.49079327358;
    /** Scales that differ only by rounding count as equal. */
    private static final double ROUNDING = 1e-9;

    /**
     * The level that a request is served from: the coarsest whose scale is no larger than the requested one (Earth
     * Engine's guide on scale). Scales are compared in metres, with degrees as metres at the equator.
     */
    public static PyramidLevel of(RasterGrid band, RasterGrid requested) {
        double ratio = scale(requested) / scale(band) * (1 + ROUNDING);
        int level = 0;
        while (ratio >= 1L << (level + 1) && Math.max(band.width(), band.height()) > COARSEST << level) {
            level++;
        }
        return new PyramidLevel(level, band);
    }

    private static double scale(RasterGrid grid) {
        AffineTransform t = grid.transform();
        double pixel = Math.min(Math.hypot(t.scaleX(), t.shearY()), Math.hypot(t.shearX(), t.scaleY()));
        return grid.projection().isGeographic() ? pixel * METRES_PER_DEGREE : pixel;
    }

    /** Number of columns; the last may extend beyond the image. */
    public int width() {
        return size(band.width());
    }

    /** Number of rows; the last may extend beyond the image. */
    public int height() {
        return size(band.height());
    }

    private int size(int pixels) {
        return (int) ((pixels + (1L << number) - 1) >> number);
    }

    /** The column that holds a column coordinate of the band's own grid, −1 outside the image. */
    int column(double u) {
        return index(u, band.width());
    }

    /** The row that holds a row coordinate of the band's own grid, −1 outside the image. */
    int row(double v) {
        return index(v, band.height());
    }

    private int index(double at, int size) {
        // A coordinate that rounding moved across a line belongs to the pixel that begins there.
        double position = at + 1e-8;
        return position >= 0 && position < size ? (int) position >> number : -1;
    }
}
