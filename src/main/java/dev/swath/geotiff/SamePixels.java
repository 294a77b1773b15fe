package dev.swath.geotiff;

import java.util.Arrays;

/** Finds equal pixels of a block, whose samples and masks are the same. */
final class SamePixels {

    private SamePixels() {}

    /** Whether some rows of a block are equal. */
    static boolean rows(PixelBlock block, int[] rows) {
        int width = block.width();
        byte[] data = block.data();
        byte[] valid = block.valid();
        int rowBytes = data.length / block.height();
        for (int i = 1; i < rows.length; i++) {
            int at = rows[i] * rowBytes;
            int before = rows[i - 1] * rowBytes;
            int mask = rows[i] * width;
            int maskBefore = rows[i - 1] * width;
            boolean same = at == before
                    || Arrays.equals(data, before, before + rowBytes, data, at, at + rowBytes)
                            && (valid.length == 0
                                    || Arrays.equals(valid, maskBefore, maskBefore + width, valid, mask, mask + width));
            if (!same) {
                return false;
            }
        }
        return true;
    }

    /** Whether the pixels of some columns and rows are equal. */
    static boolean in(PixelBlock block, int left, int columns, int[] rows) {
        byte[] data = block.data();
        byte[] valid = block.valid();
        int width = block.width();
        int pixelBytes = data.length / (width * block.height());
        int first = rows[0] * width + left;
        for (int row : rows) {
            int from = row * width + left;
            for (int pixel = from; valid.length > 0 && pixel < from + columns; pixel++) {
                if (valid[pixel] != valid[first]) {
                    return false;
                }
            }
            int at = from * pixelBytes;
            for (int i = 0; i < pixelBytes; i++) {
                if (data[at + i] != data[first * pixelBytes + i]) {
                    return false;
                }
            }
            int end = at + columns * pixelBytes;
            for (int i = at + pixelBytes; i < end; i++) {
                if (data[i] != data[i - pixelBytes]) {
                    return false;
                }
            }
        }
        return true;
    }
}
