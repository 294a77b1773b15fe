package dev.swath.geotiff;

import dev.swath.grid.Window;
import java.util.ArrayList;
import java.util.List;

/**
 * One size at which a file holds its raster, cut into square blocks that are numbered row by row.
 *
 * @param width columns of pixels
 * @param height rows of pixels
 * @param side columns and rows of a block
 */
record Level(int width, int height, int side) {

    /** The raster itself, then its overviews: each half as wide and high, until one block holds it all. */
    static List<Level> pyramid(int width, int height, int side) {
        List<Level> levels = new ArrayList<>();
        Level level = new Level(width, height, side);
        levels.add(level);
        while (level.blocks() > 1) {
            level = new Level(half(level.width), half(level.height), side);
            levels.add(level);
        }
        return List.copyOf(levels);
    }

    int blocksAcross() {
        return (width - 1) / side + 1;
    }

    int blocksDown() {
        return (height - 1) / side + 1;
    }

    int blocks() {
        return Math.multiplyExact(blocksAcross(), blocksDown());
    }

    /** The pixels of a block, cut at the right and bottom edge of the raster. */
    Window window(int block) {
        int column = block % blocksAcross() * side;
        int row = block / blocksAcross() * side;
        return new Window(column, row, Math.min(side, width - column), Math.min(side, height - row));
    }

    static int half(int size) {
        return (size + 1) / 2;
    }
}
