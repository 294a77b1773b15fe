package dev.swath.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.Slow;
import java.sql.Connection;
import java.sql.DriverManager;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheck.State;
import org.apache.camel.health.HealthCheckRegistry;
import org.junit.jupiter.api.Test;

/** What the readiness checks of a process find. */
@Slow(
        "A process is ready while its ledger works and there is space, after a failed run too, and names what is missing otherwise.")
class ReadinessTest extends FlowTest {

    private static final String MORE_THAN_ANY_DISK = "999999999999999999";

    @Test
    void all_is_well() throws Exception {
        earthEngine.lists("a");
        run();

        assertThat(HealthCheckRegistry.get(context).stream())
                .filteredOn(check -> check.getGroup().equals("swath"))
                .hasSize(7)
                .allSatisfy(check -> assertThat(check.call().getState()).isEqualTo(State.UP));
    }

    @Test
    @With("health.min-free-bytes = " + MORE_THAN_ANY_DISK)
    void too_little_free_space_is_named_with_its_folder() throws Exception {
        earthEngine.lists("");
        context.start();

        HealthCheck.Result disk = check("swath-disk");

        assertThat(disk.getState()).isEqualTo(State.DOWN);
        assertThat(disk.getMessage()).hasValueSatisfying(cause -> assertThat(cause)
                .contains(output().toString(), "swath.health.min-free-bytes = " + MORE_THAN_ANY_DISK));
    }

    @Test
    @With("health.min-free-bytes = 0")
    void no_limit_is_none() throws Exception {
        earthEngine.lists("");
        context.start();

        assertThat(check("swath-disk").getState()).isEqualTo(State.UP);
    }

    @Test
    void a_ledger_that_is_broken_is_found_out() throws Exception {
        earthEngine.lists("a");
        run();
        try (Connection ledger = DriverManager.getConnection(ledgerUrl, "sa", "")) {
            ledger.createStatement().execute("ALTER TABLE run RENAME TO mislaid");

            assertThat(check("swath-ledger").getState()).isEqualTo(State.DOWN);
            assertThat(check("swath-last-run").getState()).isEqualTo(State.UP);
            assertThat(check("swath-last-run").getMessage())
                    .hasValueSatisfying(cause -> assertThat(cause).contains("the ledger can't be read"));
        }
    }

    @Test
    void a_failed_run_is_reported_and_leaves_the_process_ready() throws Exception {
        earthEngine
                .lists("a b")
                .answersPixels(request -> request.image().equals("a")
                        ? ScriptedReply.error(404, "NOT_FOUND", "Gone.")
                        : ScriptedReply.pixels(request));
        run();

        HealthCheck.Result last = check("swath-last-run");

        assertThat(last.getState()).isEqualTo(State.UP);
        assertThat(last.getDetails()).hasEntrySatisfying(JOB, text -> assertThat((String) text)
                .startsWith("incomplete at ")
                .endsWith("1 of 2 images failed"));
    }

    private HealthCheck.Result check(String id) {
        return HealthCheckRegistry.get(context).getCheck(id).orElseThrow().call();
    }
}
