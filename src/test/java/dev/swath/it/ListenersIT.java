package dev.swath.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.Slow;
import dev.swath.flow.ScriptedEarthEngine;
import dev.swath.flow.ScriptedReply;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** No other machine can connect to Swath unless a setting allows it. */
@Slow("Nothing listens beyond this machine unless a setting says so.")
@Timeout(180)
class ListenersIT {

    @TempDir
    private Path folder;

    /** The ledger listens, so that {@code swath runs} can read it meanwhile. */
    @Test
    void a_run_listens_only_on_this_machine() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        try (ScriptedEarthEngine earthEngine = ScriptedEarthEngine.start()
                .lists("a")
                .answersPixels(request -> {
                    asked.countDown();
                    assertThat(released.await(60, TimeUnit.SECONDS)).isTrue();
                    return ScriptedReply.pixels(request);
                })) {
            OtherFolder.fill(folder, earthEngine.url());
            try (SwathProcess swath = SwathProcess.startUncounted(folder, Map.of(), "once", "david-chiriqui")) {
                assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();

                assertThat(ListeningSockets.of(swath.pid())).isNotEmpty().allMatch(InetAddress::isLoopbackAddress);

                released.countDown();
                assertThat(swath.result().exitCode()).isZero();
            } finally {
                released.countDown();
            }
        }
    }

    @Test
    void a_run_with_the_embedded_emulator_listens_only_on_this_machine() throws Exception {
        OtherFolder.fill(folder, URI.create("emulator"), "emulator.latency = 20s");
        try (SwathProcess swath = SwathProcess.startUncounted(folder, Map.of(), "once", "david-chiriqui")) {
            assertThat(swath.hasWritten("opened")).isTrue();

            assertThat(ListeningSockets.of(swath.pid())).isNotEmpty().allMatch(InetAddress::isLoopbackAddress);
        }
    }

    @Test
    void the_emulator_listens_only_on_this_machine() throws Exception {
        try (SwathProcess swath = SwathProcess.start(folder, Map.of(), "emulator")) {
            assertThat(swath.hasWritten("Earth Engine emulator at")).isTrue();

            assertThat(ListeningSockets.of(swath.pid())).isNotEmpty().allMatch(InetAddress::isLoopbackAddress);
        }
    }

    @Test
    void the_emulator_listens_to_other_machines_if_set_so() throws Exception {
        try (SwathProcess swath = SwathProcess.startUncounted(folder, Map.of(), "emulator", "--host", "0.0.0.0")) {
            assertThat(swath.hasWritten("Earth Engine emulator at")).isTrue();

            assertThat(ListeningSockets.of(swath.pid())).anyMatch(InetAddress::isAnyLocalAddress);
        }
    }

    @Test
    void the_health_port_is_only_for_this_machine() throws Exception {
        assertThat(listeningWith("health.port = " + FreePort.find()))
                .isNotEmpty()
                .allMatch(InetAddress::isLoopbackAddress);
    }

    @Test
    void the_health_port_is_for_other_machines_if_set_so() throws Exception {
        assertThat(listeningWith("health.port = " + FreePort.find(), "health.host = 0.0.0.0"))
                .anyMatch(InetAddress::isAnyLocalAddress);
    }

    @Test
    void the_dashboard_is_only_for_this_machine() throws Exception {
        assertThat(listeningWith(List.of("run", "--dashboard"), "dashboard.port = " + FreePort.find()))
                .isNotEmpty()
                .allMatch(InetAddress::isLoopbackAddress);
    }

    @Test
    void the_dashboard_is_for_other_machines_if_set_so() throws Exception {
        assertThat(listeningWith(
                        List.of("run", "--dashboard"),
                        "dashboard.port = " + FreePort.find(),
                        "dashboard.host = 0.0.0.0",
                        "dashboard.token = open-sesame-4711"))
                .anyMatch(InetAddress::isAnyLocalAddress);
    }

    /** Where {@code swath run} listens during a run. */
    private List<InetAddress> listeningWith(String... settings) throws Exception {
        return listeningWith(List.of("run"), settings);
    }

    private List<InetAddress> listeningWith(List<String> command, String... settings) throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        try (ScriptedEarthEngine earthEngine = ScriptedEarthEngine.start().answersListing(request -> {
            asked.countDown();
            return ScriptedReply.json("{}");
        })) {
            OtherFolder.fill(folder, earthEngine.url(), settings);
            Files.writeString(
                    folder.resolve("application.properties"), "swath.cron = * * * * * ?\n", StandardOpenOption.APPEND);
            try (SwathProcess swath = SwathProcess.startUncounted(folder, Map.of(), command.toArray(String[]::new))) {
                assertThat(asked.await(120, TimeUnit.SECONDS)).isTrue();
                return ListeningSockets.of(swath.pid());
            }
        }
    }
}
