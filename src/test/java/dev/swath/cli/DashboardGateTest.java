package dev.swath.cli;

import static dev.swath.cli.RunningDashboard.JOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.flow.ScriptedEarthEngine;
import dev.swath.server.RawHttp;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which requests the dashboard answers, and which files it does not serve. */
@Timeout(60)
class DashboardGateTest {

    private static final String SECRET = "nobody's business";

    @TempDir
    private static Path folder;

    private static ScriptedEarthEngine earthEngine;
    private static RunningDashboard dashboard;
    private static String localhost;

    @BeforeAll
    static void start() throws IOException {
        earthEngine = ScriptedEarthEngine.start().lists("a");
        Path output = Files.createDirectories(folder.resolve("output"));
        Files.createDirectories(output.resolve(".swath"));
        for (String name :
                List.of(".hidden.json", ".swath/state.json", "a_L2A.tif", "ledger.mv.db", "../secret.json")) {
            Files.writeString(output.resolve(name), SECRET);
        }
        Files.writeString(output.resolve("plain.json"), "{}");
        Files.createSymbolicLink(output.resolve("link.json"), folder.resolve("secret.json"));
        Files.createSymbolicLink(output.resolve("way"), folder);
        dashboard = RunningDashboard.start(earthEngine, output);
        localhost = "Host: localhost:" + dashboard.port();
    }

    @AfterAll
    static void stop() throws IOException {
        dashboard.close();
        earthEngine.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../secret.json",
                "..%2Fsecret.json",
                "%2e%2e/secret.json",
                "%2e%2e%2fsecret.json",
                "..%252Fsecret.json",
                "a/../../secret.json",
                "..%5Csecret.json",
                "./../secret.json",
                "//../secret.json",
                "way/secret.json",
                "link.json",
                ".hidden.json",
                "%2ehidden.json",
                ".swath/state.json",
                "ledger.mv.db",
                "a_L2A.tif",
                "a_L2A.tif%00.json",
                "plain.json%00",
                ""
            })
    void a_file_outside_the_folder_or_not_meant_to_be_shown_is_not_found(String name) throws Exception {
        String answer = dashboard.raw("GET /files/" + JOB + "/" + name, localhost);

        assertThat(answer).matches("(?s)HTTP/1.1 40[04] .*").doesNotContain(SECRET);
    }

    @Test
    void a_file_that_is_meant_to_be_shown_is() throws Exception {
        assertThat(dashboard.get("/files/" + JOB + "/plain.json").body()).isEqualTo("{}");
        assertThat(dashboard.get("/files/nobody/plain.json").statusCode()).isEqualTo(404);
        assertThat(dashboard.get("/files/../" + JOB + "/plain.json").statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/api/jobs", "/api/events", "/assets/page.css", "/files/david-chiriqui/plain.json", "/no"})
    void requests_with_a_foreign_host_name_are_rejected(String path) throws Exception {
        for (String name : List.of("Host: evil.example", "Host: localhost.evil.example", "Host: evil.example:80")) {
            assertThat(dashboard.raw("GET " + path, name))
                    .as(name)
                    .startsWith("HTTP/1.1 421 ")
                    .contains("{\"error\":\"");
        }
        assertThat(dashboard.raw("POST /api/jobs/" + JOB + "/runs", "Host: evil.example", "Content-Length: 0"))
                .startsWith("HTTP/1.1 421 ");
    }

    @Test
    void requests_with_a_name_of_this_machine_are_answered() throws Exception {
        for (String name : List.of("localhost", "LOCALHOST", "127.0.0.1", "[::1]")) {
            assertThat(dashboard.raw("GET /api/jobs", "Host: " + name + ":" + dashboard.port()))
                    .as(name)
                    .startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void a_client_that_offers_http_2_is_answered_in_http_1() throws Exception {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();

        for (int asked = 0; asked < 2; asked++) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + dashboard.port() + "/api/jobs"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/nowhere",
                "/api/jobs",
                "/api/runs/never",
                "/api/nothing",
                "/files/david-chiriqui/plain.json"
            })
    void every_answer_has_the_security_headers(String path) throws Exception {
        HttpResponse<String> answer = dashboard.get(path);

        assertThat(answer.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(
                        policy -> assertThat(policy).startsWith("default-src 'self'; img-src 'self' data:"));
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(answer.headers().firstValue("Cache-Control"))
                .hasValue(path.startsWith("/api/") ? "no-store" : "no-cache");
    }

    @Test
    void the_event_stream_has_the_security_headers() throws Exception {
        try (EventLine events = dashboard.follow()) {
            assertThat(events.headers().firstValue("Content-Type")).hasValue("text/event-stream");
            assertThat(events.headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(events.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(events.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
            assertThat(events.headers().firstValue("Content-Security-Policy")).isPresent();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/nowhere", "/assets/page.css", "/files/david-chiriqui/plain.json"})
    void head_is_answered_like_get_without_the_body(String path) throws Exception {
        HttpResponse<String> head = dashboard.ask("HEAD", path, Optional.empty());

        assertThat(head.statusCode()).isEqualTo(dashboard.get(path).statusCode());
        assertThat(head.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "TRACE"})
    void other_methods_are_refused_and_change_nothing(String method) throws Exception {
        for (String path : List.of("/", "/api/jobs", "/api/runs", "/api/events", "/files/david-chiriqui/plain.json")) {
            assertThat(dashboard
                            .ask(method, path, Optional.of(RunningDashboard.TOKEN))
                            .statusCode())
                    .as("%s %s", method, path)
                    .isEqualTo(405);
        }
        assertThat(dashboard.get("/files/" + JOB + "/plain.json").body()).isEqualTo("{}");
    }

    @Test
    void options_returns_the_methods_of_a_path() throws Exception {
        assertThat(dashboard
                        .ask("OPTIONS", "/api/jobs", Optional.empty())
                        .headers()
                        .firstValue("Allow"))
                .hasValue("GET, HEAD, OPTIONS");
        assertThat(dashboard
                        .ask("OPTIONS", "/api/jobs/" + JOB + "/runs", Optional.empty())
                        .headers()
                        .firstValue("Allow"))
                .hasValue("OPTIONS, POST");
    }

    /** None of them reaches a route, whose log would have a stack trace of each. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | GET / HTTP/1.1~",
                "400 | GET /%zz HTTP/1.1~Host: localhost~",
                "400 | GET /api/runs?limit=%zz HTTP/1.1~Host: localhost~",
                "415 | GET /api/jobs HTTP/1.1~Host: localhost~Content-Type: application/x-www-form-urlencoded~",
                "415 | POST /api/jobs/a/runs HTTP/1.1~Host: localhost~Content-Type: multipart/form-data~Content-Length: 0~",
                "413 | POST /api/jobs/a/runs HTTP/1.1~Host: localhost~Content-Length: 5000~",
                "405 | DELETE /api/jobs HTTP/1.1~Host: localhost~"
            })
    void malformed_requests_are_rejected(int status, String request) throws Exception {
        String answer = RawHttp.send(
                dashboard.port(),
                request.replace("~", "\r\n") + "Connection: close\r\n\r\n" + "x".repeat(status == 413 ? 5000 : 0));

        assertThat(answer)
                .startsWith("HTTP/1.1 " + status + " ")
                .contains("{\"error\":\"", "Content-Security-Policy", "nosniff", "no-referrer");
    }
}
