package dev.swath.emulator.expression;

import dev.swath.emulator.raster.GridProjection;
import dev.swath.emulator.raster.PixelType;
import dev.swath.emulator.raster.Raster;
import dev.swath.grid.RasterGrid;
import dev.swath.grid.Window;
import java.util.Optional;

/**
 * A band of an image.
 *
 * @param id its name
 * @param type of its values
 * @param projection its default projection
 * @param extent the pixels of that projection that it has; empty if it is unbounded
 * @param raster computes its pixels
 */
public record Band(String id, PixelType type, GridProjection projection, Optional<Window> extent, Raster raster) {

    /** A band without bounds, in degrees. */
    public static Band unbounded(String id, PixelType type, Raster raster) {
        return new Band(id, type, GridProjection.DEGREES, Optional.empty(), raster);
    }

    /** The same pixels under another name. */
    public Band named(String name) {
        return new Band(name, type, projection, extent, raster);
    }

    /** Other pixels in the same place. */
    public Band with(PixelType otherType, Raster other) {
        return new Band(id, otherType, projection, extent, other);
    }

    /** The grid of all its pixels; empty if it is unbounded. */
    public Optional<RasterGrid> grid() {
        return extent.map(window -> new RasterGrid(
                projection.crs(),
                projection.transform().window(window.column(), window.row()),
                window.width(),
                window.height()));
    }
}
