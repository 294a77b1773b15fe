package dev.swath.geotiff;

import dev.swath.geotiff.deflate.LiteralEncoder;
import dev.swath.grid.SampleType;
import dev.swath.job.Compression;
import java.io.Closeable;

/**
 * Turns the pixels of a block into the bytes stored in the file: TIFF's predictor, then the compression. With DEFLATE,
 * noisy pixels are written as literals ({@link LiteralEncoder}) and all others by zlib; a sample of the block's rows decides
 * which. Serves one thread; must be closed.
 */
final class BlockEncoder implements Closeable {
    private static final int TRIED_ROWS = 16;
    /** Percent by which literals may be longer than zlib's output for the same rows, because zlib takes several times as long. */
    private static final int TOLERANCE = 3;

    private final Compression compression;
    private final int pixelBytes;
    private final PredictorEncoder predictor;
    private final ByteEncoder bytes;
    private final LiteralEncoder literals = new LiteralEncoder();
    private byte[] predicted = {};

    /**
     * @param type type of the samples
     * @param bands samples of a pixel, side by side
     * @param compression of the blocks
     * @param level of DEFLATE, 1 (fast) to 9 (small)
     */
    BlockEncoder(SampleType type, int bands, Compression compression, int level) {
        this.compression = compression;
        pixelBytes = bands * type.bytes();
        predictor = new PredictorEncoder(type, bands);
        bytes = ByteEncoder.of(compression, level);
    }

    /** Encodes a square block, padded at the right and bottom with the last column and row of the pixels. */
    byte[] encode(PixelBlock pixels, int side) {
        int rowBytes = side * pixelBytes;
        int size = Math.multiplyExact(side, rowBytes);
        if (compression == Compression.NONE) {
            return pixels.padded(side).data().clone();
        }
        if (predicted.length < size) {
            predicted = new byte[size];
        }
        predictor.apply(pixels, side, predicted);
        boolean noisy = compression == Compression.DEFLATE && isNoisy(pixels.height(), rowBytes);
        return noisy ? literals.encode(predicted, 0, side, rowBytes) : bytes.encode(predicted, 0, size);
    }

    private boolean isNoisy(int height, int rowBytes) {
        int rows = Math.min(height, TRIED_ROWS);
        int from = (height - rows) / 2 * rowBytes;
        long alone = literals.encode(predicted, from, rows, rowBytes).length;
        return 100 * alone <= (100L + TOLERANCE) * bytes.encode(predicted, from, rows * rowBytes).length;
    }

    /** Encodes bytes that are not samples. */
    byte[] encode(byte[] raw) {
        return bytes.encode(raw, 0, raw.length);
    }

    @Override
    public void close() {
        bytes.close();
    }
}
