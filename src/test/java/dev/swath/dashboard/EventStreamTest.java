package dev.swath.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.run.ImageOutcome;
import dev.swath.run.Run;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that follow the runs, each at its own pace. */
@Timeout(60)
class EventStreamTest {

    private static final Instant START = Instant.parse("2024-01-05T06:00:00Z");
    private static final int PATIENCE_MILLIS = 20_000;
    private static final int MOST_EVENTS = 3000;

    private final Vertx vertx = Vertx.vertx();
    private final LiveRunTracker live = new LiveRunTracker(SomeJob::named, () -> 0, () -> 1);
    private final EventStream followers = new EventStream(live);
    private HttpServer server;

    @BeforeEach
    void start() throws Exception {
        Router router = Router.router(vertx);
        followers.attach(router);
        server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    /** Otherwise events that it does not read would fill the memory. */
    @Test
    void a_follower_that_does_not_read_is_dropped_and_the_others_stay() throws Exception {
        Run run = Run.of("david", "parallel", START);
        live.opened(run);
        try (Socket stalled = follow();
                Socket reading = follow()) {
            BufferedReader lines = linesOf(reading);
            assertThat(nextData(lines)).as("how far the run is").contains("\"listed\":0");
            String cause = "x".repeat(60_000);
            boolean letGo = false;
            for (int image = 0; image < MOST_EVENTS && !letGo; image++) {
                live.finished(run, ImageOutcome.failed("image-" + image, START, cause));
                assertThat(nextData(lines)).contains("\"image-" + image + "\"");
                letGo = followers.count() == 1;
            }

            assertThat(letGo).isTrue();
            assertThat(hasEnded(stalled)).isTrue();
            live.finished(run, ImageOutcome.failed("the-last", START, "gone"));
            assertThat(nextData(lines)).contains("\"the-last\"");
        }
    }

    @Test
    void a_quiet_stream_gets_signs_of_life() throws Exception {
        try (Socket follower = follow()) {
            BufferedReader lines = linesOf(follower);

            followers.beat();

            assertThat(lines.lines().filter(line -> line.startsWith(":")).findFirst())
                    .hasValue(": all is well");
        }
    }

    @Test
    void progress_is_sent_once_if_there_is_any() throws Exception {
        Run run = Run.of("david", "parallel", START);
        live.opened(run);
        try (Socket follower = follow()) {
            BufferedReader lines = linesOf(follower);
            assertThat(nextData(lines)).contains("\"listed\":0");
            live.listed(run, "image");

            live.publishProgress();
            live.publishProgress();
            live.finished(run, ImageOutcome.failed("image", START, "gone"));

            assertThat(nextData(lines)).contains("\"listed\":1");
            assertThat(nextData(lines)).as("not the same again").contains("\"cause\":\"gone\"");
        }
    }

    /** A connection after its greeting, from which on it gets events. */
    private Socket follow() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.getOutputStream()
                .write("GET /api/events HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        StringBuilder head = new StringBuilder();
        while (head.indexOf(": these are the runs of Swath") < 0) {
            int read = socket.getInputStream().read();
            assertThat(read).as(head.toString()).isNotNegative();
            head.append((char) read);
        }
        return socket;
    }

    /** Reads what had arrived, up to the end of the connection. */
    private static boolean hasEnded(Socket socket) throws IOException {
        byte[] buffer = new byte[1 << 16];
        try {
            int read = 0;
            while (read >= 0) {
                read = socket.getInputStream().read(buffer);
            }
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (SocketException e) {
            return true; // it was cut off
        }
    }

    private static BufferedReader linesOf(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    private static String nextData(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        while (line != null && !line.startsWith("data: ")) {
            line = lines.readLine();
        }
        return Optional.ofNullable(line).orElseThrow(() -> new IOException("the line has ended"));
    }
}
