package dev.swath.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.Slow;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code swath run} answers to probes. */
@Slow("`swath run` answers liveness and readiness probes correctly while it works, waits and stops.")
@Timeout(300)
class HealthIT {

    private static final int SIGTERM = 143;

    @TempDir
    private Path folder;

    private final HeldEarthEngine earthEngine = HeldEarthEngine.start("a", image -> true);
    private int port;

    @BeforeEach
    void start() throws IOException {
        port = FreePort.find();
        OtherFolder.fill(folder, earthEngine.url(), "cron = * * * * * ?", "health.port = " + port);
    }

    @AfterEach
    void stop() throws IOException {
        earthEngine.close();
    }

    @Test
    void a_process_that_finishes_its_work_after_sigterm_is_alive_but_not_ready() throws Exception {
        try (SwathProcess swath = SwathProcess.start(folder, Map.of(), "run")) {
            earthEngine.awaitRequest();
            assertThat(status("ready")).isEqualTo(200);
            assertThat(status("live")).isEqualTo(200);

            swath.terminate();
            assertThat(swath.hasWritten("stopping")).isTrue();

            assertThat(status("ready")).isEqualTo(503);
            assertThat(status("live")).isEqualTo(200);
            earthEngine.release();
            assertThat(swath.result().exitCode()).isEqualTo(SIGTERM);
            assertThat(folder.resolve("images/a_L2A.tif")).isRegularFile();
        }
    }

    private int status(String question) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port + "/observe/health/" + question);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }
}
