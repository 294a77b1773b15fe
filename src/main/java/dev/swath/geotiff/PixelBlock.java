package dev.swath.geotiff;

import dev.swath.grid.Window;
import java.util.Arrays;

/**
 * The pixels of a window.
 *
 * @param width columns
 * @param height rows
 * @param data samples, pixel-interleaved and little-endian
 * @param valid one byte for each pixel, 0 where it holds no data; empty where the pixels carry no mask
 */
record PixelBlock(int width, int height, byte[] data, byte[] valid) {

    static PixelBlock blank(int width, int height, int pixelBytes, boolean masked) {
        return new PixelBlock(
                width,
                height,
                new byte[Math.multiplyExact(width * height, pixelBytes)],
                new byte[masked ? width * height : 0]);
    }

    /** Copies a rectangle of pixels from another block to the position (toColumn, toRow) of this one. */
    void copy(PixelBlock from, Window part, int toColumn, int toRow) {
        int pixelBytes = data.length / (width * height);
        for (int y = 0; y < part.height(); y++) {
            int source = (part.row() + y) * from.width + part.column();
            int target = (toRow + y) * width + toColumn;
            System.arraycopy(from.data, source * pixelBytes, data, target * pixelBytes, part.width() * pixelBytes);
            if (valid.length > 0) {
                System.arraycopy(from.valid, source, valid, target, part.width());
            }
        }
    }

    /** Copies one pixel of another block, by its position, to a position of this one. */
    void copyPixel(PixelBlock from, int source, int target) {
        int pixelBytes = data.length / (width * height);
        System.arraycopy(from.data, source * pixelBytes, data, target * pixelBytes, pixelBytes);
        if (valid.length > 0) {
            valid[target] = from.valid[source];
        }
    }

    /** This block with its pixels repeated. */
    PixelBlock repeated(Repeats repeats) {
        if (repeats.isNone()) {
            return this;
        }
        int pixelBytes = data.length / (width * height);
        int columns = repeats.columns();
        int[] sources = repeats.sources();
        PixelBlock all = blank(width * columns, sources.length, pixelBytes, valid.length > 0);
        for (int row = 0; row < all.height; row++) {
            if (row > 0 && sources[row] == sources[row - 1]) {
                all.copy(all, new Window(0, row - 1, all.width, 1), 0, row);
            } else {
                spread(sources[row] * width, columns, all, row * all.width);
            }
        }
        return all;
    }

    /** Repeats the columns of a row in a row of another block. */
    void spread(int from, int columns, PixelBlock into, int at) {
        int pixelBytes = data.length / (width * height);
        byte[] in = data;
        byte[] out = into.data;
        int target = at * pixelBytes;
        int end = (from + width) * pixelBytes;
        for (int source = from * pixelBytes; source < end; source += pixelBytes) {
            for (int i = 0; i < columns; i++) {
                for (int b = 0; b < pixelBytes; b++) {
                    out[target++] = in[source + b];
                }
            }
        }
        byte[] mask = valid;
        byte[] spread = into.valid;
        int pixel = at;
        for (int source = from; mask.length > 0 && source < from + width; source++) {
            for (int i = 0; i < columns; i++) {
                spread[pixel++] = mask[source];
            }
        }
    }

    /** This block as a square, padded at the right and bottom with the last column and row if necessary. */
    PixelBlock padded(int side) {
        if (width == side && height == side) {
            return this;
        }
        PixelBlock square = blank(side, side, data.length / (width * height), valid.length > 0);
        square.copy(this, new Window(0, 0, width, height), 0, 0);
        for (int column = width; column < side; column++) {
            square.copy(square, new Window(width - 1, 0, 1, height), column, 0);
        }
        for (int row = height; row < side; row++) {
            square.copy(square, new Window(0, height - 1, side, 1), 0, row);
        }
        return square;
    }

    /** Whether any pixel holds data. */
    boolean anyValid() {
        for (byte pixel : valid) {
            if (pixel != 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether every pixel holds data, as far as the mask tells. */
    boolean allValid() {
        return allValid(valid);
    }

    /** Whether a mask, which may be empty, says that every pixel holds data. */
    static boolean allValid(byte[] mask) {
        for (byte pixel : mask) {
            if (pixel == 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether the mask, which is not empty, says the same of every pixel. */
    boolean hasUniformMask() {
        return Arrays.equals(valid, 1, valid.length, valid, 0, valid.length - 1);
    }
}
