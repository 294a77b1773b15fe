package dev.swath.geotiff;

import dev.swath.geotiff.deflate.Adler;
import dev.swath.geotiff.deflate.ZlibStream;
import dev.swath.grid.SampleType;
import java.util.Arrays;

/**
 * Encodes blocks in which pixels repeat. The predictor turns a run of equal pixels into the difference of its first pixel and
 * zeros, and equal rows into equal bytes. So the matches that zlib would search for are known and written directly: copies of
 * earlier zeros, and copies of the row above. A row that differs from the one above only in places, where an edge of the area
 * or an outline crosses it, is copied except for these places.
 *
 * <p>The bytes depend only on the pixels: the band's own pixels with a factor give the same block as all its pixels with the
 * factor 1. Serves one thread.
 */
final class RepeatedBlockEncoder {
    /** The shortest piece of the row above that is worth a copy. */
    private static final int SHORTEST_COPY = 8;

    private final ZlibStream stream = new ZlibStream();
    private final int side;
    private final int rowBytes;
    private final int planes;
    private final int stride;
    private RunRow above;
    private RunRow row;
    private boolean first;
    /** Bytes to copy from the row above, not yet written; if there are any, no zeros are pending. */
    private int copied;
    /** Zeros not yet written. */
    private int zeros;
    /** The zeros last written, and the bytes written since. */
    private int zerosBefore;

    private int sinceZeros;

    /**
     * @param type of the samples
     * @param bands samples of a pixel
     * @param side columns and rows of a block, a multiple of 16 as in any tiled TIFF, whose rows have
     *     {@link ZlibStream#FARTHEST_MATCH} bytes at most
     */
    RepeatedBlockEncoder(SampleType type, int bands, int side) {
        this.side = side;
        above = new RunRow(type, bands, side);
        row = new RunRow(type, bands, side);
        rowBytes = row.bytes();
        planes = row.planes();
        stride = row.stride();
    }

    /**
     * Encodes a block, padded at the right and bottom with its last column and row.
     *
     * @param pixels only read
     * @param repeats how often they are repeated in the block
     */
    byte[] encode(PixelBlock pixels, Repeats repeats) {
        first = true;
        copied = 0;
        zeros = 0;
        zerosBefore = 0;
        sinceZeros = 0;
        Adler adler = new Adler();
        int length = pixels.data().length / pixels.height();
        int left = side;
        for (int y = 0; y < pixels.height(); y++) {
            int from = y * length;
            int copies = y == pixels.height() - 1 ? left : repeats.rows()[y];
            left -= copies;
            boolean same =
                    y > 0 && Arrays.equals(pixels.data(), from, from + length, pixels.data(), from - length, from);
            if (!same) {
                row.read(pixels.data(), from, pixels.width(), repeats.columns());
                add();
                adler.add(above.sum(), above.weighted(), rowBytes);
                copies--;
            }
            repeat(copies, adler);
        }
        writeCopied();
        writeZeros();
        return stream.finish(adler.value());
    }

    private void repeat(int copies, Adler adler) {
        if (copies > 0) {
            if (above.isZero()) {
                zeros += copies * rowBytes;
            } else {
                writeZeros();
                copied += copies * rowBytes;
            }
            for (int i = 0; i < copies; i++) {
                adler.add(above.sum(), above.weighted(), rowBytes);
            }
        }
    }

    /** Adds the row, which becomes the row above. */
    private void add() {
        if (row.isZero()) {
            writeCopied();
            zeros += rowBytes;
        }
        for (int plane = 0; plane < planes && !row.isZero(); plane++) {
            addPlane(plane);
        }
        RunRow read = row;
        row = above;
        above = read;
        first = false;
    }

    private void addPlane(int plane) {
        int[] starts = row.starts();
        int[] startsAbove = above.starts();
        long[] keys = row.keys();
        long[] keysAbove = above.keys();
        int base = row.plane(plane);
        int runs = row.runs();
        int candidate = 0;
        for (int run = 0; run < runs; ) {
            int start = starts[run];
            int end = run;
            if (!first) {
                while (startsAbove[candidate] < start) {
                    candidate++;
                }
                // Most runs of noisy pixels differ from those above already in their first bytes.
                if (keys[base + run] == keysAbove[base + candidate] && startsAbove[candidate] == start) {
                    end = endOfSame(plane, run, candidate);
                }
            }
            int bytes = (starts[end] - start) * stride;
            if (bytes >= SHORTEST_COPY) {
                writeZeros();
                copied += bytes;
            } else {
                end = Math.max(end, run + 1);
                for (int next = run; next < end; next++) {
                    addRun(plane, next, (starts[next + 1] - starts[next]) * stride);
                }
            }
            run = end;
        }
    }

    /** Behind the last of the runs that are equal to those above. */
    private int endOfSame(int plane, int run, int candidate) {
        int end = run;
        while (end < row.runs()
                && candidate + end - run < above.runs()
                && row.sameRun(plane, end, above, candidate + end - run)) {
            end++;
        }
        return end;
    }

    private void addRun(int plane, int run, int bytes) {
        if (copied > 0) {
            writeCopied();
        }
        if (row.isZero(plane, run)) {
            zeros += bytes;
        } else {
            if (zeros > 0) {
                writeZeros();
            }
            row.write(plane, run, stream);
            sinceZeros += stride;
            zeros = bytes - stride;
        }
    }

    private void writeCopied() {
        if (copied > 0) {
            stream.match(copied, rowBytes);
            copied = 0;
            zerosBefore = 0;
        }
    }

    /** Zeros are copied from those before the last literals if there were as many; otherwise one zero is written and repeated. */
    private void writeZeros() {
        int count = zeros;
        if (count == 0) {
            return;
        }
        boolean near = sinceZeros + count <= ZlibStream.FARTHEST_MATCH;
        if (count >= ZlibStream.SHORTEST_MATCH && zerosBefore >= count && near) {
            stream.match(count, sinceZeros + count);
        } else {
            int single = count > ZlibStream.SHORTEST_MATCH ? 1 : count;
            for (int i = 0; i < single; i++) {
                stream.literal((byte) 0);
            }
            if (count > single) {
                stream.match(count - single, 1);
            }
        }
        zeros = 0;
        zerosBefore = count;
        sinceZeros = 0;
    }
}
