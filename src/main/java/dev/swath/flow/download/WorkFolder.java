package dev.swath.flow.download;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The folder in which one image grows, held by one download at a time: the lock on a file in it ends with the process,
 * however that ends.
 */
final class WorkFolder implements Closeable {

    /** The file that is locked; a folder without it is not a work folder. */
    static final String LOCK = "swath.lock";

    /** How often it is tried again when another process removes the folder at the same moment. */
    private static final int TRIES = 100;

    private final Path path;
    private final FileChannel channel;
    private final Runnable onClose;

    private WorkFolder(Path path, FileChannel channel, Runnable onClose) {
        this.path = path;
        this.channel = channel;
        this.onClose = onClose;
    }

    /**
     * Takes a folder, created if need be.
     *
     * @param onClose done when it is given back
     * @return nothing if another run or process holds it
     */
    static Optional<WorkFolder> take(Path path, Runnable onClose) throws IOException {
        for (int i = 1; ; i++) {
            try {
                return lock(path).map(channel -> new WorkFolder(path, channel, onClose));
            } catch (NoSuchFileException | FileAlreadyExistsException e) {
                if (i == TRIES) {
                    throw e;
                }
            }
        }
    }

    private static Optional<FileChannel> lock(Path path) throws IOException {
        Files.createDirectories(path);
        Path file = path.resolve(LOCK);
        Object found = identity(file);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        try {
            if (tryLock(channel).isEmpty()) {
                channel.close();
                return Optional.empty();
            }
            // A lock on a file that its last owner has removed locks nothing.
            if (!Objects.equals(
                    found, Files.readAttributes(file, BasicFileAttributes.class).fileKey())) {
                throw new NoSuchFileException(file.toString(), null, "it was replaced");
            }
            return Optional.of(channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static Object identity(Path file) throws IOException {
        try {
            Files.createFile(file);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isRegularFile(file)) {
                throw e;
            }
        }
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException e) {
            return Optional.empty();
        }
    }

    Path path() {
        return path;
    }

    /** The files in it, without the lock. */
    List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> !file.getFileName().toString().equals(LOCK))
                    .toList();
        }
    }

    /** Removes the files of which this holds. */
    void remove(Predicate<Path> unwanted) throws IOException {
        for (Path file : files()) {
            if (unwanted.test(file)) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Gives the folder back; it is removed if nothing is left in it. */
    @Override
    public void close() throws IOException {
        try (channel) {
            // Removed before the lock is given back: who has opened the file meanwhile notices.
            if (Files.isDirectory(path) && files().isEmpty()) {
                Files.deleteIfExists(path.resolve(LOCK));
                removeEmpty(path);
            }
        } finally {
            onClose.run();
        }
    }

    /** Removes a folder unless there is something in it. */
    static void removeEmpty(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException e) {
            // It stays, for what is in it.
            return;
        }
    }
}
