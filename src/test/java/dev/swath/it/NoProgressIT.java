package dev.swath.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.Slow;
import dev.swath.flow.ScriptedEarthEngine;
import dev.swath.flow.ScriptedReply;
import dev.swath.it.SwathProcess.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run without progress is ended, and so is its process. */
@Slow("A process whose run makes no progress ends, or continues with its next run.")
@Timeout(180)
class NoProgressIT {

    private static final String[] IMPATIENT = {
        "time-limit.progress = 8s", "earth-engine.timeout = 2s", "retry.attempts = 20", "retry.delay = 30s"
    };

    @TempDir
    private Path folder;

    private final CountDownLatch never = new CountDownLatch(1);
    private ScriptedEarthEngine earthEngine;

    @BeforeEach
    void start() {
        earthEngine = ScriptedEarthEngine.start().lists("a b c").answersPixels(request -> {
            if (!request.image().equals("a")) {
                never.await();
            }
            return ScriptedReply.pixels(request);
        });
    }

    @AfterEach
    void stop() throws IOException {
        never.countDown();
        earthEngine.close();
    }

    @Test
    void once_names_the_work_in_progress_writes_its_summary_and_exits_with_1() throws Exception {
        OtherFolder.fill(folder, earthEngine.url(), IMPATIENT);

        Result result = SwathProcess.javaUncounted(folder, Map.of(), "once");

        assertThat(result.exitCode()).as(result.err()).isEqualTo(1);
        assertThat(result.err())
                .contains("ERROR", "the run made no progress for swath.time-limit.progress = 8s, and is given up")
                .contains("images in work: [COPERNICUS/S2_SR_HARMONIZED/b for ")
                .contains("ended early: the run made no progress")
                .doesNotContain("\tat ");
        assertThat(folder.resolve("images/a_L2A.tif")).isRegularFile();
        assertThat(folder.resolve("images/runs")).isDirectoryContaining("glob:**.json");
        assertThat(folder.resolve("images")).isDirectoryNotContaining("glob:**b_L2A.tif");
    }

    @Test
    void run_lives_on_and_its_next_firing_fetches_what_is_missing() throws Exception {
        OtherFolder.fill(
                folder,
                earthEngine.url(),
                Stream.concat(Stream.of("cron = * * * * * ?"), Stream.of(IMPATIENT))
                        .toArray(String[]::new));
        try (SwathProcess swath = SwathProcess.startUncounted(folder, Map.of(), "run")) {
            assertThat(swath.hasWritten("is given up")).isTrue();

            earthEngine.answersPixels(ScriptedReply::pixels);

            assertThat(swath.hasWritten("image=COPERNICUS/S2_SR_HARMONIZED/b status=stored"))
                    .isTrue();
            assertThat(swath.isRunning()).isTrue();
        }
    }

    /** Like a thread that waits for a network drive that is gone. */
    @Test
    void once_ends_also_where_a_thread_hangs_that_nothing_wakes() throws Exception {
        OtherFolder.fill(folder, earthEngine.url(), IMPATIENT);
        Files.writeString(folder.resolve("routes/hang.camel.yaml"), """
                - route:
                    id: hang
                    from:
                      uri: direct:hang
                      steps:
                        - delay:
                            constant: "100000"
                """);

        Result result = SwathProcess.javaUncounted(folder, Map.of(), "once", "--set", "swath.download-to=direct:hang");

        assertThat(result.exitCode()).as(result.err()).isEqualTo(1);
        assertThat(result.err()).contains("was given up and does not end", "the process ends with exit code 1");
    }
}
