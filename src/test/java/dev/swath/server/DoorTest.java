package dev.swath.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Which requests a server accepts, and how it rejects all others. */
@Timeout(120)
class DoorTest {

    private static final ServerLimits SOON = ServerLimits.of(4096, 8192, 4096)
            .within(Duration.ofMillis(400), Duration.ofMillis(400), Duration.ofMillis(400));

    private final Vertx vertx = ServerLimits.vertx();
    private final AtomicInteger letIn = new AtomicInteger();
    private final List<ILoggingEvent> log = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            log.add(event);
        }
    };
    private Connections connections;
    private int port;

    @BeforeEach
    void start() throws Exception {
        root().addAppender(appender);
        appender.start();
        ((Logger) LoggerFactory.getLogger("dev.swath.server")).setLevel(Level.DEBUG);
        start(SOON);
    }

    private void start(ServerLimits limits) throws Exception {
        connections = new Connections(vertx, limits);
        RequestChecks checks = new RequestChecks(
                new HostNames("127.0.0.1"),
                path -> path.startsWith("/do") ? Set.of("POST") : Set.of("GET", "HEAD"),
                limits.bodyBytes(),
                false);
        Door door = new Door(
                checks,
                Map.of("X-Content-Type-Options", "nosniff"),
                rejection -> "{\"error\":\"" + rejection.message() + "\"}",
                connections,
                request -> {
                    letIn.incrementAndGet();
                    request.response().end("hello");
                });
        HttpServer server = vertx.createHttpServer(limits.options())
                .connectionHandler(connections)
                .invalidRequestHandler(door::invalid)
                .requestHandler(door);
        server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        port = server.actualPort();
    }

    @AfterEach
    void stop() {
        root().detachAppender(appender);
        ((Logger) LoggerFactory.getLogger("dev.swath.server")).setLevel(null);
        vertx.close();
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    @Test
    void a_plain_request_is_let_in_and_answered_with_the_headers_of_all_answers() throws IOException {
        String answer = RawHttp.send(port, RawHttp.request("GET", "/a%20b?c=%C3%A9+d"));

        assertThat(answer).startsWith("HTTP/1.1 200 ").contains("nosniff").endsWith("hello");
    }

    @Test
    void head_is_answered_as_get_without_the_body() throws IOException {
        String answer = RawHttp.send(port, RawHttp.request("HEAD", "/"));

        assertThat(answer).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n");
    }

    @Test
    void options_returns_the_methods_of_a_path() throws IOException {
        assertThat(RawHttp.send(port, RawHttp.request("OPTIONS", "/")))
                .startsWith("HTTP/1.1 204 ")
                .contains("Allow: GET, HEAD, OPTIONS\r\n");
        assertThat(RawHttp.send(port, RawHttp.request("OPTIONS", "/do"))).contains("Allow: OPTIONS, POST\r\n");
        assertThat(letIn).hasValue(0);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | no host             | GET / HTTP/1.1~~",
                "400 | no host in 1.0      | GET / HTTP/1.0~~",
                "400 | two hosts           | GET / HTTP/1.1~Host: localhost~Host: localhost~~",
                "400 | a host that is none | GET / HTTP/1.1~Host: a b/c~~",
                "421 | another host        | GET / HTTP/1.1~Host: evil.example~~",
                "421 | a host like ours    | GET / HTTP/1.1~Host: localhost.evil.example:80~~",
                "400 | a bad percent sign  | GET /%zz HTTP/1.1~Host: localhost~~",
                "400 | half a percent sign | GET /a% HTTP/1.1~Host: localhost~~",
                "400 | it in the query     | GET /?a=%g1 HTTP/1.1~Host: localhost~~",
                "400 | bytes not in UTF-8  | GET /%ff HTTP/1.1~Host: localhost~~",
                "400 | a zero byte         | GET /%00 HTTP/1.1~Host: localhost~~",
                "400 | a whole address     | GET http://localhost/ HTTP/1.1~Host: localhost~~",
                "400 | no path             | GET x HTTP/1.1~Host: localhost~~",
                "405 | another method      | DELETE / HTTP/1.1~Host: localhost~~",
                "405 | an unknown method   | FETCH / HTTP/1.1~Host: localhost~~",
                "405 | post where get is   | POST / HTTP/1.1~Host: localhost~Content-Length: 0~~",
                "413 | too long a body     | POST /do HTTP/1.1~Host: localhost~Content-Length: 4097~~",
                "400 | an endless body     | POST /do HTTP/1.1~Host: localhost~Content-Length: 99999999999999999999~~",
                "411 | a body of any length| POST /do HTTP/1.1~Host: localhost~Transfer-Encoding: chunked~~0~~",
                "415 | a form              | GET / HTTP/1.1~Host: localhost~Content-Type: application/x-www-form-urlencoded~~",
                "415 | files               | POST /do HTTP/1.1~Host: localhost~Content-Type: Multipart/Form-Data; boundary=x~Content-Length: 0~~",
                "400 | no request          | hello~~"
            })
    void what_is_malformed_is_turned_away_with_one_quiet_line(int status, String what, String request)
            throws Exception {
        String answer =
                RawHttp.send(port, request.replace("~~", "~Connection: close~~").replace("~", "\r\n"));

        assertThat(answer)
                .matches("(?s)HTTP/1\\.[01] " + status + " .*")
                .contains("nosniff")
                .contains("{\"error\":\"");
        assertThat(answer.contains("Allow: ")).isEqualTo(status == 405);
        assertThat(letIn).hasValue(0);
        assertThat(log).filteredOn(DoorTest::isOurs).hasSize(1);
        assertThat(log).filteredOn(DoorTest::isOurs).allSatisfy(event -> {
            assertThat(event.getLevel()).isEqualTo(Level.DEBUG);
            assertThat(event.getThrowableProxy()).isNull();
            assertThat(event.getFormattedMessage()).contains("status=" + status).doesNotContain("\n");
        });
        assertThat(log).noneMatch(event -> event.getLevel().isGreaterOrEqual(Level.WARN));
    }

    private static boolean isOurs(ILoggingEvent event) {
        return event.getFormattedMessage().startsWith("rejected=");
    }

    @ParameterizedTest
    @ValueSource(ints = {5000, 100_000})
    void lines_and_headers_that_are_too_long_are_turned_away(int length) throws IOException {
        assertThat(RawHttp.send(port, RawHttp.request("GET", "/" + "a".repeat(length))))
                .matches("(?s)HTTP/1\\.[01] 414 .*");
        assertThat(RawHttp.send(port, RawHttp.request("GET", "/", "X: " + "a".repeat(2 * length))))
                .matches("(?s)HTTP/1\\.[01] 431 .*");
        assertThat(log).noneMatch(event -> event.getLevel().isGreaterOrEqual(Level.WARN));
    }

    @Test
    void a_long_body_that_was_sent_already_does_not_cost_the_client_its_answer() throws IOException {
        String answer =
                RawHttp.send(port, RawHttp.request("POST", "/do", "Content-Length: 300000") + "x".repeat(300_000));

        assertThat(answer).startsWith("HTTP/1.1 413 ").contains("longer than 4096 bytes");
    }

    @Test
    void nothing_but_http_1_is_spoken() throws IOException {
        assertThat(RawHttp.send(port, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0"))
                .startsWith("HTTP/2.0 501 ");
        String upgrade = RawHttp.request(
                "GET", "/", "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA", "Connection: Upgrade");
        assertThat(RawHttp.send(port, upgrade)).doesNotContain("101 ");
        assertThat(letIn.get()).isLessThanOrEqualTo(1);
    }

    @Test
    void connections_that_bring_no_request_in_time_are_closed_and_do_no_harm() throws IOException {
        List<Socket> half = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            half.add(RawHttp.open(port, i % 2 == 0 ? "" : "GET / HTTP/1.1\r\nHost: local"));
        }
        assertThat(RawHttp.send(port, RawHttp.request("GET", "/"))).endsWith("hello");
        for (Socket socket : half) {
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
            socket.close();
        }
        await().until(() -> connections.count() == 0);
        assertThat(RawHttp.send(port, RawHttp.request("GET", "/"))).endsWith("hello");
    }

    @Test
    void a_header_that_drips_does_not_keep_its_connection() throws IOException {
        try (Socket socket = RawHttp.open(port, "GET / HTTP/1.1\r\nHost: localhost\r\nX: ")) {
            // The time after which another byte follows, if the server has not closed the connection by then.
            socket.setSoTimeout(10);
            boolean closed = false;
            for (int i = 0; i < 3000 && !closed; i++) {
                try {
                    closed = socket.getInputStream().read() == -1;
                } catch (SocketTimeoutException e) {
                    socket.getOutputStream().write('x');
                }
            }
            assertThat(closed).isTrue();
        }
        assertThat(letIn).hasValue(0);
    }

    @Test
    void a_body_that_does_not_arrive_ends_its_connection() throws IOException {
        String half = "POST /do HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nhalf";
        assertThat(RawHttp.send(port, half)).endsWith("hello");
    }

    @Test
    void a_connection_is_closed_that_brings_no_further_request() throws IOException {
        assertThat(RawHttp.send(port, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .endsWith("hello");
    }

    @Test
    void no_more_connections_are_taken_than_the_limit() throws Exception {
        start(new ServerLimits(
                4096, 8192, 4096, 2, Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofSeconds(60)));
        try (Socket first = RawHttp.open(port, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
                Socket second = RawHttp.open(port, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")) {
            assertThat(first.getInputStream().read()).isEqualTo('H');
            assertThat(second.getInputStream().read()).isEqualTo('H');
            assertThat(RawHttp.send(port, "")).isEmpty();
        }
    }
}
