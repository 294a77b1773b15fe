package dev.swath.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.Slow;
import dev.swath.it.SwathProcess.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The ledger of one process, read by another. */
@Slow("`swath runs` reads the ledger of a running process, and of one that was killed.")
@Timeout(300)
class LedgerIT {

    private static final int SIGTERM = 143;

    @TempDir
    private Path folder;

    private final HeldEarthEngine earthEngine = HeldEarthEngine.start("a b c", "b"::equals);

    @AfterEach
    void stop() throws IOException {
        earthEngine.close();
    }

    @Test
    void a_run_is_shown_as_running_and_once_it_is_killed_as_interrupted() throws Exception {
        OtherFolder.fill(folder, earthEngine.url(), "split = sequential");
        try (SwathProcess swath = SwathProcess.startUncounted(folder, Map.of(), "once")) {
            earthEngine.awaitRequest();
            assertThat(runs()).satisfiesExactly(row -> assertThat(row).matches(".* running +.* 1 +1 +0 +0 +0 .*"));
            swath.kill();
        }
        assertThat(runs()).satisfiesExactly(row -> assertThat(row).matches(".* interrupted +.* 1 +1 +0 +0 +0 .*"));

        earthEngine.release();
        Result next = SwathProcess.javaUncounted(folder, Map.of(), "once");

        assertThat(next.exitCode()).as(next.err()).isZero();
        assertThat(next.err()).contains("was interrupted, last seen ");
        assertThat(runs())
                .satisfiesExactly(
                        row -> assertThat(row).matches(".* complete +.* 3 +2 +1 +0 +0 .*"),
                        row -> assertThat(row).contains(" interrupted "));
    }

    /** H2 closes its file on the same signal. */
    @Test
    void a_run_that_is_asked_to_stop_is_closed_in_the_ledger() throws Exception {
        OtherFolder.fill(folder, earthEngine.url(), "split = sequential");
        try (SwathProcess swath = SwathProcess.startUncounted(folder, Map.of(), "once")) {
            earthEngine.awaitRequest();
            swath.terminate();
            assertThat(swath.hasWritten("stopping")).isTrue();
            earthEngine.release();
            Result result = swath.result();
            assertThat(result.exitCode()).as(result.err()).isEqualTo(SIGTERM);
            assertThat(result.err()).doesNotContain("the ledger");
        }

        assertThat(runs())
                .satisfiesExactly(row -> assertThat(row).contains(" incomplete "), reason -> assertThat(reason)
                        .startsWith("  ended early: the process was asked to stop; ")
                        .endsWith(" images not started"));
    }

    /** The rows of {@code swath runs}, without its headings. */
    private List<String> runs() throws IOException, InterruptedException {
        Result runs = SwathProcess.javaUncounted(folder, Map.of(), "runs");
        assertThat(runs.exitCode()).as(runs.err()).isZero();
        return runs.out().lines().skip(1).toList();
    }
}
