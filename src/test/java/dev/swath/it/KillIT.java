package dev.swath.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swath.Slow;
import dev.swath.flow.ScriptedEarthEngine;
import dev.swath.flow.ScriptedReply;
import dev.swath.flow.ScriptedRequest;
import dev.swath.it.SwathProcess.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} at any moment, repeatedly: stored files are correct and never fetched twice. */
@Slow("After `kill -9` at fifty random moments every stored file is correct and none is fetched twice.")
@Timeout(1800)
class KillIT {

    private static final int KILLS = 50;
    private static final String COLLECTION = "david-chiriqui.collection.json";
    private static final int IMAGES = 24;
    private static final int REQUESTS_AT_ONCE = 4;
    /** Different for each run, but repeatable. */
    private static final long SEED = Long.getLong("swath.seed", System.nanoTime());

    @TempDir
    private Path folder;

    private final Random random = new Random(SEED);
    private final ScriptedEarthEngine earthEngine = ScriptedEarthEngine.start();

    @BeforeEach
    void listImages() {
        String images = IntStream.range(0, IMAGES)
                .mapToObj(i -> "image%02d".formatted(i))
                .collect(Collectors.joining(" "));
        earthEngine.lists(images).answersPixels(request -> {
            TimeUnit.MILLISECONDS.sleep(20);
            return ScriptedReply.pixels(request);
        });
    }

    @AfterEach
    void close() throws IOException {
        earthEngine.close();
    }

    @Test
    void fifty_kills_leave_no_wrong_file_and_fetch_no_stored_image_again() throws Exception {
        // So that the archive of classes is there when the time of a run is taken.
        assertThat(SwathProcess.javaUncounted(home("first"), Map.of(), "once").exitCode())
                .isZero();
        int before = earthEngine.pixelRequests().size();
        Path undisturbed = home("undisturbed");
        long begun = System.nanoTime();
        assertThat(SwathProcess.javaUncounted(undisturbed, Map.of(), "once").exitCode())
                .isZero();
        long longest = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        Map<String, Path> right = images(undisturbed);
        assertThat(right).hasSize(IMAGES);
        int tiles = earthEngine.pixelRequests().size() - before;
        assertThat(tiles).isGreaterThan(2 * IMAGES);

        int kills = 0;
        for (int night = 0; kills < KILLS; night++) {
            kills += survive(home("night-" + night), right, tiles, longest, KILLS - kills);
        }
    }

    /** Kills the job until it has ended, or a number of times; then lets it end. */
    private int survive(Path home, Map<String, Path> right, int tiles, long longest, int mostKills) throws Exception {
        int before = earthEngine.pixelRequests().size();
        int kills = 0;
        boolean ended = false;
        while (!ended && kills < mostKills) {
            Set<String> stored = images(home).keySet();
            int asked = earthEngine.pixelRequests().size();
            try (SwathProcess swath = SwathProcess.startUncounted(home, Map.of(), "once")) {
                ended = swath.endsWithin(Duration.ofMillis(random.nextLong(longest)));
                swath.kill();
            }
            kills += ended ? 0 : 1;
            isRight(home, right);
            isNotAskedFor(stored, asked);
        }
        Set<String> stored = images(home).keySet();
        int asked = earthEngine.pixelRequests().size();
        Result last = SwathProcess.javaUncounted(home, Map.of(), "once");
        assertThat(last.exitCode()).as(last.err()).isZero();
        isNotAskedFor(stored, asked);
        isRight(home, right);
        assertThat(images(home)).as("seed %d", SEED).hasSameSizeAs(right);
        assertThat(sidecars(home)).as("seed %d", SEED).hasSize(2 * IMAGES + 2);
        assertThat(sidecars(home).get(COLLECTION))
                .hasSameBinaryContentAs(right.values().iterator().next().resolveSibling(COLLECTION));
        LedgerCheck.agreesWith(home.resolve("ledger"), images(home), "seed " + SEED + ", " + last.err());
        assertThat(LedgerCheck.runs(home.resolve("ledger")).getOrDefault("interrupted", 0L))
                .as("seed %d", SEED)
                .isLessThanOrEqualTo(kills);
        assertThat(unfinished(home)).as("seed %d", SEED).isEmpty();
        assertThat(earthEngine.pixelRequests().size() - before)
                .as("seed %d: a kill costs what was on its way", SEED)
                .isLessThanOrEqualTo(tiles + kills * 2 * REQUESTS_AT_ONCE);
        return kills;
    }

    private Path home(String name) throws IOException {
        Path home = Files.createDirectory(folder.resolve(name));
        // A ledger that is not served to others: after each kill it would take seconds to notice that nobody serves it
        // any more.
        OtherFolder.fill(
                home,
                earthEngine.url(),
                "tile.max-bytes = 6144",
                "concurrency.requests = " + REQUESTS_AT_ONCE,
                "ledger.url = jdbc:h2:file:./ledger");
        return home;
    }

    private void isRight(Path home, Map<String, Path> right) throws IOException {
        images(home)
                .forEach((name, file) -> assertThat(file).as("seed %d", SEED).hasSameBinaryContentAs(right.get(name)));
        Path undisturbed = right.values().iterator().next().getParent();
        sidecars(home)
                .forEach((name, file) -> assertThat(file).as("seed %d", SEED).satisfies(found -> {
                    if (name.endsWith(COLLECTION)) {
                        assertThat(new ObjectMapper().readTree(found.toFile()).path("links"))
                                .isNotEmpty();
                    } else {
                        assertThat(found).hasSameBinaryContentAs(undisturbed.resolve(name));
                    }
                }));
    }

    private void isNotAskedFor(Set<String> stored, int since) {
        List<ScriptedRequest> requests = earthEngine.pixelRequests();
        assertThat(requests.subList(since, requests.size()))
                .as("seed %d", SEED)
                .extracting(request -> request.image() + "_L2A.tif")
                .noneMatch(stored::contains);
    }

    /** The files with their final names. */
    private static Map<String, Path> images(Path home) throws IOException {
        return named(home, ".*\\.tif");
    }

    /** Items, quicklooks, the collection and the catalog. */
    private static Map<String, Path> sidecars(Path home) throws IOException {
        return named(home, ".*\\.(json|png)");
    }

    private static Map<String, Path> named(Path home, String pattern) throws IOException {
        return files(home).stream()
                .filter(file -> file.getParent().endsWith("images") && !isPart(file))
                .filter(file -> file.getFileName().toString().matches(pattern))
                .collect(Collectors.toMap(
                        file -> file.getFileName().toString(), file -> file, (a, b) -> a, TreeMap::new));
    }

    /** Those of summaries have the name of their run, and are removed when they are a minute old. */
    private static Set<String> unfinished(Path home) throws IOException {
        return files(home).stream()
                .filter(file -> isPart(file) || file.toString().contains("/.work/"))
                .filter(file -> !file.getParent().endsWith("runs"))
                .map(file -> home.relativize(file).toString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isPart(Path file) {
        return file.getFileName().toString().startsWith(".");
    }

    private static List<Path> files(Path home) throws IOException {
        Path images = home.resolve("images");
        if (!Files.exists(images)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(images)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
