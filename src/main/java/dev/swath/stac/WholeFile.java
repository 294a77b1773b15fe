package dev.swath.stac;

import dev.swath.geotiff.SyncedFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes files that get their name once all their bytes are on the disk. */
final class WholeFile {

    private WholeFile() {}

    /**
     * Writes a file, in place of an older one.
     *
     * @param unfinished prefix of its name until it is complete
     * @throws IOException if it can't be written; an older one stays
     */
    static void write(Path folder, String unfinished, String name, byte[] content) throws IOException {
        Path part = folder.resolve(unfinished + name);
        try {
            try (FileChannel out = FileChannel.open(
                    part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                out.force(true);
            }
            Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            SyncedFolder.sync(folder.toAbsolutePath());
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
