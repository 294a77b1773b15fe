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

    /** This block with each pixel repeated. */
    PixelBlock repeated(int factor) {
        if (factor == 1) {
            return this;
        }
        int pixelBytes = data.length / (width * height);
        PixelBlock all = blank(width * factor, height * factor, pixelBytes, valid.length > 0);
        for (int pixel = 0; pixel < width * height; pixel++) {
            int to = pixel / width * factor * all.width + pixel % width * factor;
            for (int i = to; i < to + factor; i++) {
                System.arraycopy(data, pixel * pixelBytes, all.data, i * pixelBytes, pixelBytes);
                if (valid.length > 0) {
                    all.valid[i] = valid[pixel];
                }
            }
        }
        for (int row = 0; row < all.height; row++) {
            int first = row / factor * factor;
            all.copy(all, new Window(0, first, all.width, 1), 0, row);
        }
        return all;
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
