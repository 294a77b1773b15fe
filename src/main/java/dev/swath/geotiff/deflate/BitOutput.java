package dev.swath.geotiff.deflate;

import java.util.Arrays;

/** Bits packed into bytes from the lowest bit up (RFC 1951, section 3.1.1), in an array that grows and is used again. */
final class BitOutput {
    /** The largest number of bits of a code. */
    static final int CODE_BITS = 16;

    private byte[] bytes = new byte[1 << 12];
    private int size;
    private long pending;
    private int pendingBits;

    /** Makes room for so many bytes more: {@link #put} does not look. */
    void reserve(long more) {
        if (more > bytes.length - size - Long.BYTES) {
            bytes = Arrays.copyOf(bytes, Math.toIntExact(size + more + more / 8 + Long.BYTES));
        }
    }

    /**
     * Appends the lowest bits of a number, of which the higher ones are zero.
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
     * @param codes for each byte its code, and behind its {@value #CODE_BITS} bits the number of bits that count
     */
    void put(byte[] values, int from, int to, int[] codes) {
        // In local variables, which the compiler keeps in registers.
        byte[] out = bytes;
        long bits = pending;
        int count = pendingBits;
        int at = size;
        for (int i = from; i < to; i++) {
            int code = codes[values[i] & 0xFF];
            bits |= (code & 0xFFFFL) << count;
            count += code >>> CODE_BITS;
            if (count >= Integer.SIZE) {
                int word = (int) bits;
                out[at] = (byte) word;
                out[at + 1] = (byte) (word >> 8);
                out[at + 2] = (byte) (word >> 16);
                out[at + 3] = (byte) (word >> 24);
                at += Integer.BYTES;
                bits >>>= Integer.SIZE;
                count -= Integer.SIZE;
            }
        }
        pending = bits;
        pendingBits = count;
        size = at;
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

    /** The bytes, the last one filled; begins anew. */
    byte[] take() {
        align();
        byte[] taken = Arrays.copyOf(bytes, size);
        size = 0;
        return taken;
    }
}
