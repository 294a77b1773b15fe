package dev.swath.stac;

import dev.swath.geotiff.SyncedFolder;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Protects the collections of a folder from other threads and processes, by a lock on the file {@code
 * .swath/collections.lock}.
 */
final class FolderLock implements Closeable {

    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock, waiting at most 30 seconds for others.
     *
     * @throws IOException if they do not release it, or this file system has no locks
     */
    static FolderLock take(Path folder) throws IOException {
        Path file = folder.resolve(".swath").resolve("collections.lock");
        SyncedFolder.create(file.getParent());
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            long begun = System.nanoTime();
            while (lock(channel).isEmpty()) {
                if (System.nanoTime() - begun > LONGEST.toNanos()
                        || Thread.currentThread().isInterrupted()) {
                    throw new IOException("another run holds " + file.getFileName() + " of the output folder");
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
            return new FolderLock(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static Optional<FileLock> lock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException heldInThisProcess) {
            return Optional.empty();
        }
    }

    /** Releases the lock. Its file stays, since another process may be waiting for it. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
