package dev.swath.geotiff;

import java.util.List;

/**
 * The pixels of an overview as they were before they were compressed, so that they need not be read from the file.
 *
 * @param width columns of the overview
 * @param height rows of the overview
 * @param blocks all of it, in the order in which {@link TiffImage#readBlocks} reads them
 */
public record OverviewPixels(int width, int height, List<Block> blocks) {

    /**
     * A block, cut at the overview's edges. The arrays are only read.
     *
     * @param column the overview's column of its left edge
     * @param row the overview's row of its top edge
     * @param samples its pixels
     * @param valid one byte for each pixel, 0 where the file's mask says that it holds no data; empty if all do
     */
    public record Block(int column, int row, Samples samples, byte[] valid) {}

    public OverviewPixels {
        blocks = List.copyOf(blocks);
    }

    /**
     * The smallest level that is at least as large as a picture, so that the picture is never enlarged; the largest if none is.
     *
     * @param longest the longest side of each level in pixels, the largest level first
     * @param side the longest side of the picture in pixels
     * @return the position of the level
     */
    public static int level(List<Integer> longest, int side) {
        int index = longest.size() - 1;
        while (index > 0 && longest.get(index) < side) {
            index--;
        }
        return index;
    }

    /** Whether an image of the file is this overview. */
    public boolean isOf(TiffImage image) {
        return image.width() == width && image.height() == height;
    }
}
