package dev.swath.geotiff;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Folders whose entries survive a power cut. */
public final class SyncedFolder {

    private SyncedFolder() {}

    /**
     * Writes the names in a folder to the disk. Only some systems allow to open a folder: elsewhere there is nothing to do.
     *
     * @throws IOException if the folder is gone or can't be written
     */
    public static void sync(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /**
     * Makes a folder and those around it where they are not there, and writes their names to the disk.
     *
     * @throws IOException if they can't be made
     */
    public static void create(Path folder) throws IOException {
        Path absolute = folder.toAbsolutePath();
        if (Files.isDirectory(absolute)) {
            return;
        }
        Path around = absolute.getParent();
        if (around != null) {
            create(around);
        }
        Files.createDirectories(absolute);
        if (around != null) {
            sync(around);
        }
    }
}
