package dev.swath.earthengine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swath.grid.AffineTransform;
import dev.swath.grid.RasterGrid;

/** Writes the {@code PixelGrid} of a request. */
final class PixelGridJson {

    private static final double EXACT_INTEGERS = 0x1p53;

    private PixelGridJson() {}

    static void put(ObjectNode body, RasterGrid grid) {
        ObjectNode pixels = body.putObject("grid");
        pixels.putObject("dimensions").put("width", grid.width()).put("height", grid.height());
        AffineTransform transform = grid.transform();
        ObjectNode matrix = pixels.putObject("affineTransform");
        put(matrix, "scaleX", transform.scaleX());
        put(matrix, "shearX", transform.shearX());
        put(matrix, "translateX", transform.translateX());
        put(matrix, "shearY", transform.shearY());
        put(matrix, "scaleY", transform.scaleY());
        put(matrix, "translateY", transform.translateY());
        grid.projection()
                .wkt()
                .ifPresentOrElse(
                        text -> pixels.put("crsWkt", text),
                        () -> pixels.put("crsCode", grid.projection().code()));
    }

    /** Writes whole numbers without a fraction or an exponent, for simple JSON readers. */
    static void put(ObjectNode json, String field, double number) {
        if (number == Math.rint(number) && Math.abs(number) < EXACT_INTEGERS) {
            json.put(field, (long) number);
        } else {
            json.put(field, number);
        }
    }
}
