package dev.swath.geotiff;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.Security;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.crypto.CryptoServicesRegistrar;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.NativeServices;
import org.bouncycastle.crypto.digests.SHA256Digest;

/**
 * SHA-256 by the native code of Bouncy Castle, which there is for Linux on x86-64 and 64-bit ARM. The system property {@code
 * org.bouncycastle.native.cpu_variant=java} switches it off.
 */
final class NativeSha256 extends MessageDigest {
    private static final int LENGTH = 32;

    private final Digest digest = SHA256Digest.newInstance();

    NativeSha256() {
        super("SHA-256");
    }

    /** Whether the native code is there. It is loaded at the first call. */
    static boolean isAvailable() {
        return Loaded.YES;
    }

    @Override
    protected int engineGetDigestLength() {
        return LENGTH;
    }

    @Override
    protected void engineUpdate(byte input) {
        digest.update(input);
    }

    @Override
    protected void engineUpdate(byte[] input, int offset, int length) {
        digest.update(input, offset, length);
    }

    @Override
    protected byte[] engineDigest() {
        byte[] result = new byte[LENGTH];
        digest.doFinal(result, 0);
        return result;
    }

    @Override
    protected void engineReset() {
        digest.reset();
    }

    private static final class Loaded {
        /** Looked up before the property of the system. */
        private static final String FOLDER = "java.io.tmpdir";

        static final boolean YES = "Linux".equals(System.getProperty("os.name")) && load();

        /**
         * Bouncy Castle unpacks its libraries into a temporary folder, and tries that for a minute where it can't write. Given one of
         * its own that can be written and is removed at once, nothing is left behind, even if the process is killed later.
         */
        private static boolean load() {
            try {
                Path folder = Files.createTempDirectory("swath-native-");
                try {
                    Security.setProperty(FOLDER, folder.toString());
                    return CryptoServicesRegistrar.hasEnabledService(NativeServices.SHA256);
                } finally {
                    remove(folder);
                }
            } catch (IOException | RuntimeException | LinkageError unusable) {
                // Whatever the reason, the JDK's own code gives the same result.
                return false;
            }
        }

        private static void remove(Path folder) throws IOException {
            List<Path> files;
            try (Stream<Path> found = Files.walk(folder)) {
                files = found.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path file : files) {
                Files.delete(file);
            }
        }
    }
}
