package dev.swath.flow;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

/** A service account's key file with a key that is made for the tests. */
public final class ServiceAccountFile {

    private static final int KEY_BITS = 2048;
    /** One for all files, because generating one takes a second. */
    private static final String PRIVATE_KEY = privateKey();

    private ServiceAccountFile() {}

    /**
     * Writes a key file.
     *
     * @param tokens where the key is exchanged for tokens
     * @return the file
     */
    public static Path write(Path file, URI tokens) throws IOException {
        Map<String, String> key = Map.of(
                "type", "service_account",
                "project_id", "test-project",
                "private_key_id", "k1",
                "private_key", PRIVATE_KEY,
                "client_email", "swath@test-project.iam.gserviceaccount.com",
                "client_id", "123456789",
                "token_uri", tokens.toString());
        return Files.write(file, new ObjectMapper().writeValueAsBytes(key));
    }

    private static String privateKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS);
            byte[] key = generator.generateKeyPair().getPrivate().getEncoded();
            return "-----BEGIN PRIVATE KEY-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key)
                    + "\n-----END PRIVATE KEY-----\n";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has RSA", e);
        }
    }
}
