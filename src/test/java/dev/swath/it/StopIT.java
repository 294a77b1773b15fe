package dev.swath.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.Slow;
import dev.swath.it.SwathProcess.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code swath run} as a service: started by its cron expression, stopped by SIGTERM. */
@Slow("`swath run` as a service starts by its cron expression and stops cleanly by SIGTERM.")
@Timeout(180)
class StopIT {

    private static final int SIGTERM = 143;

    @TempDir
    private Path folder;

    private final HeldEarthEngine earthEngine = HeldEarthEngine.start("a b c d e", image -> true);

    @AfterEach
    void stop() throws IOException {
        earthEngine.close();
    }

    /** The splitter takes the next image from the listing before one is done; that next one is not started. */
    @Test
    void the_image_in_progress_is_finished_and_no_other_is_started() throws Exception {
        OtherFolder.fill(folder, earthEngine.url(), "cron = * * * * * ?", "split = sequential");
        try (SwathProcess swath = SwathProcess.start(folder, Map.of(), "run")) {
            earthEngine.awaitRequest();

            swath.terminate();
            assertThat(swath.hasWritten("stopping")).isTrue();
            earthEngine.release();
            Result result = swath.result();

            assertThat(result.exitCode()).as(result.err()).isEqualTo(SIGTERM);
            assertThat(names()).contains("images/a_L2A.tif").doesNotContain("images/b_L2A.tif");
            assertThat(earthEngine.pixelRequests()).hasSize(1);
        }
    }

    @Test
    void an_image_that_takes_too_long_is_left_without_its_final_name() throws Exception {
        OtherFolder.fill(folder, earthEngine.url(), "cron = * * * * * ?", "split = parallel");
        Files.writeString(
                folder.resolve("application.properties"),
                "camel.main.shutdownTimeout = 1\n",
                StandardOpenOption.APPEND);
        try (SwathProcess swath = SwathProcess.start(folder, Map.of(), "run")) {
            earthEngine.awaitRequest();

            swath.terminate();
            Result result = swath.result();

            assertThat(result.exitCode()).as(result.err()).isEqualTo(SIGTERM);
            assertThat(names()).noneMatch(name -> name.endsWith(".tif"));
        }
    }

    @Test
    void a_second_signal_stops_at_once_and_the_next_run_finishes() throws Exception {
        OtherFolder.fill(folder, earthEngine.url(), "split = parallel");
        try (SwathProcess swath = SwathProcess.start(folder, Map.of(), "once")) {
            earthEngine.awaitRequest();
            swath.terminate();
            assertThat(swath.hasWritten("stopping")).isTrue();
            assertThat(swath.isRunning()).isTrue();

            swath.terminate();

            assertThat(swath.endsWithin(Duration.ofSeconds(10))).isTrue();
            assertThat(swath.result().exitCode()).isEqualTo(SIGTERM);
            assertThat(names()).noneMatch(name -> name.endsWith(".tif"));
        }

        earthEngine.release();
        Result next = SwathProcess.java(folder, Map.of(), "once");

        assertThat(next.exitCode()).as(next.err()).isZero();
        assertThat(names().stream().filter(name -> name.endsWith(".tif"))).hasSize(5);
    }

    /** The files in the output, without those of summaries. */
    private List<String> names() throws IOException {
        Path images = folder.resolve("images");
        if (!Files.exists(images)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(images)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .filter(name -> !name.startsWith("images/runs/"))
                    .sorted()
                    .toList();
        }
    }
}
