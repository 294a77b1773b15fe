package dev.swath.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.swath.Slow;
import dev.swath.flow.ScriptedEarthEngine;
import dev.swath.flow.ScriptedReply;
import dev.swath.flow.ServiceAccountFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A token goes only to the configured server, even if it redirects. */
@Slow("No token follows a redirect to another server.")
@Timeout(120)
class RedirectTest {

    @TempDir
    private Path folder;

    private ScriptedEarthEngine earthEngine;
    private ScriptedEarthEngine elsewhere;
    private URI other;

    @BeforeEach
    void start() {
        earthEngine = ScriptedEarthEngine.start().lists("a");
        elsewhere = ScriptedEarthEngine.start().lists("a");
        other = URI.create("http://localhost:" + elsewhere.url().getPort());
    }

    @AfterEach
    void stop() throws IOException {
        earthEngine.close();
        elsewhere.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void a_listing_that_points_elsewhere_is_not_followed(int status) throws IOException {
        earthEngine.answersListing(request -> redirect(status, request.path()));

        assertThat(once()).isEqualTo(3);

        isTold(summary().path("listingFailure").asText(), status);
        assertThat(earthEngine.listRequests()).singleElement().satisfies(request -> assertThat(request.headers())
                .containsEntry("authorization", "Bearer token-1"));
        assertThat(elsewhere.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 307})
    void pixels_that_point_elsewhere_are_not_followed(int status) throws IOException {
        earthEngine.answersPixels(request -> redirect(status, request.path()));

        assertThat(once()).isEqualTo(1);

        isTold(summary().path("images").path(0).path("cause").asText(), status);
        assertThat(earthEngine.pixelRequests()).hasSize(1);
        assertThat(elsewhere.requests()).isEmpty();
    }

    private ScriptedReply redirect(int status, String path) {
        return ScriptedReply.bytes("text/html", new byte[0])
                .withStatus(status)
                .with("Location", other.resolve("/" + path).toString() + "?key=hunter2");
    }

    private static void isTold(String cause, int status) {
        assertThat(cause)
                .startsWith("HTTP " + status + ": the server points to localhost, where nothing is sent")
                .contains("swath.earth-engine.url")
                .doesNotContain("hunter2");
    }

    private int once() throws IOException {
        Path key = ServiceAccountFile.write(
                folder.resolve("key.json"), earthEngine.url().resolve("/token"));
        return new WholeFlow(earthEngine.url(), folder.resolve("output")).once("earth-engine.credentials=" + key);
    }

    private JsonNode summary() throws IOException {
        return new WholeFlow(earthEngine.url(), folder.resolve("output")).summary();
    }
}
