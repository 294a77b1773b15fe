package dev.swath.earthengine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.auth.http.HttpTransportFactory;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.ServiceAccountCredentials;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The key file of a service account.
 *
 * @param account the account's address
 * @param credentials the credentials made from the key
 */
record ServiceAccountKey(String account, GoogleCredentials credentials) {

    private static final int MAX_BYTES = 64 << 10;
    private static final String REMEDY = "; make a JSON key of the service account in the Google Cloud console";

    /** Reads a key file; throws a {@link CredentialsException} that repeats none of the file's contents. */
    static ServiceAccountKey read(Path file, HttpTransportFactory transports) {
        byte[] content = content(file);
        JsonNode json;
        try {
            json = JsonMapper.builder().build().readTree(content);
        } catch (IOException e) {
            throw new CredentialsException("the credentials file " + file + " is not JSON" + REMEDY);
        }
        String type = json.path("type").asText();
        if (!type.equals("service_account")) {
            String remedy = type.equals("authorized_user") || type.equals("external_account")
                    ? " but of another kind; use application-default for it"
                    : REMEDY;
            throw new CredentialsException("the credentials file " + file + " is not a service account's key" + remedy);
        }
        for (String field : new String[] {"client_email", "private_key", "private_key_id", "client_id"}) {
            if (json.path(field).asText().isBlank()) {
                throw new CredentialsException("the credentials file " + file + " has no " + field + REMEDY);
            }
        }
        requireConfidential(file, json.path("token_uri").asText());
        try {
            ServiceAccountCredentials credentials =
                    ServiceAccountCredentials.fromStream(new ByteArrayInputStream(content), transports);
            return new ServiceAccountKey(credentials.getAccount(), credentials);
        } catch (IOException | RuntimeException e) {
            throw new CredentialsException("the credentials file " + file + " holds a key that can't be read" + REMEDY);
        }
    }

    /** The library uses Google's own token server if the file names none. */
    private static void requireConfidential(Path file, String tokenServer) {
        boolean confidential;
        try {
            confidential = tokenServer.isEmpty() || PlainHttp.mayIssueTokens(new URI(tokenServer));
        } catch (URISyntaxException e) {
            confidential = false;
        }
        if (!confidential) {
            throw new CredentialsException("the credentials file " + file
                    + " has a token_uri that is not https, over which others could read" + REMEDY);
        }
    }

    private static byte[] content(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new CredentialsException("the credentials file " + file + " does not exist or is not a file");
        }
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] content = stream.readNBytes(MAX_BYTES + 1);
            if (content.length > MAX_BYTES) {
                throw new CredentialsException(
                        "the credentials file " + file + " is too large to be a service account's key" + REMEDY);
            }
            return content;
        } catch (IOException e) {
            throw new CredentialsException("the credentials file " + file + " can't be read: "
                    + e.getClass().getSimpleName() + "; check its permissions");
        }
    }
}
