package dev.swath.flow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A digest of a file: equal for two files only if their bytes are the same.
 *
 * @param length in bytes; -1 for a folder
 * @param sha256 in hexadecimal digits
 */
public record Digest(long length, String sha256) {

    static Digest of(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            return new Digest(-1, "a folder");
        }
        try {
            byte[] bytes = Files.readAllBytes(file);
            return new Digest(
                    bytes.length,
                    HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
