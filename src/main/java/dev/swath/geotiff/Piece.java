package dev.swath.geotiff;

import java.io.IOException;

/** The pixels of a window of the file on their way to it. The steps are taken in the order of the methods. */
interface Piece {

    /** The pixels as they are; those that repeat only once. */
    PixelBlock pixels();

    /** Masks what lies outside the area. */
    void clip();

    /** Paints the outline. */
    void paint();

    /**
     * Gives the pixels to the file.
     *
     * @throws IOException if the work file can't be written
     */
    void put(CloudOptimizedGeoTiff file) throws IOException;
}
