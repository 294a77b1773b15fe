package dev.swath.geotiff.deflate;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.Adler32;

/**
 * Encodes bytes with few repetitions, such as the differences of noisy pixels: each is a literal in a Huffman code made for
 * the block. Only padding and masked pixels are copied: zeros, and rows equal to the one above. Serves one thread.
 */
public final class LiteralEncoder {
    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private final ZlibStream stream = new ZlibStream();
    private final Adler32 adler = new Adler32();
    private long[] eights = {};

    /** The zlib stream of {@code bytes[from .. from + rows × rowBytes]}. */
    public byte[] encode(byte[] bytes, int from, int rows, int rowBytes) {
        boolean copies = rowBytes >= ZlibStream.SHORTEST_MATCH && rowBytes <= ZlibStream.FARTHEST_MATCH;
        int copied = 0;
        for (int row = 0; row < rows; row++) {
            int at = from + row * rowBytes;
            if (copies && row > 0 && Arrays.equals(bytes, at - rowBytes, at, bytes, at, at + rowBytes)) {
                copied += rowBytes;
                continue;
            }
            if (copied > 0) {
                stream.match(copied, rowBytes);
                copied = 0;
            }
            add(bytes, at, at + rowBytes);
        }
        if (copied > 0) {
            stream.match(copied, rowBytes);
        }
        adler.reset();
        adler.update(bytes, from, rows * rowBytes);
        return stream.finish((int) adler.getValue());
    }

    private void add(byte[] bytes, int from, int end) {
        int literals = from;
        for (int at = firstZeros(bytes, from, end); at <= end - Long.BYTES; at += Long.BYTES) {
            if ((long) EIGHT_BYTES.get(bytes, at) != 0) {
                continue;
            }
            int first = at;
            while (first > literals && bytes[first - 1] == 0) {
                first--;
            }
            int behind = at + Long.BYTES;
            while (behind < end && bytes[behind] == 0) {
                behind++;
            }
            stream.literals(bytes, literals, first + 1 - literals);
            stream.match(behind - first - 1, 1);
            literals = behind;
            at = behind - Long.BYTES;
        }
        stream.literals(bytes, literals, end - literals);
    }

    /** The first eight bytes that are zero, counted from the beginning in eights, or the end. */
    private int firstZeros(byte[] bytes, int from, int end) {
        int count = (end - from) / Long.BYTES;
        if (eights.length < count) {
            eights = new long[count];
        }
        long[] all = eights;
        ByteBuffer.wrap(bytes, from, count * Long.BYTES)
                .order(ByteOrder.nativeOrder())
                .asLongBuffer()
                .get(all, 0, count);
        for (int i = 0; i < count; i++) {
            if (all[i] == 0) {
                return from + i * Long.BYTES;
            }
        }
        return end;
    }
}
