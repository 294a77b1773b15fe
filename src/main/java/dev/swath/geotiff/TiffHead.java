package dev.swath.geotiff;

import dev.swath.geotiff.TiffFields.Field;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything in a TIFF file before its pixels, little-endian: signature, an optional text after it (GDAL's "ghost area"),
 * the directories, each with its values, and last the arrays that locate the blocks. This is the order that the layout of
 * GDAL's COG driver requires.
 */
final class TiffHead {
    private final boolean big;
    private final byte[] ghost;
    private final List<TiffFields> directories;

    /**
     * @param big BigTIFF, with 64-bit positions
     * @param ghost text between signature and first directory, may be empty
     * @param directories in file order, at least one
     */
    TiffHead(boolean big, String ghost, List<TiffFields> directories) {
        this.big = big;
        this.ghost = ghost.getBytes(StandardCharsets.US_ASCII);
        this.directories = List.copyOf(directories);
    }

    /** The bytes; their number does not depend on the values of the fields, only on how many there are. */
    byte[] bytes() {
        int first = even((big ? 16 : 8) + ghost.length);
        List<Integer> starts = new ArrayList<>();
        int end = first;
        for (TiffFields directory : directories) {
            starts.add(end);
            end = Math.addExact(end, directorySize(directory) + valuesSize(directory, false));
        }
        int located = end;
        for (TiffFields directory : directories) {
            end = Math.addExact(end, valuesSize(directory, true));
        }
        ByteBuffer out = ByteBuffer.allocate(end).order(ByteOrder.LITTLE_ENDIAN);
        signature(out, first);
        for (int i = 0; i < directories.size(); i++) {
            int next = i + 1 < directories.size() ? starts.get(i + 1) : 0;
            located = write(out, directories.get(i), starts.get(i), next, located);
        }
        return out.array();
    }

    private void signature(ByteBuffer out, int first) {
        out.put((byte) 'I').put((byte) 'I').putShort((short) (big ? 43 : 42));
        if (big) {
            out.putShort((short) 8).putShort((short) 0).putLong(first);
        } else {
            out.putInt(first);
        }
        out.put(ghost);
    }

    /** Writes one directory with its values and returns where the next directory's block locations go. */
    private int write(ByteBuffer out, TiffFields directory, int start, int next, int blockLocations) {
        int inline = big ? 8 : 4;
        int located = blockLocations;
        int value = start + directorySize(directory);
        out.position(start);
        number(out, directory.fields().size(), big ? 8 : 2);
        for (Field field : directory.fields()) {
            out.putShort((short) field.tag()).putShort((short) field.type().code);
            number(out, field.count(), inline);
            if (field.values().length <= inline) {
                out.put(field.values()).put(new byte[inline - field.values().length]);
                continue;
            }
            int position = field.locatesBlocks() ? located : value;
            number(out, position, inline);
            out.put(position, field.values());
            if (field.locatesBlocks()) {
                located += even(field.values().length);
            } else {
                value += even(field.values().length);
            }
        }
        number(out, next, inline);
        return located;
    }

    private int directorySize(TiffFields directory) {
        int count = directory.fields().size();
        return big ? 8 + 20 * count + 8 : even(2 + 12 * count + 4);
    }

    private int valuesSize(TiffFields directory, boolean locatingBlocks) {
        return directory.fields().stream()
                .filter(field -> field.locatesBlocks() == locatingBlocks)
                .mapToInt(field -> field.values().length)
                .filter(length -> length > (big ? 8 : 4))
                .map(TiffHead::even)
                .sum();
    }

    private static void number(ByteBuffer out, int value, int bytes) {
        switch (bytes) {
            case 2 -> out.putShort((short) value);
            case 4 -> out.putInt(value);
            default -> out.putLong(value);
        }
    }

    private static int even(int size) {
        return size + (size & 1);
    }
}
