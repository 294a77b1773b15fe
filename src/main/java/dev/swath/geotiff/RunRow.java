package dev.swath.geotiff;

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
        int behind = bytes();
        int end = from + 3 * count;
        for (int at = from; at < end; at += 3, behind -= 3 * factor) {
            int a = data[at];
            int b = data[at + 1];
            int c = data[at + 2];
            if (at > from && a == first && b == second && c == third) {
                continue;
            }
            int to = 3 * found;
            int x = a - first & 0xFF;
            int y = b - second & 0xFF;
            int z = c - third & 0xFF;
            differences[to] = (byte) x;
            differences[to + 1] = (byte) y;
            differences[to + 2] = (byte) z;
            starts[found++] = width - behind / 3;
            sum += x + y + z;
            weighted += (long) (x + y + z) * behind - y - 2L * z;
            first = a;
            second = b;
            third = c;
        }
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
        } else if (type.bytes() == 1) {
            for (int i = 0; i < pixelBytes; i++) {
                differences[to + i] = (byte) (data[at + i] - data[left + i]);
            }
        } else if (type.bytes() == 2) {
            for (int i = 0; i < pixelBytes; i += 2) {
                int difference = LittleEndian.getShort(data, at + i) - LittleEndian.getShort(data, left + i);
                LittleEndian.putShort(differences, to + i, (short) difference);
            }
        } else {
            for (int i = 0; i < pixelBytes; i += 4) {
                int difference = LittleEndian.getInt(data, at + i) - LittleEndian.getInt(data, left + i);
                LittleEndian.putInt(differences, to + i, difference);
            }
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

    /** The first column of a run; the width for the run after the last one. */
    int start(int run) {
        return starts[run];
    }

    /** All differences; those of a run's first pixel start at {@link #at}. */
    byte[] differences() {
        return differences;
    }

    int at(int plane, int run) {
        return place(plane, run);
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
        int here = place(plane, run);
        int there = place(plane, otherRun);
        for (int i = 0; i < stride; i++) {
            if (differences[here + i] != other.differences[there + i]) {
                return false;
            }
        }
        return true;
    }
}
