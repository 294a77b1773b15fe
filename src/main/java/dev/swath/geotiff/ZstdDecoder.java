package dev.swath.geotiff;

import com.github.luben.zstd.Zstd;

/** Expands the Zstandard frames of blocks, TIFF's compression 50000. */
final class ZstdDecoder {

    private ZstdDecoder() {}

    /**
     * Expands a block.
     *
     * @param from first byte of it
     * @param to the byte after its last one
     * @param size most bytes that it may expand to
     * @return how many bytes were written, from {@code out[0]}
     * @throws TiffException if it is damaged, holds more, or this machine can't load the native code for it
     */
    static int decode(byte[] in, int from, int to, byte[] out, int size) throws TiffException {
        if (!Zstandard.isAvailable()) {
            throw new TiffException("compression 50000 (Zstandard), for which this machine has no native code");
        }
        long written = Zstd.decompressByteArray(out, 0, size, in, from, to - from);
        if (Zstd.isError(written)) {
            throw new TiffException("a damaged Zstandard frame: " + Zstd.getErrorName(written));
        }
        return (int) written;
    }
}
