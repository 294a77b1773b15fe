package dev.swath.earthengine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.auth.http.HttpTransportFactory;
import dev.swath.network.Network;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class EarthEngineCredentialsTest {

    @TempDir
    private Path folder;

    private TokenServer server;

    @BeforeEach
    void start() throws Exception {
        server = new TokenServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_service_account_exchanges_a_signed_assertion_for_a_token() throws Exception {
        EarthEngineCredentials credentials =
                EarthEngineCredentials.serviceAccount(server.keyFile(folder), Network.DIRECT);

        assertThat(credentials.authorization()).contains("Bearer token-1");
        assertThat(credentials.authorization()).contains("Bearer token-1");
        assertThat(server.problems).isEmpty();
        assertThat(server.claims).singleElement().satisfies(claim -> {
            assertThat(claim.path("iss").asText()).isEqualTo(TokenServer.ACCOUNT);
            assertThat(claim.path("scope").asText()).isEqualTo("https://www.googleapis.com/auth/earthengine.readonly");
        });
        assertThat(credentials).hasToString(TokenServer.ACCOUNT);
    }

    @Test
    void sixteen_threads_share_one_exchange() throws Exception {
        EarthEngineCredentials credentials =
                EarthEngineCredentials.serviceAccount(server.keyFile(folder), Network.DIRECT);

        List<Optional<String>> headers = sixteenTimes(credentials::authorization);

        assertThat(headers).hasSize(16).containsOnly(Optional.of("Bearer token-1"));
        assertThat(server.exchanges).hasValue(1);
    }

    @Test
    void sixteen_threads_whose_token_was_refused_share_one_exchange() throws Exception {
        EarthEngineCredentials credentials =
                EarthEngineCredentials.serviceAccount(server.keyFile(folder), Network.DIRECT);
        String refused = credentials.authorization().orElseThrow();

        List<Optional<String>> headers = sixteenTimes(() -> {
            credentials.refresh(refused);
            return credentials.authorization();
        });

        assertThat(headers).hasSize(16).containsOnly(Optional.of("Bearer token-2"));
        assertThat(server.exchanges).hasValue(2);
    }

    @Test
    void a_refresh_always_brings_a_new_token() throws Exception {
        EarthEngineCredentials credentials =
                EarthEngineCredentials.serviceAccount(server.keyFile(folder), Network.DIRECT);
        credentials.authorization();

        credentials.refresh();

        assertThat(credentials.authorization()).contains("Bearer token-2");
    }

    @Test
    void no_credentials_send_no_authorization() throws Exception {
        EarthEngineCredentials credentials = EarthEngineCredentials.none();

        credentials.refresh();
        credentials.refresh("Bearer x");

        assertThat(credentials.authorization()).isEmpty();
    }

    @Test
    void an_impersonated_account_gets_its_token_with_the_other_ones() throws Exception {
        EarthEngineCredentials credentials = EarthEngineCredentials.serviceAccount(
                        server.keyFile(folder), Network.DIRECT)
                .impersonating("reader@test-project.iam.gserviceaccount.com", Optional.of(server.url("/impersonate")));

        assertThat(credentials.authorization()).contains("Bearer impersonated");
        assertThat(server.problems).isEmpty();
        assertThat(server.claims).singleElement().satisfies(claim -> assertThat(
                        claim.path("scope").asText())
                .isEqualTo("https://www.googleapis.com/auth/cloud-platform"));
        assertThat(server.impersonations).singleElement().satisfies(body -> assertThat(
                        body.path("scope").get(0).asText())
                .isEqualTo("https://www.googleapis.com/auth/earthengine.readonly"));
        assertThat(credentials)
                .hasToString(
                        "reader@test-project.iam.gserviceaccount.com (impersonated by " + TokenServer.ACCOUNT + ")");
    }

    @Test
    void impersonation_needs_credentials_and_an_address() throws Exception {
        EarthEngineCredentials credentials =
                EarthEngineCredentials.serviceAccount(server.keyFile(folder), Network.DIRECT);

        assertThatThrownBy(() -> EarthEngineCredentials.none().impersonating("a@b.c"))
                .isInstanceOf(CredentialsException.class)
                .hasMessage("no credentials are set, so nothing can impersonate a@b.c");
        assertThatThrownBy(() -> credentials.impersonating("nobody/../x"))
                .isInstanceOf(CredentialsException.class)
                .hasMessage("'nobody/../x' is not the address of a service account");
    }

    @Test
    void a_refusal_is_reported_without_the_secrets_that_the_server_repeats() throws Exception {
        EarthEngineCredentials credentials =
                EarthEngineCredentials.serviceAccount(server.keyFile(folder), Network.DIRECT);
        List<String> sent = new ArrayList<>();
        server.answer.set((exchange, assertion) -> {
            sent.add(assertion);
            TokenServer.send(
                    exchange,
                    400,
                    "{\"error\":\"invalid_grant\",\"error_description\":\"Invalid JWT Signature in " + assertion
                            + "\"}");
        });

        Throwable failure = catchThrowable(credentials::authorization);

        assertThat(failure)
                .isInstanceOf(CredentialsException.class)
                .hasMessageContaining("no token for " + TokenServer.ACCOUNT)
                .hasMessageContaining("the token server answered 400 invalid_grant (Invalid JWT Signature in …)");
        for (String part : sent.get(0).split("\\.")) {
            assertThat(stackTrace(failure)).doesNotContain(part);
        }
    }

    @ParameterizedTest
    @CsvSource({"500", "503", "429"})
    void a_request_to_a_failing_token_server_is_repeated(int status) throws Exception {
        EarthEngineCredentials credentials =
                EarthEngineCredentials.serviceAccount(server.keyFile(folder), Network.DIRECT);
        List<String> sent = new ArrayList<>();
        server.answer.set((exchange, assertion) -> {
            sent.add(assertion);
            TokenServer.send(exchange, status, "busy " + assertion);
        });

        Throwable failure = catchThrowable(credentials::authorization);

        assertThat(failure)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("answered " + status + " without an explanation");
        assertThat(stackTrace(failure)).doesNotContain(sent.get(0).split("\\."));
        assertThat(server.exchanges).hasValue(1);
        server.answer.set((exchange, assertion) -> server.grant(exchange, 3600));
        assertThat(credentials.authorization()).contains("Bearer token-2");
    }

    /** For an hour, an assertion is as good as a key. */
    @ParameterizedTest
    @CsvSource({"301", "302", "303", "307", "308"})
    void an_assertion_does_not_follow_a_redirect(int status) throws Exception {
        EarthEngineCredentials credentials =
                EarthEngineCredentials.serviceAccount(server.keyFile(folder), Network.DIRECT);
        try (TokenServer other = new TokenServer()) {
            server.answer.set((exchange, assertion) -> {
                exchange.getResponseHeaders().set("Location", other.url("/token"));
                TokenServer.send(exchange, status, "{}");
            });

            assertThatThrownBy(credentials::authorization)
                    .isInstanceOf(CredentialsException.class)
                    .hasMessageContaining("the token server answered " + status)
                    .hasMessageContaining("redirects are not followed");
            assertThat(other.exchanges).hasValue(0);
            assertThat(server.exchanges).hasValue(1);
        }
    }

    @Test
    void a_token_server_is_not_asked_over_plain_http() {
        BoundedTransport transport = new BoundedTransport(Network.DIRECT, Duration.ofSeconds(1), Duration.ofSeconds(1));

        for (String url : List.of("http://oauth2.googleapis.com/token", "http://127.0.0.1.example.com/", "ftp://x/")) {
            assertThatThrownBy(() -> transport.buildRequest("POST", url))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("plain http");
        }
        for (String url : List.of(
                "https://oauth2.googleapis.com/token",
                "http://metadata.google.internal/computeMetadata/v1/",
                "http://127.0.0.1:80/token",
                "http://[::1]:80/token",
                "http://localhost/token")) {
            assertThatCode(() -> transport.buildRequest("POST", url)).doesNotThrowAnyException();
        }
    }

    @Test
    void a_reply_without_a_token_is_a_failure() throws Exception {
        EarthEngineCredentials credentials =
                EarthEngineCredentials.serviceAccount(server.keyFile(folder), Network.DIRECT);
        server.answer.set((exchange, assertion) -> TokenServer.send(exchange, 200, "{}"));

        assertThatThrownBy(credentials::authorization)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("access_token");
    }

    @Test
    void an_unreachable_token_server_is_named() throws Exception {
        EarthEngineCredentials credentials =
                EarthEngineCredentials.serviceAccount(server.keyFile(folder), Network.DIRECT);
        server.close();

        assertThatThrownBy(credentials::authorization)
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("no token for " + TokenServer.ACCOUNT + ": Connect to http://127.0.0.1:");
    }

    @Test
    void a_token_server_that_never_ends_its_reply_is_given_up() throws Exception {
        BoundedTransport transport =
                new BoundedTransport(Network.DIRECT, Duration.ofSeconds(1), Duration.ofMillis(300));
        HttpTransportFactory transports = () -> transport;
        EarthEngineCredentials credentials =
                EarthEngineCredentials.serviceAccount(server.keyFile(folder), Clock.systemUTC(), transports);
        CountDownLatch over = new CountDownLatch(1);
        server.answer.set((exchange, assertion) -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            awaitQuietly(over);
        });

        assertThatThrownBy(credentials::authorization)
                .isInstanceOf(IOException.class)
                .hasMessage("no token for " + TokenServer.ACCOUNT + ": 127.0.0.1 did not answer within 300 ms");
        over.countDown();
    }

    @Test
    void a_token_server_that_sends_without_end_is_given_up() throws Exception {
        EarthEngineCredentials credentials =
                EarthEngineCredentials.serviceAccount(server.keyFile(folder), Network.DIRECT);
        server.answer.set((exchange, assertion) -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] part = new byte[1 << 16];
            for (int i = 0; i < 64; i++) {
                exchange.getResponseBody().write(part);
            }
        });

        assertThatThrownBy(credentials::authorization)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a reply of more than 1048576 bytes");
    }

    @Test
    void a_key_file_that_is_missing_or_invalid_is_reported() throws Exception {
        assertBroken(folder.resolve("none.json"), "does not exist or is not a file");
        assertBroken(folder, "does not exist or is not a file");
        assertBroken(file("private_key: abc"), "is not JSON");
        assertBroken(file("[]"), "is not a service account's key");
        assertBroken(file("{\"type\":\"authorized_user\"}"), "use application-default for it");
        assertBroken(file("{\"type\":\"service_account\"}"), "has no client_email");
        assertBroken(file("x".repeat(70_000)), "too large");
    }

    @Test
    void a_broken_key_is_not_repeated() throws Exception {
        Path key = server.keyFile(folder);
        String body = server.privateKey().lines().skip(1).findFirst().orElseThrow();
        Files.writeString(key, Files.readString(key).replace(body, body.substring(10)));

        Throwable failure = catchThrowable(() -> EarthEngineCredentials.serviceAccount(key, Network.DIRECT));

        assertThat(failure)
                .isInstanceOf(CredentialsException.class)
                .hasMessageContaining("holds a key that can't be read");
        assertThat(stackTrace(failure)).doesNotContain(body.substring(20, 40));
    }

    private void assertBroken(Path file, String reason) {
        assertThatThrownBy(() -> EarthEngineCredentials.serviceAccount(file, Network.DIRECT))
                .isInstanceOf(CredentialsException.class)
                .hasMessageContaining(reason)
                .hasMessageContaining(file.toString())
                .hasMessageNotContaining("abc");
    }

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("broken.json"), content);
    }

    private static <T> List<T> sixteenTimes(Callable<T> call) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            CyclicBarrier together = new CyclicBarrier(16);
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                futures.add(threads.submit(() -> {
                    together.await(30, TimeUnit.SECONDS);
                    return call.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get(30, TimeUnit.SECONDS));
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String stackTrace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
