package dev.swath.geotiff;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;

/** A classic little-endian TIFF of one 8-bit band and one block, with whatever a test wants it to declare. */
final class HandmadeTiff {

    private static final int HEADER = 8;

    private final Map<Integer, Integer> tags = new TreeMap<>();
    private final byte[] block;
    private int next;

    private HandmadeTiff(byte[] block, int width, int height) {
        this.block = block;
        tags.put(TiffTag.IMAGE_WIDTH, width);
        tags.put(TiffTag.IMAGE_LENGTH, height);
        tags.put(TiffTag.BITS_PER_SAMPLE, 8);
    }

    static HandmadeTiff oneStrip(int width, int height, int compression, byte[] block) {
        HandmadeTiff tiff = new HandmadeTiff(block, width, height);
        tiff.tags.put(TiffTag.COMPRESSION, compression);
        tiff.tags.put(TiffTag.STRIP_OFFSETS, 0);
        tiff.tags.put(TiffTag.STRIP_BYTE_COUNTS, block.length);
        return tiff;
    }

    static HandmadeTiff oneTile(int width, int height, int tileWidth, int tileHeight, byte[] block) {
        HandmadeTiff tiff = new HandmadeTiff(block, width, height);
        tiff.tags.put(TiffTag.TILE_WIDTH, tileWidth);
        tiff.tags.put(TiffTag.TILE_LENGTH, tileHeight);
        tiff.tags.put(TiffTag.TILE_OFFSETS, 0);
        tiff.tags.put(TiffTag.TILE_BYTE_COUNTS, block.length);
        return tiff;
    }

    /** Sets a tag to a 32-bit number. */
    HandmadeTiff with(int tag, int value) {
        tags.put(tag, value);
        return this;
    }

    /** Where the next directory is said to begin. */
    HandmadeTiff nextDirectory(int offset) {
        next = offset;
        return this;
    }

    byte[] bytes() {
        int blockAt = HEADER + 2 + 12 * tags.size() + 4;
        tags.replaceAll((tag, value) ->
                tag == TiffTag.STRIP_OFFSETS || tag == TiffTag.TILE_OFFSETS ? Integer.valueOf(blockAt) : value);
        ByteBuffer file = ByteBuffer.allocate(blockAt + block.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put(new byte[] {'I', 'I'}).putShort((short) 42).putInt(HEADER);
        file.putShort((short) tags.size());
        tags.forEach((tag, value) -> file.putShort((short) tag.intValue())
                .putShort((short) 4)
                .putInt(1)
                .putInt(value));
        return file.putInt(next).put(block).array();
    }
}
