package dev.swath.geotiff;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Reads and writes parts of files in portions. Java copies what it reads or writes through memory outside the heap, of which each
 * thread keeps as much as its largest portion.
 */
final class Portions {
    /** Bytes of a portion, which the processor's cache holds. */
    static final int SIZE = 1 << 16;

    private Portions() {}

    /** Writes the rest of a buffer at a position of a file. */
    static void write(ByteBuffer bytes, FileChannel file, long position) throws IOException {
        int end = bytes.limit();
        long at = position;
        while (bytes.position() < end) {
            bytes.limit(Math.min(end, bytes.position() + SIZE));
            at += file.write(bytes, at);
        }
    }

    /**
     * Fills the rest of a buffer from a position of a file.
     *
     * @throws EOFException if the file ends before
     */
    static void read(FileChannel file, long position, ByteBuffer bytes) throws IOException {
        int end = bytes.limit();
        long at = position;
        while (bytes.position() < end) {
            bytes.limit(Math.min(end, bytes.position() + SIZE));
            int count = file.read(bytes, at);
            if (count < 0) {
                throw new EOFException();
            }
            at += count;
        }
    }
}
