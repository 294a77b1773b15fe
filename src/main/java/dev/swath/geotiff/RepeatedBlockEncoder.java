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
            int candidate = 0;
            for (int run = 0; run < row.runs(); ) {
                while (!first && above.start(candidate) < row.start(run)) {
                    candidate++;
                }
                int end = run;
                while (!first
                        && end < row.runs()
                        && candidate + end - run < above.runs()
                        && row.sameRun(plane, end, above, candidate + end - run)) {
                    end++;
                }
                int bytes = (row.start(end) - row.start(run)) * stride;
                if (bytes >= SHORTEST_COPY) {
                    writeZeros();
                    copied += bytes;
                } else {
                    end = Math.max(end, run + 1);
                    addRuns(plane, run, end);
                }
                run = end;
            }
        }
        RunRow read = row;
        row = above;
        above = read;
        first = false;
    }

    private void addRuns(int plane, int from, int end) {
        writeCopied();
        byte[] differences = row.differences();
        for (int run = from; run < end; run++) {
            int at = row.at(plane, run);
            int length = row.start(run + 1) - row.start(run);
            if (isZero(differences, at)) {
                zeros += length * stride;
            } else {
                writeZeros();
                stream.literals(differences, at, stride);
                sinceZeros += stride;
                zeros = (length - 1) * stride;
            }
        }
    }

    private boolean isZero(byte[] differences, int at) {
        for (int i = at; i < at + stride; i++) {
            if (differences[i] != 0) {
                return false;
            }
        }
        return true;
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
