package dev.swath.grid;

import java.util.List;
import org.locationtech.jts.geom.Geometry;

/**
 * The requests for the pixels of one output file: every pixel of the grid lies in the window of exactly one tile or in
 * exactly one blank window.
 *
 * @param grid the pixels of the file
 * @param tiles one request each, row by row from the upper left
 * @param blank windows in which the image has no pixel of the area; nothing is requested for them
 * @param requestBytes uncompressed size of all replies in bytes
 */
public record TilePlan(OutputGrid grid, List<Tile> tiles, List<Window> blank, long requestBytes) {

    /** Earth Engine's limit for one request, in bytes, with one more byte per sample for the mask. */
    public static final long MAX_REQUEST_BYTES = 50_331_648;

    /** Earth Engine's limit for one side of a request, in pixels. */
    public static final int MAX_REQUEST_SIDE = 32_768;

    public TilePlan {
        tiles = List.copyOf(tiles);
        blank = List.copyOf(blank);
    }

    /**
     * Plans the requests of one image, as few as possible. Their windows have equal sizes and consist of whole cells of 2048
     * pixels (1024, 512 and so on if such a cell is too large for a request), cut at the right and bottom edges.
     *
     * @param footprintLonLat outline of the image's valid pixels in degrees; an empty geometry if the image has none
     * @param area the area in the reference system of the output; {@link ProjectedArea#covering} if nothing is clipped
     * @param bands types of the samples of the reply, one for each band
     * @param fetch which pixels are requested if the output subdivides the band's own
     * @param maxBytes most bytes of one reply, mask bytes included
     * @throws IllegalArgumentException if not even one pixel fits into {@code maxBytes}, or if there would be more than
     *     {@value TilePlanner#MAX_WINDOWS} windows
     */
    public static TilePlan of(
            OutputGrid grid,
            Geometry footprintLonLat,
            ProjectedArea area,
            List<SampleType> bands,
            Fetch fetch,
            long maxBytes) {
        return new TilePlanner(grid, bands, fetch, maxBytes).plan(new ImageExtent(grid, footprintLonLat, area), area);
    }

    /** The number of requests. */
    public int requests() {
        return tiles.size();
    }
}
