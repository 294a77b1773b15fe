package dev.swath.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swath.Slow;
import dev.swath.server.ServerLimits;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a client sees of replies that end early, drip or never come. */
@Slow("Replies that end early, drip or never come do so on the wire as the fault says.")
class BrokenReplyTest {

    private static final String LISTING = "/v1/" + Api.COLLECTION_NAME + ":listAssets";
    private static final String PIXELS = "/v1/" + Api.IMAGE_NAME + ":getPixels";
    private static final String RED = "{\"bandIds\":[\"RED\"],\"fileFormat\":\"GEO_TIFF\"}";
    private static final int LIMIT_MILLIS = 10_000;
    private static final String END_OF_HEADERS = "\r\n\r\n";

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"RESET_BEFORE_BODY", "RESET_MID_BODY", "TRUNCATE"})
    void a_client_fails_with_an_io_error_and_gets_through_the_next_time(Fault fault) {
        try (Api api = faulty(FaultPlan.first(1, fault).only(FaultScope.PIXELS))) {
            assertThatThrownBy(() -> api.askPixels(RED)).isInstanceOf(UncheckedIOException.class);
            assertThat(api.askPixels(RED).statusCode()).isEqualTo(200);
        }
        // More than once: the JDK's client tries a GET again by itself.
        try (Api api = faulty(FaultPlan.always(fault))) {
            assertThatThrownBy(() -> api.get(LISTING)).isInstanceOf(UncheckedIOException.class);
        }
    }

    @Test
    void a_reset_before_the_body_sends_no_byte() throws IOException {
        try (Api api = faulty(FaultPlan.always(Fault.RESET_BEFORE_BODY))) {
            assertThat(raw(api, get(LISTING))).isEmpty();
            assertThat(raw(api, post(PIXELS, RED))).isEmpty();
            assertThat(api.emulator().accessLog().recent())
                    .extracting(AccessLog.Access::status)
                    .containsExactly(0, 0);
        }
    }

    @Test
    void a_reset_within_the_body_leaves_it_without_its_last_chunk() throws IOException {
        try (Api api = faulty(FaultPlan.always(Fault.RESET_MID_BODY))) {
            for (String request : List.of(get(LISTING), post(PIXELS, RED))) {
                String reply = raw(api, request);

                assertThat(reply).startsWith("HTTP/1.1 200 ").containsIgnoringCase("transfer-encoding: chunked");
                assertThat(body(reply)).isNotEmpty();
                assertThat(reply).doesNotEndWith("\r\n0\r\n\r\n");
            }
        }
    }

    @Test
    void a_truncated_body_is_half_of_what_its_length_promises() throws IOException {
        try (Api good = Api.start();
                Api api = faulty(FaultPlan.always(Fault.TRUNCATE))) {
            String listing = raw(api, get(LISTING));
            byte[] whole = good.get(LISTING).body();
            assertThat(listing).startsWith("HTTP/1.1 200 ").containsIgnoringCase("content-length: " + whole.length);
            assertThat(body(listing)).isEqualTo(new String(whole, 0, whole.length / 2, StandardCharsets.ISO_8859_1));

            int pixels = good.pixels(RED).length;
            String reply = raw(api, post(PIXELS, RED));
            assertThat(reply).containsIgnoringCase("content-length: " + pixels);
            assertThat(body(reply)).hasSize(pixels / 2);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"ENDLESS", "ENDLESS_ERROR", "GZIP_BOMB"})
    void an_endless_answer_goes_on_until_the_client_breaks_off(Fault fault) throws Exception {
        try (Api api = faulty(FaultPlan.always(fault))) {
            HttpResponse<InputStream> response =
                    client().send(api.request(LISTING).build(), BodyHandlers.ofInputStream());
            try (InputStream sent = response.body();
                    InputStream body = fault == Fault.GZIP_BOMB ? new GZIPInputStream(sent) : sent) {
                assertThat(response.statusCode()).isEqualTo(fault == Fault.ENDLESS_ERROR ? 500 : 200);
                assertThat(response.headers().firstValue("Content-Length")).isEmpty();
                body.skipNBytes(100 << 20);
            }
            assertThat(api.get("/v1/" + Api.COLLECTION_NAME).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a_huge_length_is_followed_by_half_of_the_body() throws IOException {
        try (Api good = Api.start();
                Api api = faulty(FaultPlan.always(Fault.HUGE_LENGTH))) {
            String reply = raw(api, post(PIXELS, RED));

            assertThat(reply).containsIgnoringCase("content-length: 1099511627776");
            assertThat(body(reply)).hasSize(good.pixels(RED).length / 2);
        }
    }

    @Test
    void an_error_that_drips_has_its_status_at_once() throws Exception {
        try (Api api = faulty(FaultPlan.always(Fault.DRIP_ERROR))) {
            HttpResponse<InputStream> response =
                    client().send(api.request(LISTING).build(), BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                assertThat(response.statusCode()).isEqualTo(500);
                assertThat(body.read()).isEqualTo('{');
            }
        }
    }

    @Test
    void a_drip_is_a_good_answer_at_a_byte_a_second() throws Exception {
        try (Api good = Api.start();
                Api api = faulty(FaultPlan.always(Fault.DRIP))) {
            byte[] whole = good.get(LISTING).body();
            Instant start = Instant.now();
            HttpResponse<InputStream> response =
                    client().send(api.request(LISTING).build(), BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                assertThat(response.statusCode()).isEqualTo(200);
                assertThat(response.headers().firstValueAsLong("Content-Length"))
                        .hasValue(whole.length);
                assertThat(body.readNBytes(3)).containsExactly(whole[0], whole[1], whole[2]);
                assertThat(Duration.between(start, Instant.now())).isGreaterThan(Duration.ofMillis(1900));
                api.emulator().close();
                assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"HANG", "DRIP"})
    void answers_that_wait_hold_no_thread_and_end_with_the_emulator(Fault fault) throws Exception {
        int waiting = 40;
        List<CompletableFuture<HttpResponse<byte[]>>> answers = new ArrayList<>();
        try (Api api = faulty(FaultPlan.always(fault).only(FaultScope.PIXELS))) {
            HttpClient http = client();
            HttpRequest request =
                    api.request(PIXELS).POST(BodyPublishers.ofString(RED)).build();
            for (int i = 0; i < waiting; i++) {
                answers.add(http.sendAsync(request, BodyHandlers.ofByteArray()));
            }
            Instant end = Instant.now().plusMillis(LIMIT_MILLIS);
            while (api.emulator().accessLog().faults().getOrDefault(fault, 0L) < waiting
                    && Instant.now().isBefore(end)) {
                Thread.onSpinWait();
            }

            assertThat(api.emulator().accessLog().faults()).containsEntry(fault, (long) waiting);
            assertThat(api.get(LISTING).statusCode()).isEqualTo(200);
            assertThat(answers).noneMatch(CompletableFuture::isDone);
        }
        for (CompletableFuture<HttpResponse<byte[]>> answer : answers) {
            assertThatThrownBy(() -> answer.get(LIMIT_MILLIS, TimeUnit.MILLISECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"HANG", "DRIP"})
    void no_answer_waits_for_longer_than_the_limit(Fault fault) throws Exception {
        try (Delivering server = new Delivering(fault, new byte[1000], Duration.ofMillis(20), Duration.ofMillis(100))) {
            String reply = raw(server.url(), get("/"));

            assertThat(fault == Fault.HANG ? reply : body(reply)).hasSize(fault == Fault.HANG ? 0 : 5);
        }
    }

    @Test
    void a_short_answer_drips_to_its_end_and_leaves_the_connection_in_use() throws Exception {
        byte[] drop = "drop".getBytes(StandardCharsets.US_ASCII);
        try (Delivering server = new Delivering(Fault.DRIP, drop, Duration.ofMillis(10), Duration.ofSeconds(10));
                Socket socket = new Socket(server.url().getHost(), server.url().getPort())) {
            socket.setSoTimeout(LIMIT_MILLIS);
            for (int request = 0; request < 2; request++) {
                socket.getOutputStream().write(get("/").getBytes(StandardCharsets.US_ASCII));
                StringBuilder reply = new StringBuilder();
                while (!reply.toString().endsWith("drop")) {
                    int next = socket.getInputStream().read();
                    assertThat(next).as("after %s", reply).isNotNegative();
                    reply.append((char) next);
                }
            }
        }
    }

    /** A server that answers each request with the same body and fault. */
    private static final class Delivering implements Closeable {

        private final Vertx vertx = ServerLimits.vertx();
        private final HttpServer server;

        Delivering(Fault fault, byte[] body, Duration pace, Duration longest) throws Exception {
            FaultyDelivery delivery = new FaultyDelivery(vertx, pace, longest);
            server = vertx.createHttpServer().requestHandler(request -> {
                Call call = new Call(request);
                call.body(0, nothing -> delivery.send(call, new Reply(200, "text/plain", body), fault));
            });
            server.listen(0, "127.0.0.1")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS);
        }

        URI url() {
            return URI.create("http://127.0.0.1:" + server.actualPort());
        }

        @Override
        public void close() {
            vertx.close();
        }
    }

    private static Api faulty(FaultPlan plan) {
        return Api.start(EmulatorSettings.defaults().withFaults(plan));
    }

    private static HttpClient client() {
        return HttpClient.newBuilder()
                .connectTimeout(Duration.ofMillis(LIMIT_MILLIS))
                .build();
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    }

    private static String post(String path, String body) {
        return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + body.length() + END_OF_HEADERS
                + body;
    }

    private static String body(String reply) {
        return reply.substring(reply.indexOf(END_OF_HEADERS) + END_OF_HEADERS.length());
    }

    private static String raw(Api api, String request) throws IOException {
        return raw(api.emulator().url(), request);
    }

    /** All bytes until the server ends the connection, a character each. */
    private static String raw(URI server, String request) throws IOException {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(LIMIT_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
