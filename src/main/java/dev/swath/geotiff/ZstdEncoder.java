package dev.swath.geotiff;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.util.Arrays;

/** Zstandard, TIFF's compression 50000. Serves one thread; must be closed. */
final class ZstdEncoder implements ByteEncoder {
    private static final int LEVEL = 1;

    private final ZstdCompressCtx context = new ZstdCompressCtx().setLevel(LEVEL);
    private byte[] out = {};

    @Override
    public byte[] encode(byte[] bytes, int from, int count) {
        int most = Math.toIntExact(Zstd.compressBound(count));
        if (out.length < most) {
            out = new byte[most];
        }
        return Arrays.copyOf(out, context.compressByteArray(out, 0, out.length, bytes, from, count));
    }

    @Override
    public void close() {
        context.close();
    }
}
