package dev.swath.geotiff;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.TreeMap;

/** The fields of one image file directory (IFD) about to be written, kept in the ascending order TIFF asks for. */
final class TiffFields {

    /** How the values of a field are stored, with the type codes of TIFF 6.0 and BigTIFF. */
    enum Type {
        ASCII(2, 1),
        SHORT(3, 2),
        LONG(4, 4),
        DOUBLE(12, 8),
        LONG8(16, 8);

        final int code;
        final int bytes;

        Type(int code, int bytes) {
            this.code = code;
            this.bytes = bytes;
        }
    }

    /** One field: its values are little-endian. */
    record Field(int tag, Type type, byte[] values) {
        int count() {
            return values.length / type.bytes;
        }

        /** Where the blocks are: the long arrays that a COG keeps behind all other values. */
        boolean locatesBlocks() {
            return tag == TiffTag.TILE_OFFSETS || tag == TiffTag.TILE_BYTE_COUNTS;
        }
    }

    private final TreeMap<Integer, Field> fields = new TreeMap<>();

    Collection<Field> fields() {
        return fields.values();
    }

    TiffFields shorts(int tag, int... values) {
        ByteBuffer buffer = buffer(values.length * Type.SHORT.bytes);
        Arrays.stream(values).forEach(value -> buffer.putShort((short) value));
        return add(tag, Type.SHORT, buffer);
    }

    /** The same 16-bit value once for each band. */
    TiffFields shortForEach(int tag, int bands, int value) {
        int[] values = new int[bands];
        Arrays.fill(values, value);
        return shorts(tag, values);
    }

    TiffFields longs(int tag, int... values) {
        ByteBuffer buffer = buffer(values.length * Type.LONG.bytes);
        buffer.asIntBuffer().put(values);
        return add(tag, Type.LONG, buffer);
    }

    /** Positions in the file: 64 bits each in BigTIFF, else 32. */
    TiffFields offsets(int tag, boolean big, long... values) {
        Type type = big ? Type.LONG8 : Type.LONG;
        ByteBuffer buffer = buffer(Math.multiplyExact(values.length, type.bytes));
        for (long value : values) {
            if (big) {
                buffer.putLong(value);
            } else {
                buffer.putInt((int) value);
            }
        }
        return add(tag, type, buffer);
    }

    TiffFields doubles(int tag, double... values) {
        ByteBuffer buffer = buffer(values.length * Type.DOUBLE.bytes);
        buffer.asDoubleBuffer().put(values);
        return add(tag, Type.DOUBLE, buffer);
    }

    TiffFields text(int tag, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        return add(tag, Type.ASCII, ByteBuffer.wrap(Arrays.copyOf(bytes, bytes.length + 1)));
    }

    @SuppressWarnings("ByteBufferBackingArray") // each of them is a whole array
    private TiffFields add(int tag, Type type, ByteBuffer values) {
        fields.put(tag, new Field(tag, type, values.array()));
        return this;
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
