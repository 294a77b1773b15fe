package dev.swath.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.swath.Slow;
import dev.swath.emulator.EarthEngineEmulator;
import dev.swath.emulator.EmulatorSettings;
import dev.swath.flow.ServiceAccountFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A service that accepts few requests at once, or only those with a token. */
@Slow("The whole flow stays within a service's limit of requests and renews tokens that expire.")
@Timeout(120)
class GuardedServiceTest {

    @TempDir
    private Path folder;

    @Test
    void every_image_is_stored_although_the_service_takes_two_requests_at_once() throws IOException {
        EmulatorSettings settings =
                EmulatorSettings.defaults().withConcurrencyLimit(2).withLatency(Duration.ofMillis(20));
        try (EarthEngineEmulator emulator = EarthEngineEmulator.start(settings)) {
            WholeFlow flow = new WholeFlow(emulator.url(), folder);

            int exitCode =
                    flow.once("fetch=as-asked", "tile.max-bytes=400000", "concurrency.requests=8", "retry.attempts=20");

            JsonNode summary = flow.summary();
            assertThat(exitCode).as(summary.toString()).isZero();
            assertThat(summary.path("stored").asInt()).isGreaterThan(1);
            assertThat(summary.path("rejected").asLong())
                    .isPositive()
                    .isEqualTo(emulator.accessLog().rejected());
            assertThat(summary.path("requests").asLong())
                    .isEqualTo(emulator.accessLog().pixelRequests());
            assertThat(summary.path("retries").asLong())
                    .isEqualTo(summary.path("rejected").asLong());
        }
    }

    @Test
    void a_service_account_is_let_in_by_a_token_that_its_key_was_exchanged_for() throws IOException {
        try (EarthEngineEmulator emulator =
                EarthEngineEmulator.start(EmulatorSettings.defaults().requiringToken())) {
            Path key = ServiceAccountFile.write(
                    folder.resolve("key.json"), emulator.url().resolve("/token"));
            WholeFlow flow = new WholeFlow(emulator.url(), folder.resolve("output"));

            int exitCode = flow.once("scale=", "earth-engine.credentials=" + key, "earth-engine.project=my-project");

            assertThat(exitCode).isZero();
            assertThat(flow.images()).isNotEmpty();
        }
    }

    @Test
    void without_a_token_the_listing_is_refused_and_the_remedy_named() throws IOException {
        try (EarthEngineEmulator emulator =
                EarthEngineEmulator.start(EmulatorSettings.defaults().requiringToken())) {
            WholeFlow flow = new WholeFlow(emulator.url(), folder);

            assertThat(flow.once()).isEqualTo(3);

            assertThat(flow.summary().path("listingFailure").asText())
                    .contains("401", "swath.earth-engine.credentials");
        }
    }

    /** Google's reply to a key that was deleted, or whose account was deleted. */
    @Test
    void a_key_that_the_token_server_refuses_is_named_without_its_secrets() throws IOException {
        try (EarthEngineEmulator emulator =
                EarthEngineEmulator.start(EmulatorSettings.defaults().requiringToken())) {
            Path key = ServiceAccountFile.write(
                    folder.resolve("key.json"), emulator.url().resolve("/v1/no-token-here"));
            WholeFlow flow = new WholeFlow(emulator.url(), folder.resolve("output"));

            assertThat(flow.once("earth-engine.credentials=" + key, "retry.attempts=1"))
                    .isEqualTo(3);

            assertThat(flow.summary().path("listingFailure").asText())
                    .contains("swath@test-project.iam.gserviceaccount.com")
                    .doesNotContain("PRIVATE", "Exception");
        }
    }
}
