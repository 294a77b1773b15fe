package dev.swath.emulator.landscape;

import org.locationtech.jts.geom.Coordinate;

/**
 * The pixels of an image at one pixel size: rows run southwards from the upper left corner.
 *
 * @param chart the map that the pixels lie on
 * @param easting x of the upper left corner in the chart's units
 * @param northing y of the upper left corner in the chart's units, from the equator, negative to the south
 * @param pixel side of a pixel in the chart's units
 */
public record Frame(Chart chart, int easting, int northing, int pixel) {

    /** Pixels along the side of the blocks that the ground is rendered in. */
    static final int BLOCK = 128;

    public Frame {
        if (pixel < 1) {
            throw new IllegalArgumentException("pixels of " + pixel + " m");
        }
    }

    /** The same corner with pixels of another size. */
    public Frame withPixel(int side) {
        return new Frame(chart, easting, northing, side);
    }

    /**
     * The block that contains a pixel. Blocks are counted from the chart's own origin, so overlapping images share them
     * wherever their pixels coincide.
     */
    Block blockAt(int column, int row) {
        int x = Math.floorDiv(easting, pixel);
        int y = Math.floorDiv(-northing, pixel);
        return new Block(
                chart,
                pixel,
                easting - x * pixel,
                -northing - y * pixel,
                Math.floorDiv(x + column, BLOCK),
                Math.floorDiv(y + row, BLOCK));
    }

    /** The column of the image at which a block begins. */
    int firstColumn(Block block) {
        return block.x() * BLOCK - Math.floorDiv(easting, pixel);
    }

    /** The row of the image at which a block begins. */
    int firstRow(Block block) {
        return block.y() * BLOCK - Math.floorDiv(-northing, pixel);
    }

    /** Longitude and latitude of a position in pixels. */
    public Coordinate lonLat(double column, double row) {
        return chart.lonLat(easting + column * pixel, northing - row * pixel);
    }

    /**
     * A square of pixels of a chart.
     *
     * @param chart the map
     * @param pixel side of a pixel in the chart's units
     * @param shiftX units by which the lattice of pixels lies east of the chart's own
     * @param shiftY units by which it lies south
     * @param x number of the block, eastwards
     * @param y number of the block, southwards from the equator
     */
    record Block(Chart chart, int pixel, int shiftX, int shiftY, int x, int y) {

        /** Longitude and latitude of a position in pixels of the block. */
        Coordinate lonLat(double column, double row) {
            return chart.lonLat(
                    shiftX + ((double) x * BLOCK + column) * pixel, -(shiftY + ((double) y * BLOCK + row) * pixel));
        }
    }
}
