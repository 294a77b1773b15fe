package dev.swath.geotiff;

import dev.swath.geotiff.deflate.ZlibStream;
import dev.swath.grid.Window;
import java.util.ArrayList;
import java.util.List;

/**
 * One size at which a file holds its raster, cut into square blocks that are numbered row by row.
 *
 * @param width columns of pixels
 * @param height rows of pixels
 * @param side columns and rows of a block
 * @param factor how many columns and rows of this level become one of the next smaller
 */
record Level(int width, int height, int side, int factor) {
    private static final int LARGEST_SIDE = 512;
    private static final int SMALLEST_SIDE = 64;
    private static final int MOST_BLOCK_BYTES = 32 << 20;
    private static final int HALF = 2;
    /** TIFF 6.0, section 15: sides of tiles are multiples of it. */
    private static final int SIDE_UNIT = 16;

    /**
     * The raster itself, then its overviews, until everything fits into one block. Each is half as wide and high, except that
     * the first overview of a raster that repeats pixels has exactly these pixels: a finer one would only repeat them, too.
     *
     * @param pixelBytes bytes of a pixel
     * @param repeat how many columns and rows of equal pixels the raster repeats, 1 for none
     */
    static List<Level> pyramid(int width, int height, int pixelBytes, int repeat) {
        int side = side(pixelBytes);
        int repeatedSide =
                repeat > 1 ? repeatedSide(Math.min(side, ZlibStream.FARTHEST_MATCH / pixelBytes), repeat) : 0;
        List<Level> levels = new ArrayList<>();
        Level level = repeatedSide > 0
                ? new Level(width, height, repeatedSide, repeat)
                : new Level(width, height, side, HALF);
        levels.add(level);
        while (level.blocks() > 1) {
            level = new Level(level.reduced(level.width), level.reduced(level.height), side, HALF);
            levels.add(level);
        }
        return List.copyOf(levels);
    }

    private static int side(int pixelBytes) {
        int side = LARGEST_SIDE;
        while (side > SMALLEST_SIDE && (long) side * side * pixelBytes > MOST_BLOCK_BYTES) {
            side /= 2;
        }
        return side;
    }

    /** The largest side up to {@code most} that consists of whole repetitions, so that each lies in one block; 0 if there is none. */
    private static int repeatedSide(int most, int repeat) {
        int odd = repeat >> Math.min(4, Integer.numberOfTrailingZeros(repeat));
        long unit = (long) SIDE_UNIT * odd;
        return (int) (most / unit * unit);
    }

    /** The number of columns or rows of the next smaller level, given this level's. */
    int reduced(int size) {
        return (size + factor - 1) / factor;
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
}
