package dev.swath.geotiff;

import java.util.Arrays;
import java.util.zip.Deflater;

/** zlib, reused for each block because a new one costs as much as a small block. Serves one thread; must be closed. */
final class ZlibEncoder implements ByteEncoder {
    private final Deflater deflater;
    private byte[] out = new byte[1 << 12];

    /** @param level of DEFLATE, 1 (fast) to 9 (small) */
    ZlibEncoder(int level) {
        deflater = new Deflater(level);
    }

    /** The zlib stream of {@code bytes[from .. from + count]}. */
    @Override
    public byte[] encode(byte[] bytes, int from, int count) {
        deflater.reset();
        deflater.setInput(bytes, from, count);
        deflater.finish();
        int length = deflater.deflate(out);
        while (!deflater.finished()) {
            out = Arrays.copyOf(out, Math.addExact(out.length, out.length));
            length += deflater.deflate(out, length, out.length - length);
        }
        return Arrays.copyOf(out, length);
    }

    @Override
    public void close() {
        deflater.end();
    }
}
