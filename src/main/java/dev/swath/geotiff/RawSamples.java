package dev.swath.geotiff;

import dev.swath.grid.MaskedSample;
import dev.swath.grid.SampleType;
import java.util.OptionalDouble;

/** Samples of one type as the bits they are stored in, to compare and write them without converting them to numbers. */
final class RawSamples {
    private static final int MOST_EIGHTS = 1 << 10;

    private final SampleType type;
    private final SampleAccess access;

    RawSamples(SampleType type) {
        this.type = type;
        this.access = SampleAccess.of(type);
    }

    /** The bits of a sample, by its position in an array. */
    long get(byte[] data, int index) {
        return switch (type.bytes()) {
            case 1 -> data[index];
            case 2 -> LittleEndian.getShort(data, index * 2);
            case 4 -> LittleEndian.getInt(data, index * 4);
            default -> LittleEndian.getLong(data, index * 8);
        };
    }

    void set(byte[] data, int index, long bits) {
        switch (type.bytes()) {
            case 1 -> data[index] = (byte) bits;
            case 2 -> LittleEndian.putShort(data, index * 2, (short) bits);
            case 4 -> LittleEndian.putInt(data, index * 4, (int) bits);
            default -> LittleEndian.putLong(data, index * 8, bits);
        }
    }

    /** The bits that a number is stored in. */
    long bits(double value) {
        byte[] sample = new byte[8];
        access.set(sample, 0, value);
        return get(sample, 0);
    }

    /** The number of some bits. */
    double number(long bits) {
        byte[] sample = new byte[8];
        set(sample, 0, bits);
        return access.get(sample, 0);
    }

    boolean isNaN(long bits) {
        return switch (type) {
            case FLOAT32 -> Float.isNaN(Float.intBitsToFloat((int) bits));
            case FLOAT64 -> Double.isNaN(Double.longBitsToDouble(bits));
            default -> false;
        };
    }

    /**
     * Whether the value of a sample may be that of a masked one.
     *
     * @param stated the nodata value that the reply declares
     */
    boolean mayBeMasked(long bits, OptionalDouble stated) {
        if (!type.floating() && stated.isEmpty()) {
            return bits == MaskedSample.VALUE;
        }
        double value = number(bits);
        return MaskedSample.isPossible(value) || stated.isPresent() && value == stated.getAsDouble();
    }

    /**
     * Whether some sample of a type of whole numbers has one of two values. Looks at eight bytes at a time: with the lowest bits
     * subtracted, the highest bit of a sample is set where it was not before only if the sample, or one below it, is zero.
     *
     * @param from position of the first sample
     * @param to position behind the last one
     */
    boolean anyIs(long one, long other, byte[] data, int from, int to) {
        int size = type.bytes();
        long all = (1L << 8 * size) - 1;
        long lowest = Long.divideUnsigned(-1, all);
        long highest = lowest << 8 * size - 1;
        long ones = (one & all) * lowest;
        long others = (other & all) * lowest;
        int end = to * size;
        int at = from * size;
        long[] eights = new long[Math.min((end - at) / Long.BYTES, MOST_EIGHTS)];
        while (end - at >= Long.BYTES) {
            int count = Math.min((end - at) / Long.BYTES, eights.length);
            LittleEndian.getLongs(data, at, eights, count);
            for (int i = 0; i < count; i++) {
                long first = eights[i] ^ ones;
                long second = eights[i] ^ others;
                if (((first - lowest & ~first | second - lowest & ~second) & highest) != 0) {
                    return true;
                }
            }
            at += count * Long.BYTES;
        }
        for (int index = at / size; index < to; index++) {
            long bits = get(data, index);
            if (bits == one || bits == other) {
                return true;
            }
        }
        return false;
    }
}
