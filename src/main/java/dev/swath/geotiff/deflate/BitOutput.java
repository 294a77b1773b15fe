package dev.swath.geotiff.deflate;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Bits packed into bytes from the lowest bit up (RFC 1951, section 3.1.1), in an array that grows and is reused. The array consists
 * of words: each step stores the incomplete one, whether or not it got complete, so that no branch depends on the lengths of
 * codes, which the processor could not predict.
 */
final class BitOutput {
    /** The position of a code's length, above the code's own bits. */
    static final int CODE_BITS = 16;
    /** The longest code that {@link #put(byte[], int, int, int[])} can write. */
    static final int LONGEST_CODE = 14;

    private static final int CODE_MASK = (1 << CODE_BITS) - 1;
    /** Bits that may follow a code in one step. */
    private static final int MOST_AFTER_CODE = Integer.SIZE - 1 - LONGEST_CODE;

    private int[] words = new int[1 << 10];
    /** Complete words. */
    private int size;
    /** Bits behind the last complete word, fewer than {@value Integer#SIZE}. */
    private long pending;

    private int pendingBits;

    /** Makes room for this many more bytes; {@link #put} does not check. */
    void reserve(long more) {
        long needed = size + more / Integer.BYTES + 4;
        if (needed > words.length) {
            words = Arrays.copyOf(words, Math.toIntExact(needed + needed / 8));
        }
    }

    /**
     * Appends the lowest bits of a number, whose higher bits must be zero.
     *
     * @param count 0 to 32
     */
    void put(int value, int count) {
        long bits = pending | (value & 0xFFFF_FFFFL) << pendingBits;
        int filled = pendingBits + count;
        words[size] = (int) bits;
        size += filled >>> 5;
        pending = bits >>> (filled & Integer.SIZE);
        pendingBits = filled & Integer.SIZE - 1;
    }

    /**
     * Appends the codes of bytes.
     *
     * @param codes for each byte its code, and {@value #CODE_BITS} bits higher its length, {@value #LONGEST_CODE} at most
     */
    void put(byte[] values, int from, int to, int[] codes) {
        // The compiler keeps local variables in registers.
        int[] out = words;
        long bits = pending;
        int filled = pendingBits;
        int at = size;
        int i = from;
        for (; i < to - 1; i += 2) {
            int one = codes[values[i] & 0xFF];
            int other = codes[values[i + 1] & 0xFF];
            int length = one >>> CODE_BITS;
            bits |= (long) (one & CODE_MASK | (other & CODE_MASK) << length) << filled;
            filled += length + (other >>> CODE_BITS);
            out[at] = (int) bits;
            at += filled >>> 5;
            bits >>>= filled & Integer.SIZE;
            filled &= Integer.SIZE - 1;
        }
        size = at;
        pending = bits;
        pendingBits = filled;
        if (i < to) {
            int code = codes[values[i] & 0xFF];
            put(code & CODE_MASK, code >>> CODE_BITS);
        }
    }

    /**
     * Appends the codes of bytes, and after each three of them the same bits.
     *
     * @param threes how often
     * @param codes as above
     * @param last the bits after each three codes
     * @param lastBits their number, {@link #fitsAfterCode} at most
     */
    void putThrees(byte[] values, int from, int threes, int[] codes, int last, int lastBits) {
        int[] out = words;
        long bits = pending;
        int filled = pendingBits;
        int at = size;
        int to = from + 3 * threes;
        for (int i = from; i < to; i += 3) {
            int one = codes[values[i] & 0xFF];
            int other = codes[values[i + 1] & 0xFF];
            int third = codes[values[i + 2] & 0xFF];
            int length = one >>> CODE_BITS;
            bits |= (long) (one & CODE_MASK | (other & CODE_MASK) << length) << filled;
            filled += length + (other >>> CODE_BITS);
            out[at] = (int) bits;
            at += filled >>> 5;
            bits >>>= filled & Integer.SIZE;
            filled &= Integer.SIZE - 1;
            length = third >>> CODE_BITS;
            bits |= (long) (third & CODE_MASK | last << length) << filled;
            filled += length + lastBits;
            out[at] = (int) bits;
            at += filled >>> 5;
            bits >>>= filled & Integer.SIZE;
            filled &= Integer.SIZE - 1;
        }
        size = at;
        pending = bits;
        pendingBits = filled;
    }

    /** Whether some bits can follow a code in one step. */
    static boolean fitsAfterCode(int bits) {
        return bits <= MOST_AFTER_CODE;
    }

    /** Fills the last byte with zeros. */
    void align() {
        put(0, -pendingBits & Byte.SIZE - 1);
    }

    /** The bytes, the last one padded; then starts again with none. */
    byte[] take() {
        align();
        byte[] taken = new byte[size * Integer.BYTES + pendingBits / Byte.SIZE];
        ByteBuffer.wrap(taken).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().put(words, 0, size);
        for (int i = size * Integer.BYTES; i < taken.length; i++) {
            taken[i] = (byte) pending;
            pending >>>= Byte.SIZE;
        }
        size = 0;
        pending = 0;
        pendingBits = 0;
        return taken;
    }
}
