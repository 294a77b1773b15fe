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

    /** Whether every pixel holds data, as far as the mask tells. */
    boolean allValid() {
        for (byte pixel : valid) {
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
