package dev.swath.flow.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.Slow;
import dev.swath.flow.FlowTest;
import dev.swath.flow.ScriptedReply;
import dev.swath.flow.ScriptedRequest;
import dev.swath.flow.With;
import dev.swath.report.SummaryJson;
import dev.swath.report.SummaryTable;
import dev.swath.run.RunSummary;
import org.junit.jupiter.api.Test;

/** Images that a run does not take up, because the process is asked to stop, have not failed. */
@Slow("A process that is asked to stop completes the images in work, starts no other one, and its summary says so.")
class NotStartedTest extends FlowTest {

    @Test
    @With("split = sequential")
    void images_after_the_one_in_work_are_not_started() throws Exception {
        earthEngine.lists("a b c d", "e f").answersPixels(this::whileTheProcessIsAskedToStop);

        RunSummary summary = run();

        assertThat(files()).containsExactly("a_L2A.tif");
        assertThat(summary.stored()).isEqualTo(1);
        assertThat(summary.failed()).isZero();
        assertThat(summary.notStarted()).isEqualTo(3);
        assertThat(summary.listed()).isEqualTo(4);
        assertThat(summary.complete()).isFalse();
        assertThat(SummaryTable.of(summary))
                .contains("4 listed: 1 stored, 0 skipped, 0 empty, 0 failed, 3 not started");
        assertThat(SummaryJson.of(summary)).contains("\"notStarted\" : 3");
    }

    @Test
    @With({"concurrency.images = 2", "order = newest-first"})
    void all_listed_images_add_up_where_the_whole_listing_is_held() throws Exception {
        earthEngine.lists("a b c d e f g h i j k l").answersPixels(this::whileTheProcessIsAskedToStop);

        RunSummary summary = run();

        assertThat(summary.failed()).isZero();
        assertThat(summary.stored()).isPositive();
        assertThat(summary.notStarted()).isPositive();
        assertThat(summary.listed()).isEqualTo(12);
        assertThat(summary.stored() + summary.notStarted()).isEqualTo(12);
    }

    private ScriptedReply whileTheProcessIsAskedToStop(ScriptedRequest request) {
        context.getRegistry().lookupByNameAndType("runs", Runs.class).drain();
        return ScriptedReply.pixels(request);
    }
}
