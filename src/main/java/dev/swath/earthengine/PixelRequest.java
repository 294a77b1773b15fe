package dev.swath.earthengine;

import dev.swath.grid.RasterGrid;

/** A request for the pixels of an image as a GeoTIFF. */
public interface PixelRequest {

    /** The requested pixels. */
    RasterGrid grid();

    /**
     * Path below the service's URL, without a leading slash.
     *
     * @param image whose pixels are requested
     */
    String path(ImageAsset image);

    /** The body. Numbers are written so that they can be read back exactly. */
    String toJson();
}
