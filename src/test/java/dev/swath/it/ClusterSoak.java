package dev.swath.it;

import dev.swath.it.ClusterProof.Part;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a thousand images over a new cluster again and again until the time is up ({@code swath.soak.minutes}), while each of its parts is
 * killed twice, in any order. Only {@code ./mvnw -Psoak verify -Dit.test=ClusterSoak} runs it.
 */
class ClusterSoak {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterSoak.class);
    private static final Duration TIME = Duration.ofMinutes(Long.getLong("swath.soak.minutes", 20));
    private static final long SEED = Long.getLong("swath.seed", System.nanoTime());
    private static final int IMAGES = 1000;

    @TempDir
    private Path folder;

    private final Random random = new Random(SEED);

    @Test
    void after_every_run_all_images_are_there_once_and_right() throws Exception {
        LOG.info("seed={} minutes={}", SEED, TIME.toMinutes());
        Instant deadline = Instant.now().plus(TIME);
        ClusterProof proof = ClusterProof.prepare(folder, IMAGES, SEED);
        for (int round = 1; round == 1 || Instant.now().isBefore(deadline); round++) {
            proof.withstands("round-" + round, twiceEach());
        }
    }

    private List<Part> twiceEach() {
        List<Part> parts = new ArrayList<>(List.of(Part.values()));
        parts.addAll(List.of(Part.values()));
        Collections.shuffle(parts, random);
        return parts;
    }
}
