package dev.swath.geotiff;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;

/** A file written from beginning to end, with its SHA-256, so that the file need not be read again for it. */
final class HashedOutput implements Closeable {
    private final FileChannel channel;
    private final MessageDigest digest = FileDigest.create();
    private final ByteBuffer portion = ByteBuffer.allocate(Portions.SIZE);

    /** Creates the file, or empties it. */
    HashedOutput(Path file) throws IOException {
        channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
    }

    void write(byte[] bytes) throws IOException {
        write(ByteBuffer.wrap(bytes));
    }

    /**
     * Appends a part of another file.
     *
     * @throws EOFException if that file ends before
     */
    void copy(FileChannel file, long position, long count) throws IOException {
        for (long done = 0; done < count; done += portion.limit()) {
            portion.clear().limit((int) Math.min(count - done, Portions.SIZE));
            Portions.read(file, position + done, portion);
            write(portion.flip());
        }
    }

    private void write(ByteBuffer bytes) throws IOException {
        digest.update(bytes.duplicate());
        long at = channel.position();
        int count = bytes.remaining();
        Portions.write(bytes, channel, at);
        channel.position(at + count);
    }

    /**
     * Forces its bytes to the disk.
     *
     * @return the SHA-256 of its bytes in hexadecimal
     */
    String sync() throws IOException {
        channel.force(true);
        return HexFormat.of().formatHex(digest.digest());
    }

    long size() throws IOException {
        return channel.position();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
