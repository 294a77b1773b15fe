package dev.swath.geotiff;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;

/** A classic little-endian TIFF of one 8-bit band, with any tags that a test sets. */
final class HandmadeTiff {

    private static final int HEADER = 8;

    private final Map<Integer, int[]> tags = new TreeMap<>();
    private final byte[][] blocks;
    private int next;

    private HandmadeTiff(int width, int height, byte[]... blocks) {
        this.blocks = blocks;
        with(TiffTag.IMAGE_WIDTH, width);
        with(TiffTag.IMAGE_LENGTH, height);
        with(TiffTag.BITS_PER_SAMPLE, 8);
    }

    static HandmadeTiff strips(int width, int height, int rowsPerStrip, int compression, byte[]... strips) {
        HandmadeTiff tiff = new HandmadeTiff(width, height, strips);
        tiff.with(TiffTag.COMPRESSION, compression);
        tiff.with(TiffTag.ROWS_PER_STRIP, rowsPerStrip);
        tiff.locate(TiffTag.STRIP_OFFSETS, TiffTag.STRIP_BYTE_COUNTS);
        return tiff;
    }

    static HandmadeTiff oneTile(int width, int height, int tileWidth, int tileHeight, byte[] tile) {
        HandmadeTiff tiff = new HandmadeTiff(width, height, tile);
        tiff.with(TiffTag.TILE_WIDTH, tileWidth);
        tiff.with(TiffTag.TILE_LENGTH, tileHeight);
        tiff.locate(TiffTag.TILE_OFFSETS, TiffTag.TILE_BYTE_COUNTS);
        return tiff;
    }

    private void with(int tag, int... values) {
        tags.put(tag, values);
    }

    /** Blocks come first in the file, one after the other. */
    private void locate(int offsetsTag, int byteCountsTag) {
        int[] offsets = new int[blocks.length];
        int[] counts = new int[blocks.length];
        int at = HEADER;
        for (int i = 0; i < blocks.length; i++) {
            offsets[i] = at;
            counts[i] = blocks[i].length;
            at += counts[i];
        }
        with(offsetsTag, offsets);
        with(byteCountsTag, counts);
    }

    /** Has the directory name itself as the one that comes after it. */
    HandmadeTiff inCircle() {
        next = directoryAt();
        return this;
    }

    private int directoryAt() {
        int at = HEADER;
        for (byte[] block : blocks) {
            at += block.length;
        }
        return at;
    }

    byte[] bytes() {
        int valuesAt = directoryAt() + 2 + 12 * tags.size() + 4;
        int size = valuesAt + tags.values().stream().mapToInt(v -> 4 * v.length).sum();
        ByteBuffer file = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        file.put(new byte[] {'I', 'I'}).putShort((short) 42).putInt(directoryAt());
        for (byte[] block : blocks) {
            file.put(block);
        }
        file.putShort((short) tags.size());
        for (Map.Entry<Integer, int[]> tag : tags.entrySet()) {
            int[] values = tag.getValue();
            file.putShort(tag.getKey().shortValue()).putShort((short) 4).putInt(values.length);
            if (values.length == 1) {
                file.putInt(values[0]);
            } else {
                file.putInt(valuesAt);
                for (int value : values) {
                    file.putInt(valuesAt, value);
                    valuesAt += 4;
                }
            }
        }
        return file.putInt(next).array();
    }
}
