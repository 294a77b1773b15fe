package dev.swath.geotiff;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Numbers inside an array of little-endian bytes, as {@link Samples} holds them. Positions are in bytes. Those of two and four
 * bytes are put together from bytes: Java's first compiler calls the methods of a {@link VarHandle} where it inlines these. For
 * the same reason many numbers of eight bytes are copied into an array of their own and back.
 */
public final class LittleEndian {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private LittleEndian() {}

    /** Reads a 16-bit number. */
    public static short getShort(byte[] data, int at) {
        return (short) (data[at] & 0xFF | data[at + 1] << 8);
    }

    /** Writes a 16-bit number. */
    public static void putShort(byte[] data, int at, short value) {
        data[at] = (byte) value;
        data[at + 1] = (byte) (value >> 8);
    }

    /** Reads a 32-bit number. */
    public static int getInt(byte[] data, int at) {
        return data[at] & 0xFF | (data[at + 1] & 0xFF) << 8 | (data[at + 2] & 0xFF) << 16 | data[at + 3] << 24;
    }

    /** Writes a 32-bit number. */
    public static void putInt(byte[] data, int at, int value) {
        data[at] = (byte) value;
        data[at + 1] = (byte) (value >> 8);
        data[at + 2] = (byte) (value >> 16);
        data[at + 3] = (byte) (value >> 24);
    }

    /** Reads a 64-bit number. */
    public static long getLong(byte[] data, int at) {
        return (long) LONG.get(data, at);
    }

    /** Writes a 64-bit number. */
    public static void putLong(byte[] data, int at, long value) {
        LONG.set(data, at, value);
    }

    /** Reads the first {@code count} elements of {@code numbers}. */
    public static void getLongs(byte[] data, int at, long[] numbers, int count) {
        ByteBuffer.wrap(data, at, count * Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asLongBuffer()
                .get(numbers, 0, count);
    }

    /** Writes the first {@code count} elements of {@code numbers}. */
    public static void putLongs(byte[] data, int at, long[] numbers, int count) {
        ByteBuffer.wrap(data, at, count * Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asLongBuffer()
                .put(numbers, 0, count);
    }
}
