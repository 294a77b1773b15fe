package dev.swath.geotiff;

import dev.swath.grid.SampleType;
import java.util.Arrays;

/**
 * Computes the differences of TIFF's predictors: for whole numbers between a sample and the same band's sample to its left
 * (predictor 2, TIFF 6.0, section 14), for floating point of byte planes (predictor 3, TIFF Technical Note 3). Serves one thread.
 */
final class PredictorEncoder {
    private static final int HORIZONTAL = 2;
    private static final int FLOATING_POINT = 3;

    private final SampleType type;
    private final int pixelBytes;
    /** The highest bit of each sample of eight bytes. */
    private final long highest;
    /** A row, and the same one pixel before. */
    private long[] here = {};

    private long[] left = {};

    PredictorEncoder(SampleType type, int bands) {
        this.type = type;
        this.pixelBytes = bands * type.bytes();
        this.highest = switch (type.bytes()) {
            case 1 -> 0x8080_8080_8080_8080L;
            case 2 -> 0x8000_8000_8000_8000L;
            default -> 0x8000_0000_8000_0000L;
        };
    }

    /** The value of tag 317 for samples of a type. */
    static int tag(SampleType type) {
        return type.floating() ? FLOATING_POINT : HORIZONTAL;
    }

    /**
     * Predicts the rows of a square block: the pixels are at its upper left, and their last column and row pad the rest.
     *
     * @param pixels only read
     * @param side columns and rows of the block
     * @param out receives the differences, {@code side × side} pixels
     */
    void apply(PixelBlock pixels, int side, byte[] out) {
        int rowBytes = side * pixelBytes;
        int length = pixels.width() * pixelBytes;
        byte[] padded = new byte[type.floating() && length < rowBytes ? rowBytes : 0];
        for (int row = 0; row < pixels.height(); row++) {
            int to = row * rowBytes;
            if (!type.floating()) {
                differ(pixels.data(), row * length, out, to, length);
                Arrays.fill(out, to + length, to + rowBytes, (byte) 0);
            } else if (padded.length == 0) {
                separatePlanes(pixels.data(), row * length, out, to, rowBytes);
            } else {
                System.arraycopy(pixels.data(), row * length, padded, 0, length);
                for (int i = length; i < rowBytes; i++) {
                    padded[i] = padded[i - pixelBytes];
                }
                separatePlanes(padded, 0, out, to, rowBytes);
            }
        }
        for (int row = pixels.height(); row < side; row++) {
            System.arraycopy(out, (row - 1) * rowBytes, out, row * rowBytes, rowBytes);
        }
    }

    /** Eight bytes at a time, for any sample size: no borrow crosses the highest bit of a sample. */
    private void differ(byte[] in, int from, byte[] out, int to, int length) {
        int i = Math.min(pixelBytes, length);
        System.arraycopy(in, from, out, to, i);
        int count = (length - i) / Long.BYTES;
        if (here.length < count) {
            here = new long[count];
            left = new long[count];
        }
        LittleEndian.getLongs(in, from + i, here, count);
        LittleEndian.getLongs(in, from + i - pixelBytes, left, count);
        subtract(here, left, count, highest);
        LittleEndian.putLongs(out, to + i, here, count);
        i += count * Long.BYTES;
        differ(type.bytes(), in, from + i, from + i - pixelBytes, out, to + i, length - i);
    }

    private static void subtract(long[] from, long[] those, int count, long highest) {
        for (int i = 0; i < count; i++) {
            long a = from[i];
            long b = those[i];
            from[i] = (a | highest) - (b & ~highest) ^ (a ^ ~b) & highest;
        }
    }

    /**
     * The differences of samples of whole numbers, one by one.
     *
     * @param size bytes of a sample
     * @param at position of the first sample
     * @param left position of the one that is subtracted from it
     * @param length of the samples in bytes
     */
    static void differ(int size, byte[] in, int at, int left, byte[] out, int to, int length) {
        for (int i = 0; i < length; i += size) {
            switch (size) {
                case 1 -> out[to + i] = (byte) (in[at + i] - in[left + i]);
                case 2 ->
                    LittleEndian.putShort(out, to + i, (short)
                            (LittleEndian.getShort(in, at + i) - LittleEndian.getShort(in, left + i)));
                default ->
                    LittleEndian.putInt(
                            out, to + i, LittleEndian.getInt(in, at + i) - LittleEndian.getInt(in, left + i));
            }
        }
    }

    /** The most significant bytes of all samples of the row first, then the next, each less the one a pixel before. */
    private void separatePlanes(byte[] in, int from, byte[] out, int to, int rowBytes) {
        int size = type.bytes();
        int count = rowBytes / size;
        for (int plane = 0; plane < size; plane++) {
            int source = from + size - 1 - plane;
            int target = to + plane * count;
            for (int i = 0; i < count; i++) {
                out[target + i] = in[source + i * size];
            }
        }
        int bands = pixelBytes / size;
        for (int i = to + rowBytes - 1; i >= to + bands; i--) {
            out[i] -= out[i - bands];
        }
    }
}
