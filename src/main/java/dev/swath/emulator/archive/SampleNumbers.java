package dev.swath.emulator.archive;

import dev.swath.geotiff.LittleEndian;
import dev.swath.grid.SampleType;

/** Little-endian samples at any position of an array. */
public final class SampleNumbers {

    private SampleNumbers() {}

    /** The number at a byte position. */
    public static double get(SampleType type, byte[] data, int at) {
        return switch (type) {
            case UINT8 -> data[at] & 0xFF;
            case INT8 -> data[at];
            case UINT16 -> LittleEndian.getShort(data, at) & 0xFFFF;
            case INT16 -> LittleEndian.getShort(data, at);
            case UINT32 -> LittleEndian.getInt(data, at) & 0xFFFF_FFFFL;
            case INT32 -> LittleEndian.getInt(data, at);
            case FLOAT32 -> Float.intBitsToFloat(LittleEndian.getInt(data, at));
            case FLOAT64 -> Double.longBitsToDouble(LittleEndian.getLong(data, at));
        };
    }

    /**
     * Stores a number at a byte position, clamped to the range of the type, and truncated if the type is an integer.
     */
    public static void set(SampleType type, byte[] data, int at, double value) {
        switch (type) {
            case UINT8 -> data[at] = (byte) clamp(value, 0, 0xFF);
            case INT8 -> data[at] = (byte) clamp(value, Byte.MIN_VALUE, Byte.MAX_VALUE);
            case UINT16 -> LittleEndian.putShort(data, at, (short) clamp(value, 0, 0xFFFF));
            case INT16 -> LittleEndian.putShort(data, at, (short) clamp(value, Short.MIN_VALUE, Short.MAX_VALUE));
            case UINT32 -> LittleEndian.putInt(data, at, (int) clamp(value, 0, 0xFFFF_FFFFL));
            case INT32 -> LittleEndian.putInt(data, at, (int) clamp(value, Integer.MIN_VALUE, Integer.MAX_VALUE));
            case FLOAT32 -> LittleEndian.putInt(data, at, Float.floatToRawIntBits((float) value));
            case FLOAT64 -> LittleEndian.putLong(data, at, Double.doubleToRawLongBits(value));
        }
    }

    private static long clamp(double value, long min, long max) {
        return Math.max(min, Math.min(max, (long) value));
    }
}
