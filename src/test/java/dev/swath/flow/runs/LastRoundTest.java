package dev.swath.flow.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.Slow;
import dev.swath.flow.FlowTest;
import dev.swath.flow.ScriptedReply;
import dev.swath.flow.With;
import dev.swath.ledger.Ledger;
import dev.swath.ledger.LedgerUrl;
import dev.swath.run.OutcomeStatus;
import dev.swath.run.RunSummary;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;

/** Images that failed for a reason that may pass are started again at the end of their run. */
@Slow("Images that failed for a reason that may pass are started again at the end of their run, once.")
class LastRoundTest extends FlowTest {

    private static final ScriptedReply BUSY = ScriptedReply.error(503, "UNAVAILABLE", "Busy.");

    private final Map<String, Integer> asked = new ConcurrentHashMap<>();

    /** The first so many requests for an image fail. */
    private void failsFirst(int times) {
        earthEngine.answersPixels(request ->
                asked.merge(request.image(), 1, Integer::sum) <= times ? BUSY : ScriptedReply.pixels(request));
    }

    @Test
    @With({"retry.attempts = 2", "retry.rounds = 1"})
    void all_are_stored_in_the_second_round_and_the_totals_count_both() throws Exception {
        earthEngine.lists("a b c");
        failsFirst(4);

        RunSummary summary = run();

        assertThat(summary.complete()).isTrue();
        assertThat(summary.listed()).isEqualTo(3);
        assertThat(summary.stored()).isEqualTo(3);
        assertThat(summary.startedAgain()).isEqualTo(3);
        assertThat(summary.requests())
                .isEqualTo(earthEngine.pixelRequests().size())
                .isEqualTo(3 * 5);
        assertThat(outcome(summary, "a").failedTries()).hasSize(4);
        assertThat(files()).hasSize(3);
        try (Ledger ledger = Ledger.open(LedgerUrl.of(Optional.of(ledgerUrl), Optional.empty()))) {
            assertThat(ledger.outcomes().ofRun(summary.run(), 10))
                    .hasSize(3)
                    .allSatisfy(image -> assertThat(image.status()).isEqualTo(OutcomeStatus.STORED));
        }
    }

    @Test
    @With({"retry.attempts = 2", "retry.rounds = 1", "split = sequential"})
    void a_sequential_run_has_a_last_round_too_and_it_is_the_last() throws Exception {
        earthEngine.lists("a b");
        failsFirst(100);

        RunSummary summary = run();

        assertThat(summary.failed()).isEqualTo(2);
        assertThat(summary.requests()).isEqualTo(2 * 6);
        assertThat(summary.images()).hasSize(2);
    }

    @Test
    @With({"retry.attempts = 2", "retry.rounds = 0"})
    void there_is_none_where_the_setting_says_so() throws Exception {
        earthEngine.lists("a");
        failsFirst(4);

        assertThat(run().failed()).isEqualTo(1);
        assertThat(earthEngine.pixelRequests()).hasSize(3);
    }

    @Test
    @With({"retry.attempts = 2", "retry.rounds = 1"})
    void what_would_fail_again_is_not_started_again() throws Exception {
        earthEngine.lists("a").answersPixels(request -> ScriptedReply.error(404, "NOT_FOUND", "Gone."));

        RunSummary summary = run();

        assertThat(summary.failed()).isEqualTo(1);
        assertThat(summary.startedAgain()).isZero();
        assertThat(earthEngine.pixelRequests()).hasSize(1);
    }

    @Test
    @With({"retry.attempts = 0", "retry.rounds = 1", "split = sequential"})
    void a_run_that_is_asked_to_stop_has_no_last_round() throws Exception {
        CamelContext camel = context;
        earthEngine.lists("a b").answersPixels(request -> {
            if (request.image().equals("b")) {
                camel.getRegistry().lookupByNameAndType("runs", Runs.class).drain();
            }
            return BUSY;
        });

        RunSummary summary = run();

        assertThat(summary.failed()).isEqualTo(2);
        assertThat(summary.startedAgain()).isZero();
        assertThat(earthEngine.pixelRequests()).hasSize(2);
        assertThat(outcome(summary, "a").cause())
                .hasValueSatisfying(cause -> assertThat(cause).contains("Busy."));
    }

    /** Five attempts leave one image in seventeen, so the second round almost never leaves one. */
    @Test
    @With({"retry.attempts = 5", "retry.rounds = 1"})
    void where_62_of_100_requests_fail_every_image_is_stored() throws Exception {
        Random random = new Random(62);
        earthEngine.lists("a b c d e f g h").answersPixels(request -> {
            synchronized (random) {
                return random.nextInt(100) < 62 ? BUSY : ScriptedReply.pixels(request);
            }
        });

        assertThat(run().stored()).isEqualTo(8);
    }
}
