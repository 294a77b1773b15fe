package dev.swath.geotiff;

import java.util.Arrays;

/**
 * LZW as TIFF 6.0 (section 13) has it: codes of 9 to 12 bits, most significant bit first, widened one entry early. Serves one
 * thread.
 */
final class LzwEncoder implements ByteEncoder {
    private static final int CLEAR = 256;
    private static final int END = 257;
    private static final int FIRST = 258;
    /** The last code that is defined; then the table is full. */
    private static final int LAST = 4093;

    private static final int NARROWEST = 9;
    private static final int SLOTS = 1 << 14;
    private static final int NONE = -1;

    /** Strings as the code of all but their last byte, and that byte; and their own codes. */
    private final int[] strings = new int[SLOTS];

    private final short[] codes = new short[SLOTS];
    private byte[] out = new byte[1 << 12];
    private int size;
    private int pending;
    private int pendingBits;
    private int next;
    private int width;

    @Override
    public byte[] encode(byte[] bytes, int from, int count) {
        size = 0;
        pending = 0;
        pendingBits = 0;
        width = NARROWEST;
        clear();
        if (count > 0) {
            int code = bytes[from] & 0xFF;
            for (int i = from + 1; i < from + count; i++) {
                int string = code << Byte.SIZE | bytes[i] & 0xFF;
                int slot = slot(string);
                if (strings[slot] == string) {
                    code = codes[slot];
                } else {
                    put(code);
                    strings[slot] = string;
                    codes[slot] = (short) next;
                    widen();
                    code = bytes[i] & 0xFF;
                }
            }
            put(code);
            widen();
        }
        put(END);
        if (pendingBits > 0) {
            put(0, Byte.SIZE - pendingBits);
        }
        return Arrays.copyOf(out, size);
    }

    private int slot(int string) {
        int slot = string * 0x9E3779B1 >>> Integer.SIZE - 14;
        while (strings[slot] != NONE && strings[slot] != string) {
            slot = slot + 1 & SLOTS - 1;
        }
        return slot;
    }

    /** Counts a newly defined code. */
    private void widen() {
        next++;
        if (next > LAST) {
            clear();
        } else if (next >= 1 << width) {
            width++;
        }
    }

    private void clear() {
        put(CLEAR);
        Arrays.fill(strings, NONE);
        next = FIRST;
        width = NARROWEST;
    }

    private void put(int code) {
        put(code, width);
    }

    private void put(int bits, int count) {
        pending = pending << count | bits;
        pendingBits += count;
        if (size > out.length - Integer.BYTES) {
            out = Arrays.copyOf(out, Math.addExact(out.length, out.length));
        }
        while (pendingBits >= Byte.SIZE) {
            pendingBits -= Byte.SIZE;
            out[size++] = (byte) (pending >> pendingBits);
        }
    }

    @Override
    public void close() {
        // holds nothing outside the heap
    }
}
