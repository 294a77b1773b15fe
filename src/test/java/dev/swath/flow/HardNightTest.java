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
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Faults of many kinds in one run, and an Earth Engine that always lacks memory. */
@Slow(
        "Runs in which a fifth of all requests fail, or tiles are refused down to a block, store the bytes of an undisturbed run.")
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HardNightTest {

    private static final long SEED = 20240110;

    /** About 2200 pixels along each side, each image in one request. */
    private static final Map<String, String> LARGE =
            EmulatedRun.settings("area = centre 8.3958,-82.4350 side 0.02", "end = 2024-01-11");

    @TempDir
    Path folder;

    @Test
    void twelve_images_are_right_although_every_fifth_request_goes_wrong() throws IOException {
        Map<String, String> images = EmulatedRun.settings("end = 2024-03-01", "tile.max-bytes = 17000");
        EmulatedRun undisturbed = run(EmulatorSettings.defaults(), List.of(images));
        assertThat(undisturbed.images()).hasSize(12);
        EmulatorSettings faulty = EmulatorSettings.defaults().withFaults(mixed());

        EmulatedRun run = run(
                faulty,
                List.of(
                        images,
                        EmulatedRun.settings(
                                "split = parallel",
                                "list.page-size = 3",
                                "earth-engine.response-timeout = 2s",
                                "earth-engine.timeout = 2s")));

        assertThat(run.exitCode()).as(run.causes().toString()).isZero();
        assertThat(run.images()).isEqualTo(undisturbed.images());
        assertThat(run.summary().path("retries").asInt()).isGreaterThan(5);
    }

    /** A fifth of the requests fail, with all temporary faults. */
    private static FaultPlan mixed() {
        Map<FaultScope, Map<Fault, Double>> shares = new EnumMap<>(FaultScope.class);
        for (FaultScope scope : FaultScope.values()) {
            Map<Fault, Double> faults = new EnumMap<>(Fault.class);
            for (Fault fault : Fault.values()) {
                double share =
                        switch (fault) {
                            case UNAUTHENTICATED, PERMISSION_DENIED, NOT_FOUND, MEMORY, SIZE, TIMEOUT -> 0;
                            case DRIP, DRIP_ERROR, HANG -> 0.007;
                            default -> 0.009;
                        };
                if (share > 0 && fault.appliesTo(scope)) {
                    faults.put(fault, share);
                }
            }
            shares.put(scope, faults);
        }
        return new FaultPlan(shares, SEED, FaultPlan.MOST_IN_A_ROW, Integer.MAX_VALUE, false);
    }

    @Test
    void tiles_are_parted_again_and_again_down_to_a_block() throws IOException {
        EmulatedRun undisturbed = run(EmulatorSettings.defaults(), List.of(LARGE));
        assertThat(undisturbed.images()).hasSize(2);
        try (EarthEngineEmulator emulator = EarthEngineEmulator.start(EmulatorSettings.defaults());
                PixelLimit limit = PixelLimit.start(emulator.url(), 800, ":getPixels")) {
            EmulatedRun run = EmulatedRun.once(limit.url(), output(), settings(List.of(LARGE)));

            assertThat(run.exitCode()).as(run.causes().toString()).isZero();
            assertThat(run.images()).isEqualTo(undisturbed.images());
            // One, its 4 quarters and their 16 quarters are refused, the next 64 are not.
            assertThat(limit.refused()).isEqualTo(2 * 21);
            assertThat(run.summary().path("requests").asInt()).isEqualTo(2 * 85);
        }
    }

    @Test
    void an_image_of_which_even_a_block_is_refused_fails_with_the_cause() throws IOException {
        EmulatedRun undisturbed = run(EmulatorSettings.defaults(), List.of(LARGE));
        try (EarthEngineEmulator emulator = EarthEngineEmulator.start(EmulatorSettings.defaults());
                PixelLimit limit = PixelLimit.start(emulator.url(), 100, "20240105T160511")) {
            EmulatedRun run = EmulatedRun.once(limit.url(), output(), settings(List.of(LARGE)));

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.causes()).containsExactly("HTTP 400 INVALID_ARGUMENT: User memory limit exceeded.");
            assertThat(run.images()).hasSize(1);
            assertThat(undisturbed.images()).containsAllEntriesOf(run.images());
        }
    }

    private EmulatedRun run(EmulatorSettings emulated, List<Map<String, String>> more) throws IOException {
        try (EarthEngineEmulator emulator = EarthEngineEmulator.start(emulated)) {
            return EmulatedRun.once(emulator.url(), output(), settings(more));
        }
    }

    private static List<Map<String, String>> settings(List<Map<String, String>> more) {
        List<Map<String, String>> settings = new ArrayList<>(List.of(EmulatedRun.THREE_IMAGES));
        settings.addAll(more);
        return settings;
    }

    private Path output() throws IOException {
        return Files.createTempDirectory(folder, "output");
    }
}
