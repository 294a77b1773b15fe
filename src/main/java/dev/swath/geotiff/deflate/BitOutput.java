package dev.swath.geotiff.deflate;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bits packed into bytes from the lowest bit up (RFC 1951, section 3.1.1), in an array that grows and is reused. */
final class BitOutput {
    /** The position of a code's length, above the code's own bits. */
    static final int CODE_BITS = 16;
    /** The longest code that {@link #put(byte[], int, int, int[])} can write. */
    static final int LONGEST_CODE = 14;

    private static final long CODE_MASK = (1L << CODE_BITS) - 1;
    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes = new byte[1 << 12];
    private int size;
    private long pending;
    private int pendingBits;

    /** Makes room for this many more bytes; {@link #put} does not check. */
    void reserve(long more) {
        if (more > bytes.length - size - Long.BYTES) {
            bytes = Arrays.copyOf(bytes, Math.toIntExact(size + more + more / 8 + Long.BYTES));
        }
    }

    /**
     * Appends the lowest bits of a number, whose higher bits must be zero.
     *
     * @param count 0 to 32
     */
    void put(int value, int count) {
        pending |= (value & 0xFFFF_FFFFL) << pendingBits;
        pendingBits += count;
        if (pendingBits >= Integer.SIZE) {
            byte[] out = bytes;
            int at = size;
            int word = (int) pending;
            out[at] = (byte) word;
            out[at + 1] = (byte) (word >> 8);
            out[at + 2] = (byte) (word >> 16);
            out[at + 3] = (byte) (word >> 24);
            size = at + Integer.BYTES;
            pending >>>= Integer.SIZE;
            pendingBits -= Integer.SIZE;
        }
    }

    /**
     * Appends the codes of bytes.
     *
     * @param codes for each byte its code, and {@value #CODE_BITS} bits higher its length, {@value #LONGEST_CODE} at most
     */
    void put(byte[] values, int from, int to, int[] codes) {
        if (to - from < 4) {
            for (int i = from; i < to; i++) {
                int code = codes[values[i] & 0xFF];
                put(code & (int) CODE_MASK, code >>> CODE_BITS);
            }
            return;
        }
        while (pendingBits >= Byte.SIZE) {
            bytes[size++] = (byte) pending;
            pending >>>= Byte.SIZE;
            pendingBits -= Byte.SIZE;
        }
        // Four codes and the bits of an incomplete byte fit into eight bytes, so no branch depends on the lengths of
        // codes, which the processor could not predict. The compiler keeps local variables in registers.
        byte[] out = bytes;
        long bits = pending;
        int count = pendingBits;
        int at = size;
        int i = from;
        for (; i <= to - 4; i += 4) {
            int code = codes[values[i] & 0xFF];
            bits |= (code & CODE_MASK) << count;
            count += code >>> CODE_BITS;
            code = codes[values[i + 1] & 0xFF];
            bits |= (code & CODE_MASK) << count;
            count += code >>> CODE_BITS;
            code = codes[values[i + 2] & 0xFF];
            bits |= (code & CODE_MASK) << count;
            count += code >>> CODE_BITS;
            code = codes[values[i + 3] & 0xFF];
            bits |= (code & CODE_MASK) << count;
            count += code >>> CODE_BITS;
            EIGHT_BYTES.set(out, at, bits);
            at += count >>> 3;
            bits >>>= count & ~7;
            count &= 7;
        }
        size = at;
        pending = bits;
        pendingBits = count;
        for (; i < to; i++) {
            int code = codes[values[i] & 0xFF];
            put(code & (int) CODE_MASK, code >>> CODE_BITS);
        }
    }

    /** Fills the last byte with zeros. */
    void align() {
        while (pendingBits > 0) {
            bytes[size++] = (byte) pending;
            pending >>>= Byte.SIZE;
            pendingBits -= Byte.SIZE;
        }
        pending = 0;
        pendingBits = 0;
    }

    /** The bytes, the last one padded; then starts again with none. */
    byte[] take() {
        align();
        byte[] taken = Arrays.copyOf(bytes, size);
        size = 0;
        return taken;
    }
}
