package dev.swath.earthengine;

import dev.swath.grid.RasterGrid;

/** A request for pixels as a GeoTIFF. */
public interface PixelRequest {

    /** The requested pixels. */
    RasterGrid grid();

    /** Path below the service's URL, without a leading slash. */
    String path();

    /** The body. */
    String toJson();
}
