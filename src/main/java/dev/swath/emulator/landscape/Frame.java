package dev.swath.emulator.landscape;

import dev.swath.grid.Projection;
import org.locationtech.jts.geom.Coordinate;

/**
 * The pixels of a Sentinel-2 tile at one pixel size: rows run southwards from the upper left corner.
 *
 * @param zone UTM zone, 1..60
 * @param easting easting of the upper left corner in metres
 * @param northing northing of the upper left corner in metres from the equator, negative to the south
 * @param pixel side of a pixel in metres
 */
public record Frame(int zone, int easting, int northing, int pixel) {

    /** Pixels along the side of the blocks that the ground is rendered in. */
    static final int BLOCK = 128;

    public Frame {
        if (pixel < 1) {
            throw new IllegalArgumentException("pixels of " + pixel + " m");
        }
    }

    /**
     * The block that contains a pixel. Blocks are counted from the zone's own origin, so overlapping tiles share them
     * wherever their pixels coincide.
     */
    Block blockAt(int column, int row) {
        int x = Math.floorDiv(easting, pixel);
        int y = Math.floorDiv(-northing, pixel);
        return new Block(
                zone,
                pixel,
                easting - x * pixel,
                -northing - y * pixel,
                Math.floorDiv(x + column, BLOCK),
                Math.floorDiv(y + row, BLOCK));
    }

    /** The column of the tile at which a block begins. */
    int firstColumn(Block block) {
        return block.x() * BLOCK - Math.floorDiv(easting, pixel);
    }

    /** The row of the tile at which a block begins. */
    int firstRow(Block block) {
        return block.y() * BLOCK - Math.floorDiv(-northing, pixel);
    }

    /** Longitude and latitude of a position in pixels. */
    Coordinate lonLat(double column, double row) {
        return Projection.utm(zone, true).unproject(easting + column * pixel, northing - row * pixel);
    }

    /**
     * A square of pixels of a zone.
     *
     * @param zone UTM zone
     * @param pixel side of a pixel in metres
     * @param shiftX metres by which the lattice of pixels lies east of the zone's own
     * @param shiftY metres by which it lies south
     * @param x number of the block, eastwards
     * @param y number of the block, southwards from the equator
     */
    record Block(int zone, int pixel, int shiftX, int shiftY, int x, int y) {

        /** Longitude and latitude of a position in pixels of the block. */
        Coordinate lonLat(double column, double row) {
            return Projection.utm(zone, true)
                    .unproject(
                            shiftX + ((double) x * BLOCK + column) * pixel,
                            -(shiftY + ((double) y * BLOCK + row) * pixel));
        }
    }
}
