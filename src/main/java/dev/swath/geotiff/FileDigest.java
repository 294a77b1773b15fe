package dev.swath.geotiff;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The SHA-256 of files, by the processor's own instructions where {@link NativeSha256} has them. The JDK uses these only in what its
 * second compiler makes, which a command that ends does not have.
 */
public final class FileDigest {

    private static final int BUFFER = 1 << 16;

    private FileDigest() {}

    /** A digest that no bytes have been given to. */
    static MessageDigest create() {
        if (NativeSha256.isAvailable()) {
            return new NativeSha256();
        }
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * Reads a file from its beginning to its end.
     *
     * @return the SHA-256 of its bytes in hexadecimal
     */
    public static String of(Path file) throws IOException {
        MessageDigest digest = create();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
