package dev.swath.geotiff;

import dev.swath.geotiff.deflate.LiteralEncoder;
import dev.swath.grid.SampleType;
import java.io.Closeable;

/**
 * Turns the pixels of a block into the bytes stored in the file: TIFF's predictor, then DEFLATE. Pixels that repeat are
 * written as repetitions ({@link RepeatedBlockEncoder}), noisy ones as literals ({@link LiteralEncoder}), all others by zlib;
 * which of the last two, some rows of the block tell. Serves one thread; must be closed.
 */
final class BlockEncoder implements Closeable {
    /** TIFF's number for zlib streams, "Adobe deflate". */
    static final int DEFLATE = 8;

    private static final int TRIED_ROWS = 16;
    /** Percents by which literals may be longer than what zlib makes of the same rows in ten times the time. */
    private static final int TOLERANCE = 2;

    private final SampleType type;
    private final int bands;
    private final PredictorEncoder predictor;
    private final ZlibEncoder zlib;
    private final LiteralEncoder literals = new LiteralEncoder();
    private byte[] predicted = {};

    /**
     * @param type type of the samples
     * @param bands samples of a pixel, side by side
     * @param level of zlib, 1 (fast) to 9 (small)
     */
    BlockEncoder(SampleType type, int bands, int level) {
        this.type = type;
        this.bands = bands;
        predictor = new PredictorEncoder(type, bands);
        zlib = new ZlibEncoder(level);
    }

    /** Encodes a square block, filled up at its right and bottom by the last column and row of the pixels. */
    byte[] encode(PixelBlock pixels, int side) {
        int rowBytes = side * bands * type.bytes();
        int size = Math.multiplyExact(side, rowBytes);
        if (predicted.length < size) {
            predicted = new byte[size];
        }
        predictor.apply(pixels, side, predicted);
        int rows = Math.min(pixels.height(), TRIED_ROWS);
        int from = (pixels.height() - rows) / 2 * rowBytes;
        long alone = literals.encode(predicted, from, rows, rowBytes).length;
        boolean noisy = 100 * alone <= (100L + TOLERANCE) * zlib.encode(predicted, from, rows * rowBytes).length;
        return noisy ? literals.encode(predicted, 0, side, rowBytes) : zlib.encode(predicted, 0, size);
    }

    /** zlib's stream of bytes that are no samples. */
    byte[] encode(byte[] bytes) {
        return zlib.encode(bytes, 0, bytes.length);
    }

    @Override
    public void close() {
        zlib.close();
    }
}
