package dev.swath.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swath.flow.ScriptedEarthEngine;
import dev.swath.job.SettingException;
import dev.swath.run.RunListener;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Where the dashboard listens, and when it refuses to start. */
@Timeout(60)
class DashboardStartTest {

    @TempDir
    Path folder;

    private final ScriptedEarthEngine earthEngine = ScriptedEarthEngine.start();

    @AfterEach
    void stop() throws IOException {
        earthEngine.close();
    }

    @Test
    void a_port_in_use_is_reported_in_one_line_with_its_remedy() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            assertThat(fault("dashboard.port = " + port).getMessage())
                    .hasLineCount(1)
                    .startsWith("swath.dashboard.port = '" + port + "': can't be opened at 127.0.0.1")
                    .contains("choose a free port, or another address in swath.dashboard.host");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void an_invalid_port_is_refused() {
        assertThat(fault("dashboard.port = 70000")).hasMessageContaining("whole number from 1 to 65535");
        assertThat(fault("dashboard.port = many")).hasMessageContaining("whole number from 1 to 65535");
    }

    @Test
    void other_machines_have_access_only_if_a_token_is_set() throws Exception {
        assertThat(fault("dashboard.host = 0.0.0.0", "dashboard.token ="))
                .hasMessageStartingWith("swath.dashboard.host = '0.0.0.0': opens the dashboard to other machines")
                .hasMessageContaining("set swath.dashboard.token");

        try (RunningDashboard dashboard =
                RunningDashboard.start(earthEngine, folder.resolve("output"), "dashboard.host = 0.0.0.0")) {
            assertThat(dashboard.raw("GET /api/jobs", "Host: swath.example.org"))
                    .as("under whatever name they know this machine")
                    .startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void without_the_option_nothing_listens() throws Exception {
        int port = RunningDashboard.freePort();
        MergedSettings settings = RunningDashboard.settings(earthEngine, folder.resolve("output"), port);
        Ingestion ingestion = Ingestion.startToStay(settings, RunListener.NONE, false);
        try {
            assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port))
                    .isInstanceOf(ConnectException.class);
        } finally {
            ingestion.close();
        }
    }

    private SettingException fault(String... settings) {
        try (RunningDashboard started = RunningDashboard.start(earthEngine, folder.resolve("output"), settings)) {
            throw new AssertionError("it listens at " + started.port());
        } catch (SettingException e) {
            return e;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
