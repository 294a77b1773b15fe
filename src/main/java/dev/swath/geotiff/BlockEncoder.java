package dev.swath.geotiff;

import dev.swath.grid.SampleType;
import java.util.Arrays;
import java.util.zip.Deflater;

/**
 * Turns the samples of one block into the bytes stored in the file: horizontal differences (TIFF predictor 2) of
 * integers or byte planes with differences (predictor 3, TIFF Technical Note 3) of floating point, then DEFLATE.
 */
final class BlockEncoder {
    /** TIFF's number for zlib streams, "Adobe deflate". */
    static final int DEFLATE = 8;

    private final SampleType type;
    private final int bands;
    private final int level;

    /**
     * @param type type of the samples
     * @param bands samples of a pixel, side by side
     * @param level of DEFLATE, 1 (fast) to 9 (small)
     */
    BlockEncoder(SampleType type, int bands, int level) {
        this.type = type;
        this.bands = bands;
        this.level = level;
    }

    /** The value of tag 317 for blocks of this encoder. */
    static int predictor(SampleType type) {
        return type.floating() ? 3 : 2;
    }

    /** Encodes a block; the samples are used as scratch space and hold rubbish afterwards. */
    byte[] encode(byte[] samples, int width, int height) {
        int rowBytes = width * bands * type.bytes();
        byte[] scratch = new byte[type.floating() ? rowBytes : 0];
        for (int row = 0; row < height; row++) {
            int start = row * rowBytes;
            if (type.floating()) {
                separatePlanes(samples, start, rowBytes, scratch);
            } else {
                subtractLeft(samples, start, rowBytes);
            }
        }
        return deflate(samples, level);
    }

    /** A zlib stream of the bytes. */
    static byte[] deflate(byte[] bytes, int level) {
        Deflater deflater = new Deflater(level);
        try {
            deflater.setInput(bytes);
            deflater.finish();
            byte[] out = new byte[Math.max(64, bytes.length / 2)];
            int length = deflater.deflate(out);
            while (!deflater.finished()) {
                out = Arrays.copyOf(out, Math.addExact(out.length, out.length / 2));
                length += deflater.deflate(out, length, out.length - length);
            }
            return Arrays.copyOf(out, length);
        } finally {
            deflater.end();
        }
    }

    /**
     * Fills a square block beyond the pixels at its upper left by repeating the last column and row: unlike zeros, that
     * costs next to nothing once compressed.
     */
    static void pad(byte[] block, int side, int width, int height, int pixelBytes) {
        int rowBytes = side * pixelBytes;
        for (int row = 0; row < height && width < side; row++) {
            int start = row * rowBytes + width * pixelBytes;
            for (int i = start; i < (row + 1) * rowBytes; i++) {
                block[i] = block[i - pixelBytes];
            }
        }
        for (int row = height; row < side; row++) {
            System.arraycopy(block, (height - 1) * rowBytes, block, row * rowBytes, rowBytes);
        }
    }

    private void subtractLeft(byte[] data, int start, int rowBytes) {
        int pixel = bands * type.bytes();
        int last = start + rowBytes - type.bytes();
        switch (type.bytes()) {
            case 1 -> {
                for (int i = last; i >= start + pixel; i--) {
                    data[i] -= data[i - pixel];
                }
            }
            case 2 -> {
                for (int i = last; i >= start + pixel; i -= 2) {
                    LittleEndian.putShort(
                            data, i, (short) (LittleEndian.getShort(data, i) - LittleEndian.getShort(data, i - pixel)));
                }
            }
            default -> {
                for (int i = last; i >= start + pixel; i -= 4) {
                    LittleEndian.putInt(data, i, LittleEndian.getInt(data, i) - LittleEndian.getInt(data, i - pixel));
                }
            }
        }
    }

    /** The most significant bytes of all samples of the row first, then the next, each less the one a pixel before. */
    private void separatePlanes(byte[] data, int start, int rowBytes, byte[] scratch) {
        int size = type.bytes();
        int count = rowBytes / size;
        for (int i = 0; i < count; i++) {
            for (int b = 0; b < size; b++) {
                scratch[(size - 1 - b) * count + i] = data[start + i * size + b];
            }
        }
        System.arraycopy(scratch, 0, data, start, bands);
        for (int i = bands; i < rowBytes; i++) {
            data[start + i] = (byte) (scratch[i] - scratch[i - bands]);
        }
    }
}
