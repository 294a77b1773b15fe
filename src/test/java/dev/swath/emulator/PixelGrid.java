package dev.swath.emulator;

import dev.swath.grid.Projection;
import java.util.Locale;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;

/**
 * Pixels of a reference system, north up.
 *
 * @param crs such as {@code EPSG:32617}
 * @param left edge
 * @param top edge
 * @param side width of a pixel
 * @param high height of a pixel
 * @param width columns
 * @param height rows
 */
record PixelGrid(String crs, double left, double top, double side, double high, int width, int height) {

    private static final String UTM = "EPSG:32617";

    /** The grid of the captured requests for pixels. */
    static final PixelGrid CAPTURED = utm(342_000, 928_400, 10, 64, 48);

    static PixelGrid utm(double left, double top, double side, int width, int height) {
        return new PixelGrid(UTM, left, top, side, side, width, height);
    }

    /**
     * The pixels of a size that hold a box. Their lattice begins where the coordinates of the system do, as Earth Engine's does
     * where a request gives only a scale; that of 10, 20 and 60 m is Sentinel-2's own.
     */
    static PixelGrid touching(double side, Envelope box) {
        double column = Math.floor(box.getMinX() / side);
        double row = Math.ceil(box.getMaxY() / side);
        return utm(column * side, row * side, side, (int) (Math.ceil(box.getMaxX() / side) - column), (int)
                (row - Math.floor(box.getMinY() / side)));
    }

    /** The same with more pixels on every side. */
    PixelGrid around(int pixels) {
        return part(-pixels, -pixels, width + 2 * pixels, height + 2 * pixels);
    }

    /** Some of these pixels. */
    PixelGrid part(int column, int row, int columns, int rows) {
        return new PixelGrid(crs, left + column * side, top - row * high, side, high, columns, rows);
    }

    int size() {
        return width * height;
    }

    /** Coordinate of the centre of a pixel. */
    double x(int pixel) {
        return left + (pixel % width + 0.5) * side;
    }

    /** Coordinate of the centre of a pixel. */
    double y(int pixel) {
        return top - (pixel / width + 0.5) * high;
    }

    /** The pixel that holds a point. */
    int pixel(double x, double y) {
        return (int) Math.floor((top - y) / high) * width + (int) Math.floor((x - left) / side);
    }

    /** Longitude and latitude of the centre of a pixel. */
    Coordinate lonLat(int pixel) {
        return Projection.of(crs).unproject(x(pixel), y(pixel));
    }

    /** As the interface writes it. */
    String json() {
        return String.format(
                Locale.ROOT,
                "{\"dimensions\":{\"width\":%d,\"height\":%d},\"affineTransform\":{\"scaleX\":%s,\"translateX\":%s,"
                        + "\"scaleY\":%s,\"translateY\":%s},\"crsCode\":\"%s\"}",
                width,
                height,
                side,
                left,
                -high,
                top,
                crs);
    }
}
