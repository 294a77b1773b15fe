package dev.swath.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.Slow;
import dev.swath.emulator.EarthEngineEmulator;
import dev.swath.emulator.EmulatorSettings;
import dev.swath.emulator.Fault;
import dev.swath.emulator.FaultPlan;
import dev.swath.emulator.FaultScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tiles for whose computation Earth Engine lacks memory or time are computed in parts. */
@Slow("A tile that Earth Engine can't compute at once is computed in parts, with the same bytes, down to a block.")
class ComputedSplitTest {

    private static final Map<String, String> ONE_IMAGE = EmulatedRun.settings(
            "area = centre 8.3958,-82.4350 side 0.005",
            // About 560 pixels along each side: more than a block, so that a tile can be divided.
            "scale = 1",
            "start = 2024-01-01",
            "end = 2024-01-08",
            "filter =",
            "retry.delay = 10ms",
            "quicklook = 0",
            "stac = false",
            "report = false");

    @TempDir
    Path folder;

    /** Sent 1 + 4 times; the quarters are small enough. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "bands = ndvi; visualization.min =; visualization.max =; outline.width = 0",
                "bands = B8,SCL; visualization.min =; visualization.max =; mask.source = request",
                "cloud-mask = scl; scale = 1",
                "render = server",
                "composite = median; composite.period = whole; crs = EPSG:32617"
            })
    void a_tile_that_takes_too_much_memory_is_computed_in_quarters(String settings) throws IOException {
        try (EarthEngineEmulator emulator = EarthEngineEmulator.start(EmulatorSettings.defaults())) {
            EmulatedRun whole = run(emulator, "whole", settings, "method = computePixels", "fetch = as-asked");
            try (PixelLimit limit = PixelLimit.start(emulator.url(), 500 * 500, "computePixels")) {
                EmulatedRun parts = EmulatedRun.once(
                        limit.url(), output("parts"), all(settings, "method = computePixels", "fetch = as-asked"));

                assertThat(parts.causes()).isEmpty();
                assertThat(parts.exitCode()).isZero();
                assertThat(parts.images()).isEqualTo(whole.images()).hasSize(1);
                assertThat(limit.refused()).isEqualTo(1);
                assertThat(whole.summary().path("requests").asInt()).isEqualTo(1);
                assertThat(parts.summary().path("requests").asInt()).isEqualTo(5);
                assertThat(parts.summary().path("retries").asInt()).isZero();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"MEMORY", "TIMEOUT"})
    void a_computation_that_fails_once_is_done_in_quarters(Fault fault) throws IOException {
        String settings = "bands = ndvi; visualization.min =; visualization.max =; outline.width = 0";
        FaultPlan once = FaultPlan.first(1, fault).only(FaultScope.PIXELS);
        try (EarthEngineEmulator sound = EarthEngineEmulator.start(EmulatorSettings.defaults());
                EarthEngineEmulator emulator =
                        EarthEngineEmulator.start(EmulatorSettings.defaults().withFaults(once))) {
            EmulatedRun whole = run(sound, "whole", settings, "fetch = as-asked");
            EmulatedRun parts = run(emulator, "parts", settings, "fetch = as-asked");

            assertThat(parts.images()).isEqualTo(whole.images()).hasSize(1);
            assertThat(parts.summary().path("requests").asInt()).isEqualTo(5);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"MEMORY", "TIMEOUT"})
    void a_computation_that_always_fails_fails_its_image_with_that_cause(Fault fault) throws IOException {
        FaultPlan always = FaultPlan.always(fault).only(FaultScope.PIXELS);
        try (EarthEngineEmulator emulator =
                EarthEngineEmulator.start(EmulatorSettings.defaults().withFaults(always))) {
            EmulatedRun run = run(emulator, "failed", "bands = B8,B4,B3", "render = server");

            assertThat(run.exitCode()).isNotZero();
            assertThat(run.images()).isEmpty();
            assertThat(run.causes()).singleElement().satisfies(cause -> assertThat(cause.toLowerCase(Locale.ROOT))
                    .contains("400", fault == Fault.MEMORY ? "user memory limit exceeded." : "computation timed out."));
            // The whole tile, and at most its quarters: they are no larger than a block.
            assertThat(run.summary().path("requests").asInt()).isBetween(2, 5);
        }
    }

    private Path output(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }

    private EmulatedRun run(EarthEngineEmulator emulator, String name, String... settings) throws IOException {
        return EmulatedRun.once(emulator.url(), output(name), all(settings));
    }

    private static List<Map<String, String>> all(String... settings) {
        List<Map<String, String>> all = new ArrayList<>(List.of(ONE_IMAGE));
        for (String each : settings) {
            all.add(EmulatedRun.settings(each.split("; ")));
        }
        return all;
    }
}
