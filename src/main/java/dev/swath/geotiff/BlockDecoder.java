package dev.swath.geotiff;

import dev.swath.grid.SampleType;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Turns stored blocks of one image into little-endian samples. Serves one thread and one call; must be closed. */
final class BlockDecoder implements Closeable {

    private final ImageFileDirectory directory;
    private final BlockLayout layout;
    private final byte[] absent;
    private final Inflater inflater = new Inflater();
    private final LzwDecoder lzw = new LzwDecoder();
    private byte[] scratch = new byte[0];
    private byte[] rowScratch = new byte[0];

    /**
     * Where a block lies in the file.
     *
     * @param index position in the directory's list of blocks
     * @param rows rows that it holds
     * @param offset its first byte
     * @param count its bytes
     */
    record StoredBlock(int index, int rows, long offset, long count) {

        /** GDAL's sparse files: blocks that were never written have neither position nor length. */
        boolean isAbsent() {
            return offset == 0 && count == 0;
        }
    }

    /** @param nodata what a block that was never written holds (zero where the file has no nodata value) */
    BlockDecoder(ImageFileDirectory directory, BlockLayout layout, OptionalDouble nodata) {
        this.directory = directory;
        this.layout = layout;
        this.absent = sample(layout.type(), nodata.orElse(0));
    }

    /**
     * Finds a block. It fails before anything is allocated if the stored bytes can't hold the block.
     *
     * @param plane the band where bands have blocks of their own, else 0
     */
    StoredBlock locate(int plane, int blockColumn, int blockRow) throws IOException {
        int index = (plane * layout.blocksDown() + blockRow) * layout.blocksAcross() + blockColumn;
        StoredBlock block = new StoredBlock(
                index,
                layout.storedRows(blockRow),
                directory.integerAt(layout.offsetsTag(), index),
                directory.integerAt(layout.byteCountsTag(), index));
        if (!block.isAbsent()) {
            long needed = (long) block.rows() * storedRowBytes();
            if (block.count() < needed / layout.mostExpansion()) {
                throw new TiffException(
                        String.format(Locale.ROOT, "block %d: %d bytes can't hold %d", index, block.count(), needed));
            }
            directory.source().checkRange(block.offset(), block.count());
        }
        return block;
    }

    /** Decodes one block into this decoder's own array, which is valid until the next call. */
    byte[] decode(StoredBlock block) throws IOException {
        scratch = atLeast(scratch, block.rows() * layout.rowBytes());
        decode(block, scratch);
        return scratch;
    }

    /** Decodes one block: {@code rows × rowBytes} bytes from {@code out[0]}. */
    void decode(StoredBlock block, byte[] out) throws IOException {
        if (block.isAbsent()) {
            fill(out, block.rows() * layout.rowBytes());
        } else if (layout.bits() == 1) {
            byte[] packed = new byte[block.rows() * storedRowBytes()];
            expand(block, packed, packed.length);
            unpackBits(packed, out);
        } else {
            expand(block, out, block.rows() * layout.rowBytes());
            restore(out, block.rows());
        }
    }

    /** Expands a block with its checksum, and leaves its samples as differences. */
    void check(StoredBlock block) throws IOException {
        if (!block.isAbsent()) {
            int size = block.rows() * storedRowBytes();
            scratch = atLeast(scratch, size);
            expand(block, scratch, size);
        }
    }

    private int storedRowBytes() {
        return layout.bits() == 1 ? (layout.blockWidth() * layout.blockSamples() + 7) / 8 : layout.rowBytes();
    }

    private void expand(StoredBlock block, byte[] out, int size) throws IOException {
        // More than this is never used, even if the file declares it.
        long count = Math.min(block.count(), 2L * size + 0x10000);
        ByteBuffer bytes = directory.source().bytes(block.offset(), count);
        int from = bytes.arrayOffset();
        int to = from + bytes.limit();
        int decoded =
                switch (layout.compression()) {
                    case BlockLayout.UNCOMPRESSED -> copy(bytes, out, size);
                    case BlockLayout.LZW -> lzw.decode(bytes.array(), from, to, out, size);
                    case BlockLayout.ZSTD -> ZstdDecoder.decode(bytes.array(), from, to, out, size);
                    case BlockLayout.PACK_BITS -> PackBitsDecoder.decode(bytes.array(), from, to, out, size);
                    default -> inflate(bytes, out, size);
                };
        if (decoded < size) {
            throw new TiffException(
                    String.format(Locale.ROOT, "block %d holds %d bytes of %d", block.index(), decoded, size));
        }
    }

    private static int copy(ByteBuffer bytes, byte[] out, int size) {
        int count = Math.min(size, bytes.remaining());
        bytes.get(out, 0, count);
        return count;
    }

    private int inflate(ByteBuffer bytes, byte[] out, int size) throws TiffException {
        inflater.reset();
        inflater.setInput(bytes);
        try {
            int written = 0;
            while (written < size) {
                int count = inflater.inflate(out, written, size - written);
                if (count == 0) {
                    return written;
                }
                written += count;
            }
            checkEnd((long) layout.blockHeight() * layout.rowBytes() - size);
            return written;
        } catch (DataFormatException e) {
            throw new TiffException("a damaged DEFLATE stream: " + e.getMessage(), e);
        }
    }

    /**
     * Reads to the end of the stream, because the checksum is compared only there.
     *
     * @param most bytes that may follow: some programs pad the last strip
     */
    private void checkEnd(long most) throws DataFormatException, TiffException {
        byte[] excess = new byte[256];
        long followed = 0;
        while (!inflater.finished()) {
            int count = inflater.inflate(excess);
            followed += count;
            if (followed > most || (count == 0 && !inflater.finished())) {
                throw new TiffException("a DEFLATE stream that holds more than its block, or breaks off");
            }
        }
    }

    private void unpackBits(byte[] packed, byte[] out) {
        int rowSamples = layout.rowBytes();
        int rowBytes = storedRowBytes();
        for (int row = 0; row * rowBytes < packed.length; row++) {
            for (int i = 0; i < rowSamples; i++) {
                out[row * rowSamples + i] = (byte) (packed[row * rowBytes + (i >> 3)] >> (7 - (i & 7)) & 1);
            }
        }
    }

    private void restore(byte[] out, int rows) {
        int rowBytes = layout.rowBytes();
        int bytes = layout.type().bytes();
        boolean predicted =
                layout.compression() != BlockLayout.UNCOMPRESSED && layout.compression() != BlockLayout.PACK_BITS;
        int predictor = predicted ? layout.predictor() : 1;
        if (predictor == 3) {
            rowScratch = atLeast(rowScratch, rowBytes);
        } else if (bytes > 1 && directory.order() == ByteOrder.BIG_ENDIAN) {
            PredictorDecoder.reverse(out, rows * rowBytes, bytes);
        }
        for (int row = 0; row < rows && predictor > 1; row++) {
            if (predictor == 2) {
                PredictorDecoder.horizontal(out, row * rowBytes, rowBytes, layout.blockSamples(), bytes);
            } else {
                PredictorDecoder.floatingPoint(out, row * rowBytes, rowBytes, layout.blockSamples(), bytes, rowScratch);
            }
        }
    }

    private void fill(byte[] out, int size) {
        for (int i = 0; i < size; i += absent.length) {
            System.arraycopy(absent, 0, out, i, absent.length);
        }
    }

    private static byte[] atLeast(byte[] array, int size) {
        return array.length < size ? new byte[size] : array;
    }

    private static byte[] sample(SampleType type, double value) {
        ByteBuffer bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        switch (type) {
            case FLOAT32 -> bytes.putFloat((float) value);
            case FLOAT64 -> bytes.putDouble(value);
            default -> {
                int bits = type.bytes() * 8;
                long least = type.signed() ? -(1L << (bits - 1)) : 0;
                long most = type.signed() ? (1L << (bits - 1)) - 1 : (1L << bits) - 1;
                bytes.putLong(Math.max(least, Math.min(most, (long) value)));
            }
        }
        return Arrays.copyOf(bytes.array(), type.bytes());
    }

    @Override
    public void close() {
        inflater.end();
    }
}
