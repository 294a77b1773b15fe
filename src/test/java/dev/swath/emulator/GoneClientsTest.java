package dev.swath.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.swath.Slow;
import dev.swath.emulator.archive.Scene;
import dev.swath.emulator.archive.SceneCollection;
import dev.swath.server.RawHttp;
import dev.swath.server.ServerLimits;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.locationtech.jts.geom.Geometry;

/** Clients that send large requests and disconnect, or send only half of a request. */
@Timeout(120)
@Slow("Clients that disconnect or never finish a request hold no work and no connection, and others are answered.")
class GoneClientsTest {

    private static final String CHEAP = "/v1/" + Api.COLLECTION_NAME;
    private static final String HEAVY =
            "{\"grid\":{\"dimensions\":{\"width\":4000,\"height\":4000}},\"bandIds\":[\"RED\"],\"fileFormat\":\"GEO_TIFF\"}";
    private static final int CLIENTS = 40;

    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicInteger reads = new AtomicInteger();

    @Test
    void what_is_cheap_is_answered_while_others_wait_for_pixels() throws IOException {
        try (Api api = Api.start(EmulatorSettings.defaults(), new Slow(this::awaitRelease))) {
            List<Socket> clients = heavy(api);

            assertThat(api.get(CHEAP).statusCode()).isEqualTo(200);
            assertThat(api.get(CHEAP + ":listAssets?pageSize=1").statusCode()).isEqualTo(200);
            assertThat(api.get("/$discovery/rest").statusCode()).isEqualTo(200);

            released.countDown();
            close(clients);
        }
    }

    @Test
    void pixels_for_a_client_that_has_gone_are_not_finished() throws Exception {
        try (Api api = Api.start(EmulatorSettings.defaults(), new Slow(this::awaitRelease))) {
            close(heavy(api));
            await().until(() -> api.emulator().connections() == 0);
            int begun = reads.get();

            released.countDown();

            assertThat(begun).isBetween(1, Runtime.getRuntime().availableProcessors());
            assertThat(api.askPixels("{'bandIds':['RED'],'fileFormat':'NPY'}").statusCode())
                    .isEqualTo(200);
            // Of each started image the strip in progress was finished, and no other image was started.
            assertThat(reads.get() - begun).isLessThan(CLIENTS / 2);
            assertThat(api.emulator().accessLog().recent().stream()
                            .filter(access -> access.status() == 0)
                            .count())
                    .isGreaterThanOrEqualTo(CLIENTS - begun);
        }
    }

    @Test
    void a_page_for_a_client_that_has_gone_is_not_finished() throws Exception {
        AtomicInteger lookedAt = new AtomicInteger();
        SceneCollection endless = new Endless(lookedAt, this::awaitRelease);
        try (Api api = Api.start(EmulatorSettings.defaults(), endless)) {
            String path = "/v1/projects/earthengine-public/assets/TEST/ENDLESS:listAssets?filter=x%3D1";
            Socket client = RawHttp.open(
                    api.emulator().url().getPort(), "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
            await().until(() -> lookedAt.get() > 0);
            client.close();
            await().until(() -> api.emulator().connections() == 0);
            released.countDown();
            await().until(() -> api.emulator().accessLog().requests() > 0);

            assertThat(api.emulator().accessLog().recent().get(0).status()).isZero();
        }
    }

    @Test
    void a_thousand_half_open_connections_do_no_harm_and_are_closed() throws Exception {
        ServerLimits soon = ServerLimits.of(1 << 16, 1 << 15, 1 << 20)
                .within(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(2));
        try (Api api = Api.of(EarthEngineEmulator.start(
                EmulatorSettings.defaults(), List.of(new TestCollection(Api.COLLECTION, 3)), soon))) {
            List<Socket> half = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                half.add(RawHttp.open(api.emulator().url().getPort(), i % 2 == 0 ? "" : "GET /v1 HTTP/1.1\r\nHo"));
            }
            assertThat(api.get(CHEAP).statusCode()).isEqualTo(200);
            for (Socket socket : half) {
                assertThat(socket.getInputStream().read()).isEqualTo(-1);
                socket.close();
            }
            assertThat(api.get(CHEAP).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void requests_that_are_malformed_are_turned_away_as_the_service_would() throws IOException {
        try (Api api = Api.start()) {
            int port = api.emulator().url().getPort();
            for (String request : List.of("GET / HTTP/1.1\r\n\r\n", RawHttp.request("GET", "/v1/%zz"))) {
                assertThat(RawHttp.send(port, request.replace("1.1\r\n\r\n", "1.1\r\nConnection: close\r\n\r\n")))
                        .startsWith("HTTP/1.1 400 ")
                        .contains("nosniff", "\"status\":\"INVALID_ARGUMENT\"");
            }
            assertThat(RawHttp.send(port, RawHttp.request("HEAD", CHEAP)))
                    .startsWith("HTTP/1.1 200 ")
                    .endsWith("\r\n\r\n");
            assertThat(RawHttp.send(port, RawHttp.request("OPTIONS", CHEAP)))
                    .startsWith("HTTP/1.1 204 ")
                    .contains("Allow: GET, HEAD, OPTIONS, POST");
        }
    }

    /** Connections that request pixels; the server works on the first of their requests. */
    private List<Socket> heavy(Api api) throws IOException {
        List<Socket> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(RawHttp.open(
                    api.emulator().url().getPort(),
                    "POST /v1/" + Api.IMAGE_NAME + ":getPixels HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                            + HEAVY.length() + "\r\n\r\n" + HEAVY));
        }
        while (reads.get() == 0) {
            Thread.onSpinWait();
        }
        return clients;
    }

    private static void close(List<Socket> clients) throws IOException {
        for (Socket client : clients) {
            client.close();
        }
    }

    private void awaitRelease() {
        reads.incrementAndGet();
        try {
            assertThat(released.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The images of {@link TestCollection}, whose pixels take time. */
    private record Slow(Runnable reading) implements SceneCollection {

        @Override
        public Instant updated() {
            return Instant.EPOCH;
        }

        private static final TestCollection IMAGES = new TestCollection(Api.COLLECTION, 3);

        @Override
        public String id() {
            return IMAGES.id();
        }

        @Override
        public Map<String, Object> properties() {
            return IMAGES.properties();
        }

        @Override
        public Iterator<Scene> scenes(Query query) {
            return IMAGES.scenes(query);
        }

        @Override
        public Optional<Scene> scene(String index) {
            return IMAGES.scene(index).map(image -> new SlowScene(image, reading));
        }
    }

    private record SlowScene(Scene image, Runnable reading) implements Scene {

        @Override
        public String index() {
            return image.index();
        }

        @Override
        public Instant start() {
            return image.start();
        }

        @Override
        public Instant end() {
            return image.end();
        }

        @Override
        public Instant updated() {
            return image.updated();
        }

        @Override
        public Geometry footprint() {
            return image.footprint();
        }

        @Override
        public Map<String, Object> properties() {
            return image.properties();
        }

        @Override
        public long sizeBytes() {
            return image.sizeBytes();
        }

        @Override
        public List<Band> bands() {
            return image.bands();
        }

        @Override
        public List<BandPixels> read(List<String> bandIds, int level, dev.swath.grid.Window window) throws IOException {
            reading.run();
            return image.read(bandIds, level, window);
        }
    }

    /** Images without an end, none of which matches. */
    private record Endless(AtomicInteger lookedAt, Runnable afterTheFirst) implements SceneCollection {

        @Override
        public Instant updated() {
            return Instant.EPOCH;
        }

        @Override
        public String id() {
            return "TEST/ENDLESS";
        }

        @Override
        public Map<String, Object> properties() {
            return Map.of();
        }

        @Override
        public Iterator<Scene> scenes(Query query) {
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return true;
                }

                @Override
                public Scene next() {
                    if (lookedAt.get() > 0) {
                        afterTheFirst.run();
                    }
                    int number = lookedAt.incrementAndGet();
                    return new TestScene("I" + number, TestCollection.FIRST.plusSeconds(number), Map.of());
                }
            };
        }

        @Override
        public Optional<Scene> scene(String index) {
            return Optional.empty();
        }
    }
}
