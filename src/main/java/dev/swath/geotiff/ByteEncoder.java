package dev.swath.geotiff;

import dev.swath.job.Compression;
import java.io.Closeable;
import java.util.Arrays;

/** Compresses any bytes. Serves one thread; must be closed. */
interface ByteEncoder extends Closeable {

    /** The compressed {@code bytes[from .. from + count]}. */
    byte[] encode(byte[] bytes, int from, int count);

    @Override
    void close();

    /**
     * The encoder of a compression.
     *
     * @param level of DEFLATE, 1 (fast) to 9 (small)
     */
    static ByteEncoder of(Compression compression, int level) {
        return switch (compression) {
            case DEFLATE -> new ZlibEncoder(level);
            case ZSTD -> new ZstdEncoder();
            case LZW -> new LzwEncoder();
            case NONE -> new Unchanged();
        };
    }

    /** TIFF's number of a compression. */
    static int tag(Compression compression) {
        return switch (compression) {
            case DEFLATE -> BlockLayout.DEFLATE;
            case ZSTD -> BlockLayout.ZSTD;
            case LZW -> BlockLayout.LZW;
            case NONE -> BlockLayout.UNCOMPRESSED;
        };
    }

    /** No compression. */
    final class Unchanged implements ByteEncoder {
        @Override
        public byte[] encode(byte[] bytes, int from, int count) {
            return Arrays.copyOfRange(bytes, from, from + count);
        }

        @Override
        public void close() {
            // holds nothing
        }
    }
}
