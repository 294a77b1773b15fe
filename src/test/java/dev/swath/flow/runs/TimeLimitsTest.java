package dev.swath.flow.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.Slow;
import dev.swath.flow.FlowTest;
import dev.swath.flow.ScriptedReply;
import dev.swath.flow.ScriptedRequest;
import dev.swath.flow.With;
import dev.swath.flow.download.WorkTree;
import dev.swath.run.ImageOutcome;
import dev.swath.run.OutcomeStatus;
import dev.swath.run.RunSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nothing takes longer than it may: a reply, a tile, an image, a run, nor a run that stands still. */
@Slow("No reply, tile, image or run takes longer than its limit, and a run without progress is given up.")
class TimeLimitsTest extends FlowTest {

    private static final ScriptedReply UNAVAILABLE =
            ScriptedReply.error(503, "UNAVAILABLE", "The service is currently unavailable.");

    /** Released when the test is over: what waits for it never answers. */
    private final CountDownLatch never = new CountDownLatch(1);

    @Override
    protected void cleanupResources() throws IOException {
        never.countDown();
        super.cleanupResources();
    }

    @Test
    @With({"earth-engine.timeout = 1s", "earth-engine.response-timeout = 50s"})
    void a_server_that_never_answers_is_asked_again_and_delays_no_other_image() throws Exception {
        earthEngine.lists("a b c").answersPixels(request -> {
            if (request.image().equals("a") && request.attempt() == 1) {
                never.await();
            }
            return ScriptedReply.pixels(request);
        });

        RunSummary summary = run();

        assertThat(summary.stored()).isEqualTo(3);
        assertThat(outcome(summary, "a").retries()).isEqualTo(1);
        assertThat(outcome(summary, "b").requests()).isEqualTo(1);
    }

    @Test
    @With({"earth-engine.timeout = 1s", "earth-engine.response-timeout = 50s", "retry.attempts = 0"})
    void a_reply_that_is_not_whole_in_time_fails_its_image_in_words_that_name_the_setting() throws Exception {
        earthEngine
                .lists("a b")
                .answersPixels(request -> request.image().equals("a")
                        ? ScriptedReply.pixels(request).stalledBy(never)
                        : ScriptedReply.pixels(request));

        RunSummary summary = run();

        assertThat(outcome(summary, "a").cause())
                .hasValue("IOException: the reply was not complete within swath.earth-engine.timeout = 1s");
        assertThat(outcome(summary, "b").status()).isEqualTo(OutcomeStatus.STORED);
    }

    /** Camel reads the body of an error itself, before anything of the routes sees it. */
    @Test
    @With({"earth-engine.timeout = 1s", "earth-engine.response-timeout = 50s"})
    void the_body_of_an_error_that_stalls_is_cut_off_and_the_tile_asked_for_again() throws Exception {
        earthEngine
                .lists("a")
                .answersPixels(request -> request.attempt() == 1
                        ? ScriptedReply.bytes("application/json", new byte[20_000])
                                .withStatus(503)
                                .stalledBy(never)
                        : ScriptedReply.pixels(request));

        RunSummary summary = run();

        assertThat(summary.stored()).isEqualTo(1);
        assertThat(summary.retries()).isEqualTo(1);
    }

    @Test
    @With({"time-limit.tile = 2s", "retry.delay = 100ms", "retry.attempts = 20"})
    void a_tile_is_tried_no_longer_than_its_limit() throws Exception {
        earthEngine.lists("a").answersPixels(request -> UNAVAILABLE);

        RunSummary summary = run();

        assertThat(outcome(summary, "a").cause())
                .hasValue("a tile was not fetched within swath.time-limit.tile = 2s; the last attempt: "
                        + "HTTP 503 UNAVAILABLE: The service is currently unavailable.");
        assertThat(outcome(summary, "a").retries()).isPositive();
    }

    @Test
    @With("time-limit.tile = 20s")
    void a_pause_that_would_end_after_the_limit_is_not_started() throws Exception {
        earthEngine.lists("a").answersPixels(request -> UNAVAILABLE.with("Retry-After", "30"));

        assertThat(outcome(run(), "a").cause())
                .hasValueSatisfying(cause -> assertThat(cause).contains("swath.time-limit.tile = 20s"));
        assertThat(earthEngine.pixelRequests()).hasSize(1);
    }

    @Test
    @With({"time-limit.image = 3s", "retry.delay = 100ms", "retry.attempts = 20", QUARTER_TILES})
    void an_image_ends_at_its_limit_and_keeps_the_replies_it_got() throws Exception {
        AtomicInteger answered = new AtomicInteger();
        earthEngine.lists("a b").answersPixels(request -> {
            boolean hangs = request.image().equals("a") && answered.incrementAndGet() > 2;
            if (hangs) {
                never.await();
            }
            return ScriptedReply.pixels(request);
        });

        RunSummary summary = run();

        assertThat(outcome(summary, "a").cause()).hasValueSatisfying(cause -> assertThat(cause)
                .contains("the image was not fetched within swath.time-limit.image = 3s"));
        assertThat(files()).filteredOn(file -> !file.startsWith(".work/")).containsExactly("b_L2A.tif");
        assertThat(WorkTree.replies(output().resolve(".work"))).hasSize(2);
    }

    @Test
    @With({"time-limit.run = 5s", "split = sequential"})
    void a_run_takes_up_no_image_after_its_limit_and_says_so_in_its_summary() throws Exception {
        earthEngine.lists("a b c d").answersPixels(request -> {
            if (request.image().equals("b")) {
                never.await();
            }
            return ScriptedReply.pixels(request);
        });

        RunSummary summary = run();

        assertThat(summary.stopped()).hasValue("the run did not end within swath.time-limit.run = 5s");
        assertThat(summary.complete()).isFalse();
        assertThat(outcome(summary, "a").status()).isEqualTo(OutcomeStatus.STORED);
        assertThat(outcome(summary, "b").cause())
                .hasValueSatisfying(cause -> assertThat(cause).contains("swath.time-limit.run"));
        assertThat(earthEngine.pixelRequests())
                .extracting(ScriptedRequest::image)
                .containsExactly("a", "b");
        assertThat(output().resolve("runs").resolve(summary.run() + ".json")).exists();
    }

    @Test
    @With("time-limit.run = 3s")
    void a_listing_ends_with_its_run() throws Exception {
        earthEngine.lists("a", "b").answersListing(request -> {
            if (request.page() == 1) {
                never.await();
            }
            return earthEngine.page(request);
        });

        RunSummary summary = run();

        assertThat(summary.stopped()).isPresent();
        assertThat(summary.listingFailure()).isEmpty();
    }

    @Test
    @With({"time-limit.progress = 4s", "earth-engine.timeout = 1s", "retry.attempts = 20", "retry.delay = 30s"})
    void a_run_that_gets_no_further_is_given_up_with_its_requests_and_pauses_and_the_next_run_works() throws Exception {
        CountDownLatch mended = new CountDownLatch(1);
        earthEngine.lists("a b").answersPixels(request -> {
            if (request.image().equals("b") && mended.getCount() > 0) {
                never.await();
            }
            return ScriptedReply.pixels(request);
        });

        RunSummary summary = run();

        assertThat(summary.stopped()).hasValue("the run made no progress for swath.time-limit.progress = 4s");
        assertThat(outcome(summary, "a").status()).isEqualTo(OutcomeStatus.STORED);
        assertThat(outcome(summary, "b").cause())
                .hasValueSatisfying(cause -> assertThat(cause).contains("swath.time-limit.progress = 4s"));
        mended.countDown();
        RunSummary next = run();
        assertThat(next.images())
                .extracting(ImageOutcome::status)
                .containsExactly(OutcomeStatus.SKIPPED, OutcomeStatus.STORED);
        assertThat(workFolders()).isEmpty();
    }

    @Test
    @With({"time-limit.progress = 4s", "earth-engine.timeout = 1s", "concurrency.requests = 1", "retry.attempts = 20"})
    void who_waits_for_a_place_among_the_requests_is_released_when_the_run_is_given_up() throws Exception {
        earthEngine.lists("a b c").answersPixels(request -> {
            never.await();
            return UNAVAILABLE;
        });

        RunSummary summary = run();

        assertThat(summary.failed()).isEqualTo(3);
        assertThat(summary.stopped()).isPresent();
    }

    @Test
    @With("retry.attempts = 3")
    void tries_for_a_page_are_counted_in_the_summary() throws Exception {
        earthEngine
                .lists("a", "b")
                .answersListing(request -> request.attempt() == 1
                        ? ScriptedReply.error(429, "RESOURCE_EXHAUSTED", "Too many.")
                                .with("Retry-After", "0")
                        : earthEngine.page(request));

        RunSummary summary = run();

        assertThat(summary.listing().requests()).isEqualTo(4);
        assertThat(summary.listing().retries()).isEqualTo(2);
        assertThat(summary.listing().rejected()).isEqualTo(2);
        assertThat(summary.requests()).isEqualTo(2);
        assertThat(summary.retries()).isZero();
    }

    private Stream<Path> workFolders() throws IOException {
        Path work = output().resolve(".work");
        return Files.exists(work) ? Files.list(work) : Stream.empty();
    }
}
