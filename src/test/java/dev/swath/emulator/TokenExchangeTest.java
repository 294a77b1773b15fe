package dev.swath.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.swath.earthengine.EarthEngineCredentials;
import dev.swath.network.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Google's own client library exchanges a service account's key for a token of the emulator. */
class TokenExchangeTest {

    @TempDir
    private Path folder;

    @Test
    void a_service_account_is_let_in_with_the_token_it_was_issued() throws Exception {
        try (Api api = Api.start(EmulatorSettings.defaults().requiringToken())) {
            EarthEngineCredentials credentials = EarthEngineCredentials.serviceAccount(key(api), Network.DIRECT);
            assertThat(status(api, credentials)).isEqualTo(200);

            api.emulator().revokeTokens();
            assertThat(status(api, credentials)).isEqualTo(401);

            credentials.refresh();
            assertThat(status(api, credentials)).isEqualTo(200);
        }
    }

    private static int status(Api api, EarthEngineCredentials credentials) throws IOException {
        String authorization = credentials.authorization().orElseThrow();
        return api.send(api.request("/v1/" + Api.COLLECTION_NAME).header("Authorization", authorization))
                .statusCode();
    }

    private Path key(Api api) throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        String encoded = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
        Map<String, String> key = Map.of(
                "type", "service_account",
                "project_id", "my-project",
                "private_key_id", "1",
                "private_key", "-----BEGIN PRIVATE KEY-----\n" + encoded + "\n-----END PRIVATE KEY-----\n",
                "client_email", "swath@my-project.iam.gserviceaccount.com",
                "client_id", "2",
                "token_uri", api.emulator().url() + "/token");
        Path file = folder.resolve("key.json");
        Files.write(file, JsonMapper.builder().build().writeValueAsBytes(key));
        return file;
    }
}
