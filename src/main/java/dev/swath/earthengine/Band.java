package dev.swath.earthengine;

import dev.swath.grid.RasterGrid;
import dev.swath.grid.SampleType;

/**
 * A band of an image.
 *
 * @param id such as {@code B8}
 * @param type type of its samples
 * @param grid its own pixels
 */
public record Band(String id, SampleType type, RasterGrid grid) {

    public Band {
        if (id.isBlank()) {
            throw new IllegalArgumentException("a band without an id");
        }
    }

    /** Whether a pixel of the other band has the same size in the same reference system. */
    boolean sameResolution(Band other) {
        return grid.projection().equals(other.grid.projection())
                && grid.transform().scaleX() == other.grid.transform().scaleX()
                && grid.transform().scaleY() == other.grid.transform().scaleY()
                && grid.transform().shearX() == other.grid.transform().shearX()
                && grid.transform().shearY() == other.grid.transform().shearY();
    }

    /** Area of a pixel in square units of the reference system. */
    double pixelArea() {
        return Math.abs(grid.transform().scaleX() * grid.transform().scaleY()
                - grid.transform().shearX() * grid.transform().shearY());
    }
}
