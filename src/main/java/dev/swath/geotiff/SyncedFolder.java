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
     * Writes the names in a folder to the disk. Systems that can't open a folder do not need this.
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
     * Creates a folder and its missing parents, and writes their names to the disk.
     *
     * @throws IOException if they can't be created
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
