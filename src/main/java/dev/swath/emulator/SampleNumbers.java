package dev.swath.emulator;

import dev.swath.grid.SampleType;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Little-endian samples at any position of an array. */
final class SampleNumbers {

    private static final VarHandle SHORT = view(short[].class);
    private static final VarHandle INT = view(int[].class);
    private static final VarHandle LONG = view(long[].class);

    private SampleNumbers() {}

    /** The number at a byte position. */
    static double get(SampleType type, byte[] data, int at) {
        return switch (type) {
            case UINT8 -> data[at] & 0xFF;
            case INT8 -> data[at];
            case UINT16 -> getShort(data, at) & 0xFFFF;
            case INT16 -> getShort(data, at);
            case UINT32 -> getInt(data, at) & 0xFFFF_FFFFL;
            case INT32 -> getInt(data, at);
            case FLOAT32 -> Float.intBitsToFloat(getInt(data, at));
            case FLOAT64 -> Double.longBitsToDouble(getLong(data, at));
        };
    }

    /** Stores a number at a byte position: cut to the range of the type, without a fraction where that is of integers. */
    static void set(SampleType type, byte[] data, int at, double value) {
        switch (type) {
            case UINT8 -> data[at] = (byte) clamp(value, 0, 0xFF);
            case INT8 -> data[at] = (byte) clamp(value, Byte.MIN_VALUE, Byte.MAX_VALUE);
            case UINT16 -> putShort(data, at, (short) clamp(value, 0, 0xFFFF));
            case INT16 -> putShort(data, at, (short) clamp(value, Short.MIN_VALUE, Short.MAX_VALUE));
            case UINT32 -> putInt(data, at, (int) clamp(value, 0, 0xFFFF_FFFFL));
            case INT32 -> putInt(data, at, (int) clamp(value, Integer.MIN_VALUE, Integer.MAX_VALUE));
            case FLOAT32 -> putInt(data, at, Float.floatToRawIntBits((float) value));
            case FLOAT64 -> putLong(data, at, Double.doubleToRawLongBits(value));
        }
    }

    private static long clamp(double value, long min, long max) {
        return Math.max(min, Math.min(max, (long) value));
    }

    static short getShort(byte[] data, int at) {
        return (short) SHORT.get(data, at);
    }

    static void putShort(byte[] data, int at, short value) {
        SHORT.set(data, at, value);
    }

    static int getInt(byte[] data, int at) {
        return (int) INT.get(data, at);
    }

    static void putInt(byte[] data, int at, int value) {
        INT.set(data, at, value);
    }

    static long getLong(byte[] data, int at) {
        return (long) LONG.get(data, at);
    }

    static void putLong(byte[] data, int at, long value) {
        LONG.set(data, at, value);
    }

    private static VarHandle view(Class<?> array) {
        return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.LITTLE_ENDIAN);
    }
}
