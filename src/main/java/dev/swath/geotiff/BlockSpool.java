package dev.swath.geotiff;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Compressed blocks in a work file, in the order they arrive, until their final places are known. Each is stored as it
 * will be in the Cloud Optimized GeoTIFF: its length, its bytes, its last four bytes again, and then the block of the
 * mask in the same form.
 */
final class BlockSpool implements Closeable {
    private static final int LEADER = 4;
    /** Bytes behind each block. */
    static final int TRAILER = 4;

    private final Path file;
    private final FileChannel channel;
    private final AtomicLong end = new AtomicLong();
    private final List<Index> indexes;
    /** What blocks are written through: one for each working thread. */
    private final ConcurrentLinkedQueue<ByteBuffer> idle = new ConcurrentLinkedQueue<>();

    /** Where the blocks of a level are in the work file. */
    private static final class Index {
        private final long[] positions;
        private final int[] imageBytes;
        private final int[] maskBytes;

        Index(int blocks) {
            positions = new long[blocks];
            imageBytes = new int[blocks];
            maskBytes = new int[blocks];
        }
    }

    /**
     * Creates the work file.
     *
     * @param folder where, created if need be
     * @param levels the raster and its overviews
     */
    BlockSpool(Path folder, List<Level> levels) throws IOException {
        indexes = levels.stream().map(level -> new Index(level.blocks())).toList();
        Files.createDirectories(folder);
        file = Files.createTempFile(folder, "swath-", ".blocks");
        channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /** Adds a block, from any thread; the mask is empty where the file has none. */
    void add(int level, int block, byte[] image, byte[] mask) throws IOException {
        int size = framed(image.length) + framed(mask.length);
        long position = end.getAndAdd(size);
        ByteBuffer portion = idle.poll();
        if (portion == null) {
            portion = ByteBuffer.allocate(Portions.SIZE);
        }
        portion.clear();
        long at = frame(portion, mask, frame(portion, image, position));
        Portions.write(portion.flip(), channel, at);
        idle.add(portion);
        Index index = indexes.get(level);
        synchronized (index) {
            index.positions[block] = position;
            index.imageBytes[block] = image.length;
            index.maskBytes[block] = mask.length;
        }
    }

    /** The number of bytes of all blocks, with their leaders and trailers. */
    long size() {
        return end.get();
    }

    int imageBytes(int level, int block) {
        Index index = indexes.get(level);
        synchronized (index) {
            return index.imageBytes[block];
        }
    }

    int maskBytes(int level, int block) {
        Index index = indexes.get(level);
        synchronized (index) {
            return index.maskBytes[block];
        }
    }

    /** Bytes from a block's start to its image. */
    int imageOffset() {
        return LEADER;
    }

    /** Bytes from a block's start to its mask. */
    int maskOffset(int level, int block) {
        return framed(imageBytes(level, block)) + LEADER;
    }

    /** The bytes a block takes, with its mask and their leaders and trailers. */
    long size(int level, int block) {
        return (long) framed(imageBytes(level, block)) + framed(maskBytes(level, block));
    }

    /** Appends a block to a file. */
    void copy(int level, int block, HashedOutput target) throws IOException {
        Index index = indexes.get(level);
        long position;
        synchronized (index) {
            position = index.positions[block];
        }
        try {
            target.copy(channel, position, size(level, block));
        } catch (EOFException e) {
            throw new IOException("work file is shorter than what was written to it: " + file, e);
        }
    }

    /** Deletes the work file. */
    @Override
    public void close() throws IOException {
        try (channel) {
            Files.deleteIfExists(file);
        }
    }

    private static int framed(int length) {
        return length == 0 ? 0 : LEADER + length + TRAILER;
    }

    /** Writes a block through a portion; returns the position in the file of what the portion still holds. */
    private long frame(ByteBuffer portion, byte[] block, long position) throws IOException {
        if (block.length == 0) {
            return position;
        }
        byte[] leader = new byte[LEADER];
        LittleEndian.putInt(leader, 0, block.length);
        long at = fill(portion, leader, 0, LEADER, position);
        at = fill(portion, block, 0, block.length, at);
        return fill(portion, block, block.length - TRAILER, TRAILER, at);
    }

    private long fill(ByteBuffer portion, byte[] bytes, int from, int count, long position) throws IOException {
        long at = position;
        for (int done = 0; done < count; ) {
            if (!portion.hasRemaining()) {
                Portions.write(portion.flip(), channel, at);
                at += portion.limit();
                portion.clear();
            }
            int some = Math.min(count - done, portion.remaining());
            portion.put(bytes, from + done, some);
            done += some;
        }
        return at;
    }
}
