package dev.swath.geotiff;

import dev.swath.geotiff.deflate.ZlibStream;
import dev.swath.grid.SampleType;

/**
 * A row of a block as runs of equal pixels, each with the differences that TIFF's predictor computes for its first pixel; those
 * of the other pixels are zeros. Predictor 2 (TIFF 6.0, section 14) gives one plane of whole pixels; predictor 3 (TIFF Technical Note
 * 3) one plane for each byte of a sample, the most significant first, in which a pixel is one byte of each band. Runs are as
 * long as possible, so that equal rows have equal runs however they were made.
 */
final class RunRow {
    private final SampleType type;
    private final int pixelBytes;
    private final int planes;
    private final int stride;
    private final int width;
    private final int[] starts;
    private final byte[] differences;
    /** The first bytes of each difference, the first one lowest: all of them if it has {@value Long#BYTES} at most. */
    private final long[] keys;

    private int runs;
    private long sum;
    private long weighted;

    /**
     * @param type of the samples
     * @param bands samples of a pixel
     * @param width pixels of the row
     */
    RunRow(SampleType type, int bands, int width) {
        this.type = type;
        this.width = width;
        pixelBytes = bands * type.bytes();
        planes = type.floating() ? type.bytes() : 1;
        stride = pixelBytes / planes;
        starts = new int[width + 1];
        keys = new long[width * planes];
        differences = new byte[width * pixelBytes];
    }

    /**
     * Reads a row.
     *
     * @param data little-endian samples, pixel-interleaved
     * @param from the row's first byte in it
     * @param count pixels to read; the last one fills the row
     * @param factor how many pixels of the row each of them stands for
     */
    void read(byte[] data, int from, int count, int factor) {
        runs = 0;
        sum = 0;
        weighted = 0;
        if (pixelBytes == 3) {
            readThree(data, from, count, factor);
            return;
        }
        begin(data, from, from + (count - 1) * pixelBytes);
        for (int column = 1, at = from + pixelBytes; column < count; column++, at += pixelBytes) {
            if (!sameAsLeft(data, at)) {
                starts[runs] = column * factor;
                differ(data, at);
            }
        }
        starts[runs] = width;
    }

    /** The same for pixels of three bytes, those of a picture: by far the most frequent. */
    private void readThree(byte[] data, int from, int count, int factor) {
        int first = 0;
        int second = 0;
        int third = 0;
        int found = 0;
        int start = 0;
        int behind = bytes();
        int step = 3 * factor;
        int end = from + 3 * count;
        long bytes = 0;
        long products = 0;
        int[] columns = starts;
        long[] differing = keys;
        for (int at = from; at < end; at += 3, start += factor, behind -= step) {
            int a = data[at];
            int b = data[at + 1];
            int c = data[at + 2];
            if (a == first && b == second && c == third && at > from) {
                continue;
            }
            int x = a - first & 0xFF;
            int y = b - second & 0xFF;
            int z = c - third & 0xFF;
            differing[found] = x | y << 8 | z << 16;
            columns[found++] = start;
            int all = x + y + z;
            bytes += all;
            products += (long) all * behind - y - 2L * z;
            first = a;
            second = b;
            third = c;
        }
        sum = bytes;
        weighted = products;
        runs = found;
        starts[found] = width;
    }

    private boolean sameAsLeft(byte[] data, int at) {
        for (int i = at; i < at + pixelBytes; i++) {
            if (data[i] != data[i - pixelBytes]) {
                return false;
            }
        }
        return true;
    }

    /** The first pixel has none to its left, except in the planes of predictor 3: there it is the last pixel of the previous plane. */
    private void begin(byte[] data, int from, int last) {
        starts[0] = 0;
        if (planes == 1) {
            System.arraycopy(data, from, differences, 0, pixelBytes);
        } else {
            for (int plane = 0; plane < planes; plane++) {
                int significance = planes - 1 - plane;
                for (int band = 0; band < stride; band++) {
                    int before = plane == 0 ? 0 : data[last + band * planes + significance + 1];
                    differences[place(plane, 0) + band] = (byte) (data[from + band * planes + significance] - before);
                }
            }
        }
        count();
    }

    private void differ(byte[] data, int at) {
        int left = at - pixelBytes;
        int to = place(0, runs);
        if (planes > 1) {
            for (int plane = 0; plane < planes; plane++) {
                for (int band = 0; band < stride; band++) {
                    int i = band * planes + planes - 1 - plane;
                    differences[place(plane, runs) + band] = (byte) (data[at + i] - data[left + i]);
                }
            }
        } else {
            PredictorEncoder.differ(type.bytes(), data, at, left, differences, to, pixelBytes);
        }
        count();
    }

    /** Counts the new run, and its bytes in the sums of Adler-32. */
    private void count() {
        for (int plane = 0; plane < planes; plane++) {
            int behind = bytes() - (plane * width + starts[runs]) * stride;
            int from = place(plane, runs);
            for (int i = 0; i < stride; i++) {
                int value = differences[from + i] & 0xFF;
                sum += value;
                weighted += (long) value * (behind - i);
            }
            long key = 0;
            for (int i = Math.min(stride, Long.BYTES) - 1; i >= 0; i--) {
                key = key << 8 | differences[from + i] & 0xFF;
            }
            keys[plane * width + runs] = key;
        }
        runs++;
    }

    private int place(int plane, int run) {
        return (plane * width + run) * stride;
    }

    int planes() {
        return planes;
    }

    /** Bytes of a pixel in a plane. */
    int stride() {
        return stride;
    }

    /** Bytes of the row. */
    int bytes() {
        return width * pixelBytes;
    }

    /** Whether all differences of the row are zeros. */
    boolean isZero() {
        return sum == 0;
    }

    int runs() {
        return runs;
    }

    /** First columns of the runs, and the width for the run after the last one. */
    int[] starts() {
        return starts;
    }

    /** The differences of the runs' first pixels, packed into numbers; those of a plane start at {@link #plane}. */
    long[] keys() {
        return keys;
    }

    int plane(int plane) {
        return plane * width;
    }

    /** Whether the difference of a run is zero. */
    boolean isZero(int plane, int run) {
        if (keys[plane * width + run] != 0) {
            return false;
        }
        int from = place(plane, run);
        for (int i = Long.BYTES; i < stride; i++) {
            if (differences[from + i] != 0) {
                return false;
            }
        }
        return true;
    }

    /** Appends the difference of a run. */
    void write(int plane, int run, ZlibStream stream) {
        if (stride <= Long.BYTES) {
            stream.literals(keys[plane * width + run], stride);
        } else {
            stream.literals(differences, place(plane, run), stride);
        }
    }

    /** Sum of the bytes of the row. */
    long sum() {
        return sum;
    }

    /** Sum of the bytes of the row, each times the number of bytes from it to the row's end. */
    long weighted() {
        return weighted;
    }

    /** Whether another row has an equal run at the same place, with the same length and difference. */
    boolean sameRun(int plane, int run, RunRow other, int otherRun) {
        if (starts[run] != other.starts[otherRun] || starts[run + 1] != other.starts[otherRun + 1]) {
            return false;
        }
        if (keys[plane * width + run] != other.keys[plane * width + otherRun]) {
            return false;
        }
        int here = place(plane, run);
        int there = place(plane, otherRun);
        for (int i = Long.BYTES; i < stride; i++) {
            if (differences[here + i] != other.differences[there + i]) {
                return false;
            }
        }
        return true;
    }
}
