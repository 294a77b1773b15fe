package dev.swath.flow.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.Slow;
import dev.swath.flow.FlowTest;
import dev.swath.flow.With;
import dev.swath.run.OutcomeStatus;
import dev.swath.run.RunSummary;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.apache.camel.builder.AdviceWith;
import org.junit.jupiter.api.Test;

/** Nobody stores an image that another process may be working on. */
@Slow("No image is stored by a run that has lost its claim, in a cluster or not.")
class ClusterClaimsTest extends FlowTest {

    private static final String ANOTHER_TAKES_IT =
            "UPDATE claim SET host = 'elsewhere', process_id = 1, run = 'another' WHERE file = 'a_L2A.tif'";

    @Test
    void whoever_has_lost_its_claim_while_it_worked_stores_nothing() throws Exception {
        beforeStoring(ANOTHER_TAKES_IT);
        earthEngine.lists("a b");

        RunSummary summary = run();

        assertThat(summary.stored()).isEqualTo(1);
        assertThat(outcome(summary, "a").status()).isEqualTo(OutcomeStatus.ELSEWHERE);
        assertThat(output().resolve("a_L2A.tif")).doesNotExist();
        assertThat(output().resolve("b_L2A.tif")).isRegularFile();
        try (var files = Files.list(output())) {
            assertThat(files).noneMatch(file -> file.getFileName().toString().startsWith(".part-"));
        }
    }

    @Test
    @With("cluster = true")
    void in_a_cluster_an_image_is_stored_as_usual_while_its_claim_is_held() throws Exception {
        earthEngine.lists("a b");

        assertThat(run().stored()).isEqualTo(2);
    }

    @Test
    @With("cluster = true")
    void in_a_cluster_nobody_works_on_an_image_without_a_claim() throws Exception {
        AdviceWith.adviceWith(context, "fetch-image", route -> route.weaveById("plan-tiles")
                .before()
                .process(exchange -> execute("DROP TABLE IF EXISTS claim")));
        earthEngine.lists("a");

        RunSummary summary = run();

        assertThat(outcome(summary, "a").cause()).hasValue("a_L2A.tif can't be claimed, because the ledger fails");
        assertThat(earthEngine.pixelRequests()).isEmpty();
    }

    @Test
    @With("cluster = true")
    void in_a_cluster_an_image_is_stored_while_its_lease_lasts_though_the_ledger_fails() throws Exception {
        beforeStoring("DROP TABLE IF EXISTS claim");
        earthEngine.lists("a");

        assertThat(outcome(run(), "a").status()).isEqualTo(OutcomeStatus.STORED);
    }

    private void beforeStoring(String sql) throws Exception {
        AdviceWith.adviceWith(context, "fetch-image", route -> route.weaveById("require-claim")
                .before()
                .process(exchange -> execute(sql)));
    }

    private void execute(String sql) {
        try (Connection connection = DriverManager.getConnection(ledgerUrl, "sa", "")) {
            connection.createStatement().execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
