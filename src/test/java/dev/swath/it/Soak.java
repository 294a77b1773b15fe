package dev.swath.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.emulator.EarthEngineEmulator;
import dev.swath.emulator.EmulatorSettings;
import dev.swath.emulator.FaultPlan;
import dev.swath.it.SwathProcess.Result;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Downloads two thousand images again and again until the time is up ({@code swath.soak.minutes}), while one request in ten
 * fails and the process is killed at random. Only {@code ./mvnw -Psoak verify} runs it.
 */
class Soak {

    private static final Logger LOG = LoggerFactory.getLogger(Soak.class);
    private static final Duration TIME = Duration.ofMinutes(Long.getLong("swath.soak.minutes", 20));
    private static final long SEED = Long.getLong("swath.seed", System.nanoTime());
    private static final int IMAGES = 2000;
    private static final Duration LONGEST_RUN = Duration.ofMinutes(15);
    private static final Duration LONGEST_LIFE = Duration.ofSeconds(40);
    private static final String FAULTS = "pixels.429:0.01,pixels.429-retry-after:0.005,pixels.500:0.01,pixels.503:0.01,"
            + "pixels.memory:0.005,pixels.size:0.005,pixels.timeout:0.005,pixels.reset-before-body:0.01,"
            + "pixels.reset-mid-body:0.01,pixels.truncate:0.01,pixels.truncate-matching:0.005,pixels.html:0.005,"
            + "pixels.json-error:0.0025,pixels.corrupt:0.005,pixels.wrong-size:0.0025,pixels.wrong-bands:0.0025,"
            + "pixels.drip:0.0025,pixels.hang:0.0025,listing.503:0.1,seed:";

    @TempDir
    private Path folder;

    private final Random random = new Random(SEED);

    @Test
    void after_every_night_all_files_are_right_and_the_ledger_agrees() throws Exception {
        LOG.info("seed={} minutes={}", SEED, TIME.toMinutes());
        Map<String, Path> right = undisturbed();
        assertThat(right).hasSizeGreaterThanOrEqualTo(IMAGES);
        Instant deadline = Instant.now().plus(TIME);
        FaultPlan faults = FaultPlan.parse(FAULTS + SEED);
        try (EarthEngineEmulator emulator =
                EarthEngineEmulator.start(EmulatorSettings.defaults().withFaults(faults))) {
            for (int night = 1; Instant.now().isBefore(deadline); night++) {
                Path home = home("night-" + night, emulator.url());
                int kills = sleepThrough(home, deadline);
                isRight(home, right);
                LOG.info("night={} kills={} images={}", night, kills, right.size());
            }
        }
    }

    private Map<String, Path> undisturbed() throws Exception {
        try (EarthEngineEmulator emulator = EarthEngineEmulator.start(EmulatorSettings.defaults())) {
            Path home = home("undisturbed", emulator.url());
            try (SwathProcess swath = SwathProcess.start(home, Map.of(), "once")) {
                assertThat(swath.endsWithin(LONGEST_RUN)).isTrue();
                assertThat(swath.result().exitCode()).isZero();
            }
            return images(home);
        }
    }

    /** Starts the job until one run has ended with every image; near the end of the time, without kills. */
    private int sleepThrough(Path home, Instant deadline) throws Exception {
        int kills = 0;
        while (true) {
            boolean spared = Instant.now().isAfter(deadline);
            try (SwathProcess swath = SwathProcess.start(home, Map.of(), "once")) {
                Duration life = spared ? LONGEST_RUN : Duration.ofMillis(random.nextLong(LONGEST_LIFE.toMillis()));
                if (swath.endsWithin(life)) {
                    Result result = swath.result();
                    assertThat(result.exitCode()).as(result.err()).isLessThan(2);
                    if (result.exitCode() == 0) {
                        return kills;
                    }
                } else {
                    assertThat(spared)
                            .as("a run that was not disturbed did not end")
                            .isFalse();
                    swath.kill();
                    kills++;
                }
            }
        }
    }

    private void isRight(Path home, Map<String, Path> right) throws IOException, SQLException {
        Map<String, Path> images = images(home);
        assertThat(images.keySet()).as("seed %d", SEED).isEqualTo(right.keySet());
        for (Map.Entry<String, Path> image : images.entrySet()) {
            assertThat(Files.mismatch(image.getValue(), right.get(image.getKey())))
                    .as("seed %d: %s", SEED, image.getKey())
                    .isNegative();
        }
        assertThat(home.resolve("images/.work")).doesNotExist();
        LedgerCheck.agreesWith(home.resolve("images/.swath/ledger"), images, "seed " + SEED);
    }

    private Path home(String name, URI emulator) throws IOException {
        Path home = Files.createDirectory(folder.resolve(name));
        OtherFolder.fill(
                home,
                emulator,
                "area = centre 8.1,-77.68 side 0.012",
                "start = 2017-01-01",
                "end = 2024-03-01",
                "filter =",
                "tile.max-bytes = 70000",
                "retry.delay = 100ms",
                "earth-engine.response-timeout = 3s",
                "earth-engine.timeout = 5s");
        return home;
    }

    private static Map<String, Path> images(Path home) throws IOException {
        Map<String, Path> images = new TreeMap<>();
        try (Stream<Path> files = Files.list(home.resolve("images"))) {
            files.filter(file -> file.toString().endsWith(".tif"))
                    .forEach(file -> images.put(file.getFileName().toString(), file));
        }
        return images;
    }
}
