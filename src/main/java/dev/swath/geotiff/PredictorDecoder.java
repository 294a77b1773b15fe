package dev.swath.geotiff;

/** Undoes the differences of TIFF's predictors, in place, row by row. */
final class PredictorDecoder {

    private PredictorDecoder() {}

    /**
     * Predictor 2 (TIFF 6.0, section 14): each sample was stored as its difference from the same band's sample to the
     * left.
     *
     * @param data little-endian samples
     * @param start first byte of the row
     * @param rowBytes bytes of the row
     * @param bands samples of a pixel that are side by side
     * @param bytes bytes of a sample
     */
    static void horizontal(byte[] data, int start, int rowBytes, int bands, int bytes) {
        int stride = bands * bytes;
        int end = start + rowBytes;
        switch (bytes) {
            case 1 -> {
                if (stride == 3) {
                    addThree(data, start, end);
                    return;
                }
                for (int i = start + stride; i < end; i++) {
                    data[i] += data[i - stride];
                }
            }
            case 2 -> {
                if (stride == Long.BYTES) {
                    addFourShorts(data, start, rowBytes);
                    return;
                }
                for (int band = 0; band < stride; band += 2) {
                    addShorts(data, start + band, end, stride);
                }
            }
            case 4 -> {
                for (int i = start + stride; i < end; i += 4) {
                    LittleEndian.putInt(data, i, LittleEndian.getInt(data, i) + LittleEndian.getInt(data, i - stride));
                }
            }
            default -> {
                for (int i = start + stride; i < end; i += 8) {
                    LittleEndian.putLong(
                            data, i, LittleEndian.getLong(data, i) + LittleEndian.getLong(data, i - stride));
                }
            }
        }
    }

    /** Pixels of a picture. The sums stay in registers; otherwise each byte would wait for one that was just written. */
    private static void addThree(byte[] data, int start, int end) {
        int red = 0;
        int green = 0;
        int blue = 0;
        for (int i = start; i + 2 < end; i += 3) {
            red += data[i];
            green += data[i + 1];
            blue += data[i + 2];
            data[i] = (byte) red;
            data[i + 1] = (byte) green;
            data[i + 2] = (byte) blue;
        }
    }

    /** Pixels of one number of eight bytes, whose four sums no carry leaves. */
    private static void addFourShorts(byte[] data, int start, int rowBytes) {
        int count = rowBytes / Long.BYTES;
        long[] pixels = new long[count];
        LittleEndian.getLongs(data, start, pixels, count);
        long highest = 0x8000_8000_8000_8000L;
        long sum = 0;
        for (int i = 0; i < count; i++) {
            long difference = pixels[i];
            sum = (sum & ~highest) + (difference & ~highest) ^ (sum ^ difference) & highest;
            pixels[i] = sum;
        }
        LittleEndian.putLongs(data, start, pixels, count);
    }

    private static void addShorts(byte[] data, int start, int end, int stride) {
        int sum = 0;
        for (int i = start; i + 1 < end; i += stride) {
            sum += data[i] & 0xFF | data[i + 1] << 8;
            data[i] = (byte) sum;
            data[i + 1] = (byte) (sum >> 8);
        }
    }

    /**
     * Predictor 3 (Adobe's TIFF Technical Note 3): the bytes of a row's floats were sorted by significance, the most
     * significant first whatever the file's byte order, and then stored as differences.
     *
     * @param row scratch of at least {@code rowBytes} bytes
     */
    static void floatingPoint(byte[] data, int start, int rowBytes, int bands, int bytes, byte[] row) {
        for (int i = start + bands; i < start + rowBytes; i++) {
            data[i] += data[i - bands];
        }
        System.arraycopy(data, start, row, 0, rowBytes);
        int samples = rowBytes / bytes;
        for (int significance = 0; significance < bytes; significance++) {
            int from = significance * samples;
            int to = start + bytes - 1 - significance;
            for (int i = 0; i < samples; i++) {
                data[to + i * bytes] = row[from + i];
            }
        }
    }

    /** Turns big-endian samples into little-endian ones. */
    static void reverse(byte[] data, int size, int bytes) {
        for (int i = 0; i + bytes <= size; i += bytes) {
            for (int a = i, b = i + bytes - 1; a < b; a++, b--) {
                byte swapped = data[a];
                data[a] = data[b];
                data[b] = swapped;
            }
        }
    }
}
