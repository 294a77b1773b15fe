package dev.swath.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.Slow;
import dev.swath.TestCertificate;
import dev.swath.flow.ScriptedEarthEngine;
import dev.swath.flow.ScriptedRequest;
import dev.swath.flow.ServiceAccountFile;
import dev.swath.network.ConnectProxy;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs whose servers have names that the proxy alone knows, and certificates of an authority that Java does not trust: what
 * arrived came through the proxy, and because of {@code swath.trust}.
 */
@Slow("Listing, pixels, tokens, webhooks and traces go through the proxy, and its failures name it.")
@Timeout(120)
class ProxyTest {

    private static final URI EARTH_ENGINE = URI.create("https://earthengine.test");

    @TempDir
    private static Path certificates;

    private static Path authority;
    private static TestCertificate certificate;

    @TempDir
    private Path folder;

    private ScriptedEarthEngine earthEngine;
    private ScriptedEarthEngine tokens;
    private ScriptedEarthEngine recipient;

    @BeforeAll
    static void makeCertificates() throws Exception {
        authority = certificates.resolve("authority.pem");
        certificate = TestCertificate.signed(
                authority, "earthengine.test", "tokens.test", "hooks.test", "collector.test", "localhost");
    }

    @BeforeEach
    void start() throws Exception {
        earthEngine = ScriptedEarthEngine.start(certificate.server()).lists("a", "b");
        tokens = ScriptedEarthEngine.start(certificate.server());
        recipient = ScriptedEarthEngine.start(certificate.server());
    }

    @AfterEach
    void stop() throws IOException {
        earthEngine.close();
        tokens.close();
        recipient.close();
    }

    @Test
    void everything_that_leaves_the_machine_goes_through_the_proxy() throws Exception {
        try (ConnectProxy proxy = knowing(ConnectProxy.start())) {
            assertRunsThrough(proxy, proxy.url());
        }
    }

    @Test
    void a_proxy_that_asks_for_a_login_gets_it_for_each_of_them() throws Exception {
        try (ConnectProxy proxy = knowing(ConnectProxy.start("me:p@ss:w%rd"))) {
            assertRunsThrough(proxy, proxy.url("me:p%40ss:w%25rd"));
        }
    }

    private void assertRunsThrough(ConnectProxy proxy, String address) throws IOException {
        Path key = ServiceAccountFile.write(folder.resolve("key.json"), URI.create("https://tokens.test/token"));

        int exitCode = flow(EARTH_ENGINE)
                .once(
                        "proxy=" + address,
                        "trust=" + authority,
                        "earth-engine.credentials=" + key,
                        "tracing.endpoint=https://collector.test:4318",
                        "summary-to=https://hooks.test/told");

        assertThat(exitCode).isZero();
        assertThat(flow(EARTH_ENGINE).images()).hasSize(2);
        assertThat(earthEngine.listRequests()).hasSize(2).allSatisfy(ProxyTest::isAuthorizedAndKnowsNoProxy);
        assertThat(earthEngine.pixelRequests()).isNotEmpty().allSatisfy(ProxyTest::isAuthorizedAndKnowsNoProxy);
        assertThat(tokens.tokensIssued()).isEqualTo(1);
        assertThat(recipient.requests().stream().map(ScriptedRequest::path)).contains("told", "v1/traces");
        assertThat(proxy.targets())
                .contains("earthengine.test:443", "tokens.test:443", "hooks.test:443", "collector.test:4318")
                .noneMatch(target -> target.startsWith("127.") || target.startsWith("localhost"));
        assertThat(Files.readString(folder.resolve("output/runs")
                        .resolve(flow(EARTH_ENGINE).summary().path("run").asText() + ".html")))
                .doesNotContain("p@ss:w%rd", "p%40ss");
    }

    private static void isAuthorizedAndKnowsNoProxy(ScriptedRequest request) {
        assertThat(request.headers())
                .containsEntry("authorization", "Bearer token-1")
                .doesNotContainKey("proxy-authorization");
    }

    @Test
    void this_machine_is_reached_without_the_proxy() throws Exception {
        try (ConnectProxy proxy = ConnectProxy.start()) {
            assertThat(flow(earthEngine.url()).once("proxy=" + proxy.url(), "trust=" + authority))
                    .isZero();
            assertThat(proxy.targets()).isEmpty();
        }
    }

    @Test
    void a_login_that_the_proxy_does_not_accept_is_told_once_and_without_the_password() throws Exception {
        try (ConnectProxy proxy = knowing(ConnectProxy.start("me:secret"))) {
            assertFails(
                    "the proxy " + proxy.url()
                            + " does not accept the user and password (HTTP 407); correct swath.proxy",
                    "proxy=" + proxy.url("me:hunter2"));
            assertThat(proxy.targets()).isEmpty();
        }
    }

    @Test
    void a_proxy_that_wants_a_login_where_none_is_set_says_how_to_set_it() throws Exception {
        try (ConnectProxy proxy = knowing(ConnectProxy.start("me:secret"))) {
            assertFails(
                    "the proxy " + proxy.url() + " asks for a user and password (HTTP 407); write"
                            + " user:password@ before its host in swath.proxy",
                    "proxy=" + proxy.url());
        }
    }

    @Test
    void a_host_that_the_proxy_does_not_let_through_is_not_mistaken_for_a_refusal_of_earth_engine() throws Exception {
        try (ConnectProxy proxy = ConnectProxy.start().answers("403 Not on the list")) {
            assertFails(
                    "the proxy " + proxy.url() + " does not connect to earthengine.test:443: HTTP 403 Not on the list",
                    "proxy=" + proxy.url());
        }
    }

    @Test
    void a_host_that_the_proxy_can_not_reach_now_is_tried_again() throws Exception {
        try (ConnectProxy proxy = ConnectProxy.start()) {
            assertFails(
                    "the proxy " + proxy.url() + " does not connect to earthengine.test:443: HTTP 502 Bad Gateway",
                    "proxy=" + proxy.url(),
                    "retry.attempts=2",
                    "retry.delay=1ms");
        }
    }

    @Test
    void a_proxy_that_is_away_is_named_in_place_of_earth_engine() throws Exception {
        int port;
        try (ServerSocket unused = new ServerSocket(0)) {
            port = unused.getLocalPort();
        }
        assertFails(
                "the proxy http://127.0.0.1:" + port + " can't be reached: Connection refused; check swath.proxy",
                "proxy=http://me:hunter2@127.0.0.1:" + port,
                "retry.attempts=1",
                "retry.delay=1ms");
    }

    @Test
    void a_proxy_whose_name_is_not_found_is_named_too() throws Exception {
        assertFails(
                "the proxy http://proxy.invalid:3128 can't be reached: ",
                "proxy=http://proxy.invalid:3128",
                "retry.attempts=0");
    }

    @Test
    void the_token_server_is_not_blamed_for_the_proxy_either() throws Exception {
        Path key = ServiceAccountFile.write(folder.resolve("key.json"), URI.create("https://tokens.test/token"));
        try (ConnectProxy proxy = knowing(ConnectProxy.start("me:secret"))) {
            assertFails(
                    earthEngine.url(),
                    "no token for swath@test-project.iam.gserviceaccount.com: the proxy " + proxy.url()
                            + " does not accept the user and password",
                    "proxy=" + proxy.url("me:hunter2"),
                    "earth-engine.credentials=" + key);
        }
    }

    @Test
    void without_the_authority_nothing_is_sent() throws Exception {
        try (ConnectProxy proxy = knowing(ConnectProxy.start())) {
            List<String> settings =
                    new ArrayList<>(List.of("proxy=" + proxy.url(), "retry.attempts=20", "retry.delay=1h"));

            assertThat(flow(EARTH_ENGINE).once(settings.toArray(String[]::new))).isEqualTo(3);

            assertThat(flow(EARTH_ENGINE).summary().path("listingFailure").asText())
                    .startsWith("the server's certificate is not accepted: ")
                    .contains("swath.trust");
            assertThat(earthEngine.requests()).isEmpty();
        }
    }

    private void assertFails(String reason, String... settings) throws IOException {
        assertFails(EARTH_ENGINE, reason, settings);
    }

    private void assertFails(URI service, String reason, String... settings) throws IOException {
        List<String> all = new ArrayList<>(List.of("trust=" + authority, "retry.attempts=20", "retry.delay=1h"));
        all.addAll(List.of(settings));

        assertThat(flow(service).once(all.toArray(String[]::new))).isEqualTo(3);

        assertThat(flow(service).summary().path("listingFailure").asText())
                .startsWith(reason)
                .doesNotContain("hunter2", "Exception");
        assertThat(earthEngine.requests()).isEmpty();
    }

    private ConnectProxy knowing(ConnectProxy proxy) {
        return proxy.knows("earthengine.test", earthEngine.url().getPort())
                .knows("tokens.test", tokens.url().getPort())
                .knows("hooks.test", recipient.url().getPort())
                .knows("collector.test", recipient.url().getPort());
    }

    private WholeFlow flow(URI service) {
        return new WholeFlow(service, folder.resolve("output"));
    }
}
