package dev.swath.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.Slow;
import dev.swath.emulator.EarthEngineEmulator;
import dev.swath.emulator.EmulatorSettings;
import dev.swath.flow.ServiceAccountFile;
import dev.swath.tracing.Collector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a collector gets from {@code swath once}. */
@Slow("A collector gets the spans of a real run, with their parents and attributes.")
@Timeout(120)
class TracedRunTest {

    @TempDir
    private Path folder;

    @Test
    void the_trace_of_a_run_holds_its_spans_and_neither_token_nor_pixels() throws IOException {
        try (Collector collector = Collector.start();
                EarthEngineEmulator emulator =
                        EarthEngineEmulator.start(EmulatorSettings.defaults().requiringToken())) {
            Path key = ServiceAccountFile.write(
                    folder.resolve("key.json"), emulator.url().resolve("/token"));

            int exitCode = new WholeFlow(emulator.url(), folder.resolve("output"))
                    .once(
                            "scale=",
                            "tracing.endpoint=" + collector.url(),
                            "earth-engine.credentials=" + key,
                            "earth-engine.project=my-project");

            assertThat(exitCode).isZero();
            String traces =
                    collector.received().stream().map(Collector.Received::body).collect(Collectors.joining());
            assertThat(traces)
                    .contains("run david-chiriqui", "list", "image", "getPixels", "COPERNICUS/S2_SR_HARMONIZED/2024")
                    .doesNotContainIgnoringCase("bearer", "authorization", "private")
                    .doesNotContain("II*");
            assertThat(traces.length()).isBetween(1_000, 20_000);
        }
    }
}
