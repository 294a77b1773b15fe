package dev.swath.flow.download;

import dev.swath.grid.Tile;
import dev.swath.grid.Window;
import dev.swath.log.LogValue;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replies that are kept until their image is stored, for the run that has to take it up again: a file each, with a
 * checksum (CRC-32C) at its end. They are not synced: what a power cut damages is noticed and requested again.
 */
public final class KeptReplies {

    /** How the names of kept replies end. */
    static final String SUFFIX = ".reply";

    private static final Logger LOG = LoggerFactory.getLogger(KeptReplies.class);
    private static final String UNFINISHED = ".new";
    private static final int CHECKSUM = Integer.BYTES;
    private static final int SHORT = 12;
    private static final int PIECE = 64 * 1024;

    private final Path folder;
    private final String prefix;
    private final Set<String> names;

    /**
     * Those of an image. All others in the folder belong to other settings or are incomplete, and are removed.
     *
     * @param work had by the caller
     * @param fingerprint of the asset and its settings
     */
    KeptReplies(WorkFolder work, String fingerprint) throws IOException {
        folder = work.path();
        prefix = fingerprint.substring(0, SHORT) + "-";
        work.remove(file -> !isOurs(file.getFileName().toString()));
        names = work.files().stream()
                .map(file -> file.getFileName().toString())
                .collect(Collectors.toCollection(ConcurrentHashMap::newKeySet));
    }

    private boolean isOurs(String name) {
        return name.startsWith(prefix) && name.endsWith(SUFFIX);
    }

    /**
     * The name for the reply to a request, equal only for the same request for the same place in the file.
     *
     * @param json the request
     */
    String name(Tile tile, String json) {
        Window window = tile.window();
        String what = String.join(
                "\n",
                tile.covered().toString(),
                tile.repeat() + " " + tile.skipColumns() + " " + tile.skipRows(),
                json);
        return String.format(
                Locale.ROOT,
                "%s%d-%d-%dx%d-%s%s",
                prefix,
                window.column(),
                window.row(),
                window.width(),
                window.height(),
                Sha256.hex(what).substring(0, SHORT),
                SUFFIX);
    }

    /** Whether nothing is kept. */
    boolean isEmpty() {
        return names.isEmpty();
    }

    /** Whether there is one of this name; it may still be damaged. */
    boolean has(String name) {
        return names.contains(name);
    }

    /** Keeps a reply: all of it or, on any failure, nothing under this name. */
    void keep(String name, byte[] reply) throws IOException {
        Path unfinished = folder.resolve(name + UNFINISHED);
        try {
            write(unfinished, reply);
            Files.move(unfinished, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
        names.add(name);
    }

    /** In pieces: Java copies whatever it writes at once. */
    private static void write(Path file, byte[] reply) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int from = 0; from < reply.length; from += PIECE) {
                out.write(reply, from, Math.min(PIECE, reply.length - from));
            }
            out.write(ByteBuffer.allocate(CHECKSUM)
                    .putInt(checksum(reply, reply.length))
                    .array());
        }
    }

    /**
     * A reply that was kept; one that is damaged is dropped.
     *
     * @param most bytes that it may have
     */
    Optional<byte[]> read(String name, int most) throws IOException {
        Path file = folder.resolve(name);
        long size = Files.size(file);
        if (size >= CHECKSUM && size <= (long) most + CHECKSUM) {
            byte[] bytes = Files.readAllBytes(file);
            int length = bytes.length - CHECKSUM;
            if (ByteBuffer.wrap(bytes).getInt(length) == checksum(bytes, length)) {
                return Optional.of(Arrays.copyOf(bytes, length));
            }
        }
        LOG.warn("file={} is damaged, so its tile is requested again", LogValue.of(file));
        drop(name);
        return Optional.empty();
    }

    /** Forgets a reply. */
    void drop(String name) throws IOException {
        names.remove(name);
        Files.deleteIfExists(folder.resolve(name));
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, length);
        return (int) checksum.getValue();
    }
}
