package dev.swath.flow.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests of a real HTTP client to a server that stalls; the clock is the test's. */
@Timeout(60)
class RequestsInFlightTest {

    private static final int HALF = 50_000;

    private final AtomicLong now = new AtomicLong();
    private final Set<InetSocketAddress> connections = ConcurrentHashMap.newKeySet();
    private final CountDownLatch sentHalf = new CountDownLatch(1);
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch never = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final RequestsInFlight requests = new RequestsInFlight(Duration.ofMinutes(10), 1000, now::get);
    private final Deadline work = Deadline.of(Duration.ofHours(1), "the tile is over", now::get);
    private HttpServer server;
    private CloseableHttpClient client;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/whole", exchange -> send(exchange, 2 * HALF));
        server.createContext("/stalls", exchange -> send(exchange, HALF));
        server.createContext("/silent", exchange -> await(never));
        server.start();
        client = HttpClientBuilder.create()
                .disableAutomaticRetries()
                .addExecInterceptorFirst("requests-in-flight", requests)
                .build();
    }

    @AfterEach
    void stop() throws IOException {
        never.countDown();
        client.close();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void the_connection_of_a_reply_that_was_read_to_its_end_is_used_again() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(get("/whole")).isEqualTo(2 * HALF);
        }

        assertThat(connections).hasSize(1);
        assertThat(requests.of(work)).isEmpty();
    }

    @Test
    void the_connection_of_a_reply_that_was_closed_before_its_end_is_not_used_again() throws Exception {
        try (InputStream body = open("/stalls").getEntity().getContent()) {
            assertThat(body.read()).isZero();
        }

        assertThat(get("/whole")).isEqualTo(2 * HALF);
        assertThat(connections).hasSize(2);
    }

    @Test
    void a_reply_that_stalls_is_cut_off_for_its_rate_and_its_connection_is_not_used_again() throws Exception {
        Future<Integer> stalling = threads.submit(() -> get("/stalls"));
        sentHalf.await();
        awaitState(HALF + " bytes");
        requests.cutOverdue();
        later(Duration.ofSeconds(9));
        requests.cutOverdue();
        assertThat(requests.of(work)).hasSize(1);

        later(Duration.ofSeconds(1));
        requests.cutOverdue();

        assertThatThrownBy(() -> stalling.get(20, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(IOException.class)
                .hasMessage("the reply was slower than swath.earth-engine.min-rate = 1000");
        assertThat(get("/whole")).isEqualTo(2 * HALF);
        assertThat(connections).hasSize(2);
    }

    @Test
    void a_request_without_an_answer_has_as_much_time_as_one_may_take() throws Exception {
        Future<Integer> silent = threads.submit(() -> get("/silent"));
        arrived.await();
        later(Duration.ofSeconds(599));
        requests.cutOverdue();
        assertThat(requests.of(work)).containsExactly("GET /silent for 599 s, no answer");

        later(Duration.ofSeconds(1));
        requests.cutOverdue();

        assertThatThrownBy(() -> silent.get(20, TimeUnit.SECONDS))
                .hasRootCauseInstanceOf(IOException.class)
                .cause()
                .hasMessage("the reply was not complete within swath.earth-engine.timeout = 10m");
        assertThat(requests.of(work)).isEmpty();
    }

    @Test
    void a_request_ends_with_the_work_that_it_is_for() throws Exception {
        Future<Integer> silent = threads.submit(() -> get("/silent"));
        arrived.await();

        work.giveUp("the run is over");
        requests.cutOverdue();

        assertThatThrownBy(() -> silent.get(20, TimeUnit.SECONDS)).cause().hasMessage("the run is over");
    }

    private int get(String path) throws IOException {
        try (ClassicHttpResponse reply = open(path);
                InputStream body = reply.getEntity().getContent()) {
            return body.readAllBytes().length;
        }
    }

    private ClassicHttpResponse open(String path) throws IOException {
        requests.nextIsFor(work);
        String address = "http://127.0.0.1:" + server.getAddress().getPort() + path;
        return client.executeOpen(null, new HttpGet(address), null);
    }

    /** Until the client has read what the server has sent. */
    private void awaitState(String end) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        List<String> states = requests.of(work);
        while (!states.toString().endsWith(end + "]") && System.nanoTime() < deadline) {
            Thread.onSpinWait();
            states = requests.of(work);
        }
        assertThat(states.toString()).endsWith(end + "]");
    }

    private void send(HttpExchange exchange, int bytes) throws IOException {
        connections.add(exchange.getRemoteAddress());
        exchange.sendResponseHeaders(200, 2L * HALF);
        OutputStream body = exchange.getResponseBody();
        body.write(new byte[bytes]);
        body.flush();
        sentHalf.countDown();
        if (bytes < 2 * HALF) {
            await(never);
        }
        exchange.close();
    }

    private void await(CountDownLatch latch) {
        arrived.countDown();
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void later(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
