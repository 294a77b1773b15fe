package dev.swath.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swath.geotiff.FileDigest;
import dev.swath.job.FileName;
import dev.swath.ledger.StoredImage;
import dev.swath.ledger.StoredImageWithJob;
import dev.swath.stac.StacItem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What came of holding a file against the ledger.
 *
 * @param image the file as the ledger has it
 * @param state what it is
 * @param cause what is wrong with it; empty if nothing is
 */
record FileVerdict(StoredImageWithJob image, State state, Optional<String> cause) {

    /** What a file is. */
    enum State {
        /** It has the length and the checksum that it was written with. */
        SOUND,
        /** It has the length that it was found with; no checksum of it is known. */
        UNPROVEN,
        /** It is in an output that is not a folder of this machine. */
        NOT_CHECKED,
        /** It is not there. */
        MISSING,
        /** It has another length or another checksum, or can't be read. */
        DAMAGED
    }

    /** A multihash in STAC begins with the code of SHA-256 and its length. */
    private static final String MULTIHASH = "1220";

    /** Looks at a file, and reads all of it if there is a checksum of it in the ledger or in the STAC Item beside it. */
    static FileVerdict of(StoredImageWithJob image) {
        StoredImage stored = image.stored();
        if (!isFolder(stored.output())) {
            return new FileVerdict(image, State.NOT_CHECKED, Optional.empty());
        }
        Path file = Path.of(stored.output()).resolve(stored.file());
        try {
            if (!Files.isRegularFile(file)) {
                return new FileVerdict(image, State.MISSING, Optional.of("it is not there"));
            }
            long bytes = Files.size(file);
            if (bytes != stored.bytes()) {
                return damaged(image, "it has " + bytes + " bytes, and was stored with " + stored.bytes());
            }
            Optional<String> known = stored.sha256().or(() -> ofItem(file));
            if (known.isEmpty()) {
                return new FileVerdict(image, State.UNPROVEN, Optional.empty());
            }
            String now = FileDigest.of(file);
            return now.equals(known.get())
                    ? new FileVerdict(image, State.SOUND, Optional.empty())
                    : damaged(image, "its SHA-256 is " + now + ", and was " + known.get());
        } catch (IOException e) {
            return damaged(image, "it can't be read: " + e);
        }
    }

    /** The ledger has folders by their full paths, and other outputs by their URIs. */
    private static boolean isFolder(String output) {
        return !output.matches("[A-Za-z][A-Za-z0-9+.-]+:.*") && Path.of(output).isAbsolute();
    }

    private static FileVerdict damaged(StoredImageWithJob image, String cause) {
        return new FileVerdict(image, State.DAMAGED, Optional.of(cause));
    }

    private static Optional<String> ofItem(Path file) {
        Path item = file.resolveSibling(FileName.beside(file.getFileName().toString(), StacItem.ENDING));
        if (!Files.isRegularFile(item)) {
            return Optional.empty();
        }
        try {
            JsonNode assets = new ObjectMapper().readTree(item.toFile()).path("assets");
            return assets.findValuesAsText("file:checksum").stream()
                    .filter(checksum -> checksum.startsWith(MULTIHASH))
                    .map(checksum -> checksum.substring(MULTIHASH.length()))
                    .findFirst();
        } catch (IOException e) {
            // An Item that can't be read proves nothing about the image.
            return Optional.empty();
        }
    }

    /** Whether it is to be fetched again. */
    boolean isBad() {
        return state == State.MISSING || state == State.DAMAGED;
    }
}
