package dev.swath.geotiff;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Locale;

/** The bytes of a TIFF file, read at any position from any thread. */
interface TiffSource extends Closeable {

    /** Length of the file in bytes. */
    long size() throws IOException;

    /** The bytes {@code offset .. offset + count}, on the heap; a TiffException if the file ends before. */
    ByteBuffer bytes(long offset, long count) throws IOException;

    /** Fails unless the file holds {@code offset .. offset + count}. */
    default void checkRange(long offset, long count) throws IOException {
        if (offset < 0 || count < 0 || offset > size() || count > size() - offset) {
            throw new TiffException(String.format(
                    Locale.ROOT, "the file ends at byte %d, before %d bytes at %d", size(), count, offset));
        }
        if (count > Integer.MAX_VALUE - 8) {
            throw new TiffException(String.format(Locale.ROOT, "a piece of %d bytes is too large", count));
        }
    }

    /** A file held in memory; the array is not copied. */
    record Memory(byte[] file) implements TiffSource {

        @Override
        public long size() {
            return file.length;
        }

        @Override
        public ByteBuffer bytes(long offset, long count) throws IOException {
            checkRange(offset, count);
            return ByteBuffer.wrap(file, (int) offset, (int) count).slice();
        }

        @Override
        public void close() {
            // nothing is held open
        }
    }

    /** A file on disk; its length is read once. */
    record Disk(FileChannel channel, long size) implements TiffSource {

        @Override
        public ByteBuffer bytes(long offset, long count) throws IOException {
            checkRange(offset, count);
            ByteBuffer bytes = ByteBuffer.allocate((int) count);
            try {
                Portions.read(channel, offset, bytes);
            } catch (EOFException e) {
                throw new TiffException("the file became shorter while it was read", e);
            }
            return bytes.flip();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
