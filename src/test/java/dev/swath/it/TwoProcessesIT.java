package dev.swath.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.swath.Slow;
import dev.swath.flow.ScriptedEarthEngine;
import dev.swath.flow.ScriptedImages;
import dev.swath.flow.ScriptedReply;
import dev.swath.flow.ScriptedRequest;
import dev.swath.it.SwathProcess.Result;
import dev.swath.ledger.PostgresServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two processes with one ledger: of each image, one of them makes the file. */
@Slow(
        "Of two processes with one ledger, each image is fetched and stored by one; the other one takes over after a kill.")
@Timeout(300)
class TwoProcessesIT {

    private static final int IMAGES = 6;

    @TempDir
    private Path folder;

    private final ScriptedEarthEngine earthEngine = ScriptedEarthEngine.start();
    private final CountDownLatch bothAreThere = new CountDownLatch(2);

    @AfterEach
    void stop() throws IOException {
        earthEngine.close();
    }

    @Test
    void on_one_folder_each_image_is_fetched_by_one_of_them() throws Exception {
        Path home = home("folder");

        runBoth(home, home);

        assertThat(earthEngine.pixelRequests())
                .extracting(ScriptedRequest::image)
                .hasSize(IMAGES)
                .doesNotHaveDuplicates();
        assertThat(home.resolve("images").toFile().list((in, name) -> name.endsWith(".tif")))
                .hasSize(IMAGES);
        assertThat(SwathProcess.javaUncounted(home, Map.of(), "failures").out()).startsWith("no ");
    }

    @Test
    void with_one_ledger_in_postgresql_and_one_bucket_each_image_is_sent_there_once() throws Exception {
        List<String> puts = new CopyOnWriteArrayList<>();
        HttpServer bucket = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        bucket.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            if (exchange.getRequestURI().getPath().endsWith(".tif")) {
                puts.add(exchange.getRequestURI().getPath());
            }
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        bucket.start();
        try (PostgresServer server = PostgresServer.start()) {
            String output = "output = http://localhost:" + bucket.getAddress().getPort() + "/bucket";
            String ledger = "ledger.url = " + server.url();

            runBoth(home("one", output, ledger), home("two", output, ledger));
        } finally {
            bucket.stop(0);
        }

        assertThat(puts).hasSize(IMAGES).doesNotHaveDuplicates();
        assertThat(earthEngine.pixelRequests()).hasSize(IMAGES);
    }

    @Test
    void what_a_killed_process_was_working_on_is_taken_over_by_the_next_run() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch killed = new CountDownLatch(1);
        Path home = home("killed");
        earthEngine.answersPixels(request -> {
            asked.countDown();
            killed.await(60, TimeUnit.SECONDS);
            return ScriptedReply.pixels(request);
        });
        try (SwathProcess first = SwathProcess.startUncounted(home, Map.of(), "once")) {
            assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();
            first.kill();
        }
        killed.countDown();

        Result next = SwathProcess.javaUncounted(home, Map.of(), "once");

        assertThat(next.exitCode()).as(next.err()).isZero();
        assertThat(next.err())
                .contains(IMAGES + " stored")
                .contains("was interrupted")
                .doesNotContain("elsewhere");
    }

    /** Neither gets pixels before one has found an image that the other has claimed. */
    private void runBoth(Path one, Path two) throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        earthEngine.answersListing(request -> {
            bothAreThere.countDown();
            bothAreThere.await(60, TimeUnit.SECONDS);
            List<String> assets = new ArrayList<>();
            for (String image : List.of("a", "b", "c", "d", "e", "f")) {
                assets.add(ScriptedImages.asset("COPERNICUS/S2_SR_HARMONIZED", image, assets.size()));
            }
            return ScriptedEarthEngine.assets(assets, "");
        });
        earthEngine.answersPixels(request -> {
            seen.await(60, TimeUnit.SECONDS);
            return ScriptedReply.pixels(request);
        });
        try (SwathProcess first = SwathProcess.startInCluster(one, "once");
                SwathProcess second = SwathProcess.startInCluster(two, "once")) {
            CompletableFuture<Boolean> either = CompletableFuture.supplyAsync(() -> hasMet(first));
            assertThat(hasMet(second) || either.get(120, TimeUnit.SECONDS)).isTrue();
            seen.countDown();
            assertThat(List.of(first.result(), second.result()))
                    .allSatisfy(result ->
                            assertThat(result.exitCode()).as(result.err()).isZero())
                    .anySatisfy(result -> assertThat(result.err()).contains("status=elsewhere", " in work elsewhere"));
        }
        int stored = 0;
        for (JsonNode run : runs(one)) {
            assertThat(run.path("status").asText()).isEqualTo("complete");
            assertThat(run.path("listed").asInt()).isEqualTo(IMAGES);
            assertThat(run.path("stored").asInt()
                            + run.path("skipped").asInt()
                            + run.path("elsewhere").asInt())
                    .isEqualTo(IMAGES);
            stored += run.path("stored").asInt();
        }
        assertThat(stored).isEqualTo(IMAGES);
    }

    private static boolean hasMet(SwathProcess process) {
        try {
            return process.hasWritten("status=elsewhere", Duration.ofSeconds(90));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode runs(Path home) throws Exception {
        try (SwathProcess asked = SwathProcess.startInCluster(home, "runs", "--json")) {
            JsonNode runs = new ObjectMapper().readTree(asked.result().out());
            assertThat(runs).hasSize(2);
            return runs;
        }
    }

    private Path home(String name, String... settings) throws IOException {
        earthEngine.lists("a b c d e f");
        Path home = Files.createDirectory(folder.resolve(name));
        OtherFolder.fill(home, earthEngine.url(), settings);
        return home;
    }
}
