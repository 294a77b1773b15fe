package dev.swath.geotiff;

import dev.swath.fuzz.Damage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * One change to an entry of the first directory of a TIFF file that GDAL wrote.
 *
 * @param kind of the change
 * @param entry which entry, counted round and round
 * @param number which other entry, extreme value, tag or type
 */
record TagDamage(Kind kind, int entry, int number) {

    enum Kind {
        SWAP_VALUES,
        SWAP_TAGS,
        EXTREME_VALUE,
        EXTREME_FIRST_OF_MANY,
        EXTREME_COUNT,
        OTHER_TAG,
        OTHER_TYPE
    }

    private static final List<Long> EXTREMES = List.of(
            0L,
            1L,
            2L,
            3L,
            5L,
            8L,
            64L,
            255L,
            4096L,
            32773L,
            65535L,
            65536L,
            1L << 20,
            0x7fff_ffffL,
            0xffff_ffffL,
            1L << 40,
            Long.MAX_VALUE,
            -1L);
    private static final List<Integer> TAGS = List.of(
            254, 256, 257, 258, 259, 262, 266, 273, 277, 278, 279, 284, 317, 322, 323, 324, 325, 338, 339, 33550, 33922,
            34264, 34735, 34736, 34737, 42112, 42113);

    static Arbitrary<List<TagDamage>> some() {
        return Combinators.combine(Arbitraries.of(Kind.class), Damage.evenly(0, 40), Damage.evenly(0, 255))
                .as(TagDamage::new)
                .list()
                .ofMaxSize(3);
    }

    /** The file with all changes. */
    static byte[] all(List<TagDamage> damages, byte[] file) {
        byte[] damaged = file.clone();
        Directory directory = Directory.of(ByteBuffer.wrap(damaged));
        damages.forEach(damage -> damage.to(directory));
        return damaged;
    }

    /** Where the fields of the first directory are, in a file of either kind and byte order. */
    private record Directory(ByteBuffer file, boolean big, int start, int entries) {

        static Directory of(ByteBuffer file) {
            file.order(file.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            boolean big = file.getShort(2) == 43;
            int at = big ? (int) file.getLong(8) : file.getInt(4);
            int entries = big ? (int) file.getLong(at) : file.getShort(at);
            return new Directory(file, big, at + (big ? 8 : 2), entries);
        }

        int entry(int index) {
            return start + index % entries * (big ? 20 : 12);
        }

        int countAt(int entry) {
            return entry + 4;
        }

        int valueAt(int entry) {
            return entry + (big ? 12 : 8);
        }

        long number(int at) {
            return big ? file.getLong(at) : file.getInt(at);
        }

        void number(int at, long value) {
            if (big) {
                file.putLong(at, value);
            } else {
                file.putInt(at, (int) value);
            }
        }
    }

    private void to(Directory directory) {
        ByteBuffer file = directory.file;
        int one = directory.entry(entry);
        int other = directory.entry(number);
        long extreme = EXTREMES.get(number % EXTREMES.size());
        switch (kind) {
            case SWAP_VALUES -> {
                long value = directory.number(directory.valueAt(one));
                directory.number(directory.valueAt(one), directory.number(directory.valueAt(other)));
                directory.number(directory.valueAt(other), value);
            }
            case SWAP_TAGS -> {
                short tag = file.getShort(one);
                file.putShort(one, file.getShort(other));
                file.putShort(other, tag);
            }
            case EXTREME_VALUE -> directory.number(directory.valueAt(one), extreme);
            case EXTREME_FIRST_OF_MANY -> {
                boolean many = directory.number(directory.countAt(one)) > 1;
                long at = many ? directory.number(directory.valueAt(one)) : directory.valueAt(one);
                if (at >= 0 && at <= file.limit() - Integer.BYTES) {
                    file.putInt((int) at, (int) extreme);
                }
            }
            case EXTREME_COUNT -> directory.number(directory.countAt(one), extreme);
            case OTHER_TAG -> file.putShort(one, TAGS.get(number % TAGS.size()).shortValue());
            case OTHER_TYPE -> file.putShort(one + 2, (short) (number % 20));
        }
    }
}
