package dev.swath.geotiff;

import java.util.Arrays;

/** The mask of a block as TIFF stores it: one bit for each pixel, set where it holds data, the leftmost in the highest bit. */
final class MaskBits {
    private static final long EIGHT_VALID = 0x0101_0101_0101_0101L;

    private MaskBits() {}

    /**
     * The bits of a square block, padded at the right and bottom with the last column and row.
     *
     * @param pixels with a mask
     * @param repeats how often they are repeated in the block
     * @param side columns and rows of the block, a multiple of 8
     */
    static byte[] of(PixelBlock pixels, Repeats repeats, int side) {
        int rowBytes = side / 8;
        byte[] bits = new byte[side * rowBytes];
        byte[] row = new byte[side];
        int first = 0;
        for (int y = 0; y < pixels.height(); y++) {
            spread(pixels, y, repeats.columns(), row);
            for (int i = 0; i < rowBytes; i++) {
                bits[first + i] = eight(row, 8 * i);
            }
            int last = y == pixels.height() - 1 ? bits.length : first + repeats.rows()[y] * rowBytes;
            for (int at = first + rowBytes; at < last; at += rowBytes) {
                System.arraycopy(bits, first, bits, at, rowBytes);
            }
            first = last;
        }
        return bits;
    }

    private static void spread(PixelBlock pixels, int y, int factor, byte[] row) {
        int from = y * pixels.width();
        if (factor == 1) {
            System.arraycopy(pixels.valid(), from, row, 0, pixels.width());
        } else {
            for (int x = 0; x < pixels.width(); x++) {
                Arrays.fill(row, x * factor, (x + 1) * factor, pixels.valid()[from + x]);
            }
        }
        Arrays.fill(row, pixels.width() * factor, row.length, pixels.valid()[from + pixels.width() - 1]);
    }

    private static byte eight(byte[] valid, int start) {
        long eight = LittleEndian.getLong(valid, start);
        if (eight == EIGHT_VALID || eight == 0) {
            return (byte) (eight == 0 ? 0 : 0xFF);
        }
        int bits = 0;
        for (int i = 0; i < 8; i++) {
            bits = bits << 1 | (valid[start + i] == 0 ? 0 : 1);
        }
        return (byte) bits;
    }
}
