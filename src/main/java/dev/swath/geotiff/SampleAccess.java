package dev.swath.geotiff;

import dev.swath.grid.SampleType;

/** Reads and writes single samples of an array as numbers, by their position. */
interface SampleAccess {
    double get(byte[] data, int index);

    /** Stores a number that the type holds exactly, or the nearest float. */
    void set(byte[] data, int index, double value);

    /** The number that is read after {@code value} was stored. */
    default double nearest(double value) {
        byte[] sample = new byte[8];
        set(sample, 0, value);
        return get(sample, 0);
    }

    static SampleAccess of(SampleType type) {
        return switch (type) {
            case UINT8 -> new Unsigned8();
            case INT8 -> new Signed8();
            case UINT16 -> new Unsigned16();
            case INT16 -> new Signed16();
            case UINT32 -> new Unsigned32();
            case INT32 -> new Signed32();
            case FLOAT32 -> new Float32();
            case FLOAT64 -> new Float64();
        };
    }

    /** {@link SampleType#UINT8}. */
    final class Unsigned8 implements SampleAccess {
        @Override
        public double get(byte[] data, int index) {
            return data[index] & 0xFF;
        }

        @Override
        public void set(byte[] data, int index, double value) {
            data[index] = (byte) (int) value;
        }
    }

    /** {@link SampleType#INT8}. */
    final class Signed8 implements SampleAccess {
        @Override
        public double get(byte[] data, int index) {
            return data[index];
        }

        @Override
        public void set(byte[] data, int index, double value) {
            data[index] = (byte) (int) value;
        }
    }

    /** {@link SampleType#UINT16}. */
    final class Unsigned16 implements SampleAccess {
        @Override
        public double get(byte[] data, int index) {
            return LittleEndian.getShort(data, index * 2) & 0xFFFF;
        }

        @Override
        public void set(byte[] data, int index, double value) {
            LittleEndian.putShort(data, index * 2, (short) (int) value);
        }
    }

    /** {@link SampleType#INT16}. */
    final class Signed16 implements SampleAccess {
        @Override
        public double get(byte[] data, int index) {
            return LittleEndian.getShort(data, index * 2);
        }

        @Override
        public void set(byte[] data, int index, double value) {
            LittleEndian.putShort(data, index * 2, (short) (int) value);
        }
    }

    /** {@link SampleType#UINT32}. */
    final class Unsigned32 implements SampleAccess {
        @Override
        public double get(byte[] data, int index) {
            return LittleEndian.getInt(data, index * 4) & 0xFFFF_FFFFL;
        }

        @Override
        public void set(byte[] data, int index, double value) {
            LittleEndian.putInt(data, index * 4, (int) (long) value);
        }
    }

    /** {@link SampleType#INT32}. */
    final class Signed32 implements SampleAccess {
        @Override
        public double get(byte[] data, int index) {
            return LittleEndian.getInt(data, index * 4);
        }

        @Override
        public void set(byte[] data, int index, double value) {
            LittleEndian.putInt(data, index * 4, (int) value);
        }
    }

    /** {@link SampleType#FLOAT32}. */
    final class Float32 implements SampleAccess {
        @Override
        public double get(byte[] data, int index) {
            return Float.intBitsToFloat(LittleEndian.getInt(data, index * 4));
        }

        @Override
        public void set(byte[] data, int index, double value) {
            LittleEndian.putInt(data, index * 4, Float.floatToIntBits((float) value));
        }
    }

    /** {@link SampleType#FLOAT64}. */
    final class Float64 implements SampleAccess {
        @Override
        public double get(byte[] data, int index) {
            return Double.longBitsToDouble(LittleEndian.getLong(data, index * 8));
        }

        @Override
        public void set(byte[] data, int index, double value) {
            LittleEndian.putLong(data, index * 8, Double.doubleToLongBits(value));
        }
    }
}
