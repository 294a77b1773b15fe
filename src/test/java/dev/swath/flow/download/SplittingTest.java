package dev.swath.flow.download;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.Slow;
import dev.swath.flow.FlowTest;
import dev.swath.flow.ScriptedReply;
import dev.swath.flow.With;
import dev.swath.run.RunSummary;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** One setting decides between many images at once and one after the other. */
@Slow("Images are downloaded at once or one after the other as set, within the budgets of requests, images and pixels.")
class SplittingTest extends FlowTest {

    private static final Duration AMPLE = Duration.ofSeconds(20);
    private static final Duration BRIEFLY = Duration.ofMillis(200);

    @Test
    @With("split = parallel")
    void images_are_downloaded_at_once_where_split_is_parallel() throws Exception {
        earthEngine.lists("a b c d").answersPixels(request -> {
            earthEngine.pixelsAtOnce().awaitMost(4, AMPLE);
            return ScriptedReply.pixels(request);
        });

        RunSummary summary = run();

        assertThat(earthEngine.pixelsAtOnce().mostNames()).isEqualTo(4);
        assertThat(summary.stored()).isEqualTo(4);
        assertThat(summary.split()).isEqualTo("parallel");
        assertThat(summary.concurrency().peak()).isEqualTo(4);
    }

    /** An executorService on the splitter would make it parallel with any setting. */
    @Test
    @With({"split = sequential", QUARTER_TILES})
    void one_image_follows_the_other_where_split_is_sequential_while_its_tiles_come_at_once() throws Exception {
        earthEngine.lists("a b c").answersPixels(request -> {
            earthEngine.pixelsAtOnce().awaitMost(5, BRIEFLY);
            return ScriptedReply.pixels(request);
        });

        RunSummary summary = run();

        assertThat(earthEngine.pixelsAtOnce().mostNames()).isEqualTo(1);
        assertThat(earthEngine.pixelsAtOnce().most()).isEqualTo(4);
        assertThat(summary.stored()).isEqualTo(3);
        assertThat(summary.requests()).isEqualTo(12);
        assertThat(summary.split()).isEqualTo("sequential");
    }

    @Test
    @With({"split = sequential", "concurrency.requests = 1", QUARTER_TILES})
    void one_request_at_a_time_makes_it_strictly_serial() throws Exception {
        earthEngine.lists("a b").answersPixels(request -> {
            earthEngine.pixelsAtOnce().awaitMost(2, BRIEFLY);
            return ScriptedReply.pixels(request);
        });

        assertThat(run().stored()).isEqualTo(2);
        assertThat(earthEngine.pixelsAtOnce().most()).isEqualTo(1);
    }

    @Test
    @With({"concurrency.requests = 3", QUARTER_TILES})
    void requests_in_flight_stay_within_their_budget() throws Exception {
        earthEngine.lists("a b c d").answersPixels(request -> {
            earthEngine.pixelsAtOnce().awaitMost(4, BRIEFLY);
            return ScriptedReply.pixels(request);
        });

        assertThat(run().stored()).isEqualTo(4);
        assertThat(earthEngine.pixelsAtOnce().most()).isEqualTo(3);
    }

    @Test
    @With({"concurrency.images = 2", QUARTER_TILES})
    void images_in_work_stay_within_their_budget() throws Exception {
        earthEngine.lists("a b c d e").answersPixels(request -> {
            earthEngine.pixelsAtOnce().awaitMost(9, BRIEFLY);
            return ScriptedReply.pixels(request);
        });

        assertThat(run().stored()).isEqualTo(5);
        assertThat(earthEngine.pixelsAtOnce().mostNames()).isEqualTo(2);
    }

    /** An image of more than 500 x 500 pixels of 3 bytes: two of them do not fit. */
    @Test
    @With({"concurrency.bytes = 1048576", "area = centre 8.3958,-82.4350 side 0.05"})
    void pixels_in_memory_stay_within_their_budget() throws Exception {
        earthEngine.lists("a b c d e").answersPixels(request -> {
            earthEngine.pixelsAtOnce().awaitMost(4, BRIEFLY);
            return ScriptedReply.pixels(request);
        });

        assertThat(run().stored()).isEqualTo(5);
        assertThat(earthEngine.pixelsAtOnce().most()).isEqualTo(1);
    }
}
