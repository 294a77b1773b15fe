package dev.swath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.Slow;
import dev.swath.flow.ScriptedEarthEngine;
import dev.swath.server.RawHttp;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which requests the port of health and metrics answers. */
@Slow("The health port answers probes on a port of its own and rejects malformed and foreign requests.")
@Timeout(60)
class HealthPortTest {

    @TempDir
    private static Path folder;

    private static ScriptedEarthEngine earthEngine;
    private static RunningDashboard dashboard;
    private static int port;

    @BeforeAll
    static void start() throws IOException {
        earthEngine = ScriptedEarthEngine.start().lists("a");
        port = RunningDashboard.freePort();
        dashboard = RunningDashboard.start(earthEngine, folder.resolve("output"), "health.port = " + port);
    }

    @AfterAll
    static void stop() throws IOException {
        dashboard.close();
        earthEngine.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/observe/health", "/observe/health/live", "/observe/health/ready", "/observe/metrics"})
    void head_works_like_get(String path) throws IOException {
        String get = RawHttp.send(port, RawHttp.request("GET", path));
        String head = RawHttp.send(port, RawHttp.request("HEAD", path));

        assertThat(get)
                .startsWith("HTTP/1.1 200 ")
                .contains("nosniff", "no-store")
                .doesNotEndWith("\r\n\r\n");
        assertThat(head).startsWith("HTTP/1.1 200 ").contains("nosniff").endsWith("\r\n\r\n");
        assertThat(RawHttp.send(port, RawHttp.request("OPTIONS", path)))
                .startsWith("HTTP/1.1 204 ")
                .contains("Allow: GET, HEAD, OPTIONS");
    }

    @Test
    void the_health_port_has_no_dashboard_and_the_dashboard_no_health() throws IOException {
        assertThat(RawHttp.send(port, RawHttp.request("GET", "/api/jobs")))
                .startsWith("HTTP/1.1 404 ")
                .contains("nosniff");
        assertThat(RawHttp.send(dashboard.port(), RawHttp.request("GET", "/observe/health")))
                .startsWith("HTTP/1.1 404 ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | GET /observe/health HTTP/1.1~",
                "421 | GET /observe/health HTTP/1.1~Host: evil.example~",
                "421 | GET /observe/metrics HTTP/1.1~Host: evil.example~",
                "400 | GET /observe/%zz HTTP/1.1~Host: localhost~",
                "405 | POST /observe/health HTTP/1.1~Host: localhost~Content-Length: 0~",
                "415 | GET /observe/health HTTP/1.1~Host: localhost~Content-Type: application/x-www-form-urlencoded~",
                "413 | GET /observe/health HTTP/1.1~Host: localhost~Content-Length: 5000~"
            })
    void malformed_and_foreign_requests_are_rejected(int status, String request) throws IOException {
        assertThat(RawHttp.send(port, request.replace("~", "\r\n") + "Connection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 " + status + " ")
                .contains("{\"error\":\"", "nosniff");
    }
}
