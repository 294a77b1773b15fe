package dev.swath.geotiff;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Numbers inside an array of little-endian bytes, as {@link Samples} holds them. Positions are in bytes. */
public final class LittleEndian {
    private static final VarHandle SHORT = view(short[].class);
    private static final VarHandle INT = view(int[].class);
    private static final VarHandle LONG = view(long[].class);

    private LittleEndian() {}

    /** Reads a 16-bit number. */
    public static short getShort(byte[] data, int at) {
        return (short) SHORT.get(data, at);
    }

    /** Writes a 16-bit number. */
    public static void putShort(byte[] data, int at, short value) {
        SHORT.set(data, at, value);
    }

    /** Reads a 32-bit number. */
    public static int getInt(byte[] data, int at) {
        return (int) INT.get(data, at);
    }

    /** Writes a 32-bit number. */
    public static void putInt(byte[] data, int at, int value) {
        INT.set(data, at, value);
    }

    /** Reads a 64-bit number. */
    public static long getLong(byte[] data, int at) {
        return (long) LONG.get(data, at);
    }

    /** Writes a 64-bit number. */
    public static void putLong(byte[] data, int at, long value) {
        LONG.set(data, at, value);
    }

    private static VarHandle view(Class<?> array) {
        return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.LITTLE_ENDIAN);
    }
}
