package dev.swath.geotiff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * One directory of a TIFF or BigTIFF file. Values are read only when needed, so that huge values declared by a hostile file
 * cost nothing.
 */
final class ImageFileDirectory {

    private static final int MOST_DIRECTORIES = 64;
    private static final int MOST_ENTRIES = 1024;

    /** Bytes of one value by TIFF field type; 0 where the type does not exist. */
    private static final List<Integer> TYPE_BYTES = List.of(0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8);

    private final TiffSource source;
    private final ByteOrder order;
    private final Map<Integer, Entry> entries;

    /** Where the values of a tag are; values that fit are in the entry itself. */
    private record Entry(int type, long count, long offset) {}

    private ImageFileDirectory(TiffSource source, ByteOrder order, Map<Integer, Entry> entries) {
        this.source = source;
        this.order = order;
        this.entries = entries;
    }

    /** All directories of a file in their order. */
    static List<ImageFileDirectory> readAll(TiffSource source) throws IOException {
        ByteBuffer header = source.bytes(0, Math.min(16, source.size()));
        if (header.remaining() < 8) {
            throw new TiffException(String.format(Locale.ROOT, "not a TIFF file: only %d bytes", header.remaining()));
        }
        ByteOrder order =
                switch (header.getShort(0)) {
                    case 0x4949 -> ByteOrder.LITTLE_ENDIAN;
                    case 0x4d4d -> ByteOrder.BIG_ENDIAN;
                    default -> throw new TiffException("not a TIFF file: no byte order mark");
                };
        header.order(order);
        int version = header.getShort(2);
        boolean big = version == 43 && header.remaining() == 16 && header.getShort(4) == 8;
        if (version != 42 && !big) {
            throw new TiffException("not a TIFF file: version " + version);
        }
        return follow(source, order, big, big ? header.getLong(8) : Integer.toUnsignedLong(header.getInt(4)));
    }

    private static List<ImageFileDirectory> follow(TiffSource source, ByteOrder order, boolean big, long first)
            throws IOException {
        List<ImageFileDirectory> directories = new ArrayList<>();
        Set<Long> seen = new HashSet<>();
        long offset = first;
        while (offset != 0) {
            if (!seen.add(offset) || directories.size() == MOST_DIRECTORIES) {
                throw new TiffException("the directories run in a circle or are more than " + MOST_DIRECTORIES);
            }
            int countBytes = big ? 8 : 2;
            ByteBuffer head = source.bytes(offset, countBytes).order(order);
            long count = big ? head.getLong() : Short.toUnsignedInt(head.getShort());
            if (count < 1 || count > MOST_ENTRIES) {
                throw new TiffException(String.format(Locale.ROOT, "a directory of %d entries", count));
            }
            int entryBytes = big ? 20 : 12;
            int linkBytes = big ? 8 : 4;
            long start = offset + countBytes;
            ByteBuffer body =
                    source.bytes(start, count * entryBytes + linkBytes).order(order);
            directories.add(new ImageFileDirectory(source, order, entries(body, (int) count, start, big)));
            offset = big
                    ? body.getLong(body.limit() - linkBytes)
                    : Integer.toUnsignedLong(body.getInt(body.limit() - linkBytes));
        }
        if (directories.isEmpty()) {
            throw new TiffException("a TIFF file without an image");
        }
        return directories;
    }

    private static Map<Integer, Entry> entries(ByteBuffer body, int count, long start, boolean big) {
        Map<Integer, Entry> entries = new HashMap<>();
        int entryBytes = big ? 20 : 12;
        for (int i = 0; i < count; i++) {
            int at = i * entryBytes;
            int tag = Short.toUnsignedInt(body.getShort(at));
            int type = Short.toUnsignedInt(body.getShort(at + 2));
            // TIFF 6.0 asks readers to skip types they do not know.
            if (type < TYPE_BYTES.size() && TYPE_BYTES.get(type) > 0) {
                long values = big ? body.getLong(at + 4) : Integer.toUnsignedLong(body.getInt(at + 4));
                int valueAt = at + (big ? 12 : 8);
                int room = big ? 8 : 4;
                boolean inline = values >= 0 && values <= room / TYPE_BYTES.get(type);
                long offset = inline
                        ? start + valueAt
                        : big ? body.getLong(valueAt) : Integer.toUnsignedLong(body.getInt(valueAt));
                entries.putIfAbsent(tag, new Entry(type, values, offset));
            }
        }
        return Map.copyOf(entries);
    }

    /** Byte order of the file, and so of its uncompressed samples. */
    ByteOrder order() {
        return order;
    }

    TiffSource source() {
        return source;
    }

    boolean has(int tag) {
        return entries.containsKey(tag);
    }

    /** How many values a tag declares, 0 where it is absent. */
    long count(int tag) {
        return has(tag) ? entries.get(tag).count() : 0;
    }

    /** The first value of a tag, or the standard's default if it is absent. */
    long integer(int tag, long absent) throws IOException {
        return has(tag) ? integerAt(tag, 0) : absent;
    }

    /** One value of a tag of whole, non-negative numbers. */
    long integerAt(int tag, long index) throws IOException {
        Entry entry = entry(tag);
        if (index >= entry.count() || entry.count() < 0) {
            throw new TiffException(
                    String.format(Locale.ROOT, "tag %d has %d values, not %d", tag, entry.count(), index + 1));
        }
        int bytes = TYPE_BYTES.get(entry.type());
        ByteBuffer value = source.bytes(position(entry, index, bytes), bytes).order(order);
        long number =
                switch (entry.type()) {
                    case 1 -> Byte.toUnsignedInt(value.get());
                    case 3 -> Short.toUnsignedInt(value.getShort());
                    case 4, 13 -> Integer.toUnsignedLong(value.getInt());
                    case 16, 18 -> value.getLong();
                    default ->
                        throw new TiffException(String.format(Locale.ROOT, "tag %d is of type %d", tag, entry.type()));
                };
        if (number < 0) {
            throw new TiffException(String.format(Locale.ROOT, "tag %d is beyond 2^63", tag));
        }
        return number;
    }

    private static long position(Entry entry, long index, int bytes) throws TiffException {
        // Keeps the sum below from overflowing; the source checks the rest.
        if (entry.offset() < 0 || entry.offset() > Long.MAX_VALUE / 2 || index > Long.MAX_VALUE / 32) {
            throw new TiffException("values beyond 2^62");
        }
        return entry.offset() + index * bytes;
    }

    /** All values of a tag of floating-point numbers; empty where the tag is absent. */
    double[] doubles(int tag, int most) throws IOException {
        if (!has(tag)) {
            return new double[0];
        }
        ByteBuffer values = values(tag, 12, most);
        double[] doubles = new double[values.remaining() / 8];
        values.asDoubleBuffer().get(doubles);
        return doubles;
    }

    /** All values of a tag of unsigned 16-bit numbers; empty where the tag is absent. */
    int[] shorts(int tag, int most) throws IOException {
        if (!has(tag)) {
            return new int[0];
        }
        ByteBuffer values = values(tag, 3, most);
        int[] shorts = new int[values.remaining() / 2];
        for (int i = 0; i < shorts.length; i++) {
            shorts[i] = Short.toUnsignedInt(values.getShort(2 * i));
        }
        return shorts;
    }

    /** A text up to its first NUL, empty where the tag is absent. */
    String text(int tag, int most) throws IOException {
        if (!has(tag)) {
            return "";
        }
        String text = StandardCharsets.UTF_8.decode(values(tag, 2, most)).toString();
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }

    private ByteBuffer values(int tag, int type, int most) throws IOException {
        Entry entry = entry(tag);
        if (entry.type() != type || entry.count() < 0 || entry.count() > most) {
            throw new TiffException(
                    String.format(Locale.ROOT, "tag %d holds %d values of type %d", tag, entry.count(), entry.type()));
        }
        return source.bytes(entry.offset(), entry.count() * TYPE_BYTES.get(type))
                .order(order);
    }

    private Entry entry(int tag) throws TiffException {
        Entry entry = entries.get(tag);
        if (entry == null) {
            throw new TiffException(String.format(Locale.ROOT, "tag %d is missing", tag));
        }
        return entry;
    }
}
