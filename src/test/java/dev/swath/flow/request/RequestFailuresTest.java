package dev.swath.flow.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.Slow;
import dev.swath.flow.FlowTest;
import dev.swath.flow.PixelCheck;
import dev.swath.flow.ScriptedEarthEngine;
import dev.swath.flow.ScriptedReply;
import dev.swath.flow.ScriptedRequest;
import dev.swath.flow.With;
import dev.swath.run.FailedAttempt;
import dev.swath.run.ImageOutcome;
import dev.swath.run.OutcomeStatus;
import dev.swath.run.RunSummary;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Temporary failures are retried; others fail only their own image. */
@Slow(
        "Requests that fail for a reason that may pass are made again after the right pause; other failures end only their image.")
class RequestFailuresTest extends FlowTest {

    private static final ScriptedReply UNAVAILABLE =
            ScriptedReply.error(503, "UNAVAILABLE", "The service is currently unavailable.");
    private static final ScriptedReply TOO_MANY =
            ScriptedReply.error(429, "RESOURCE_EXHAUSTED", "Too many concurrent aggregations.");

    private final AtomicReference<String> firstTile = new AtomicReference<>();

    @Test
    @With({"retry.delay = 1ms", "retry.attempts = 1"})
    void waits_as_long_as_a_429_asks_for() throws Exception {
        earthEngine.lists("a").answersPixels(firstly(TOO_MANY.with("Retry-After", "1")));

        RunSummary summary = run();

        List<ScriptedRequest> requests = earthEngine.pixelRequests();
        assertThat(requests).hasSize(2);
        assertThat(requests.get(1).nanos() - requests.get(0).nanos())
                .isGreaterThanOrEqualTo(TimeUnit.SECONDS.toNanos(1));
        assertThat(summary.stored()).isEqualTo(1);
        assertThat(summary.rejected()).isEqualTo(1);
        assertThat(summary.retries()).isEqualTo(1);
    }

    @Test
    @With("retry.delay = 1m")
    void a_429_that_asks_for_no_pause_is_followed_at_once() throws Exception {
        earthEngine.lists("a").answersPixels(firstly(TOO_MANY.with("Retry-After", "0")));

        assertThat(run().stored()).isEqualTo(1);
        assertThat(earthEngine.pixelRequests()).hasSize(2);
    }

    /** Camel's component would let the HTTP client try again on its own, one second later and counted by nobody. */
    @Test
    @With("retry.attempts = 0")
    void the_http_client_itself_does_not_ask_again() throws Exception {
        earthEngine.lists("a b").answersPixels(request -> request.image().equals("a") ? UNAVAILABLE : TOO_MANY);

        RunSummary summary = run();

        assertThat(earthEngine.pixelRequests()).hasSize(2);
        assertThat(summary.failed()).isEqualTo(2);
        assertThat(summary.requests()).isEqualTo(2);
        assertThat(summary.retries()).isZero();
    }

    @Test
    void temporary_failures_are_retried_until_the_image_is_complete() throws Exception {
        earthEngine.lists("a").answersPixels(request -> switch (request.attempt()) {
            case 1 -> ScriptedReply.error(500, "INTERNAL", "An internal error has occurred.");
            case 2 -> ScriptedReply.pixels(request).cut();
            case 3 -> ScriptedReply.onePixelLess(request);
            case 4 -> ScriptedReply.html();
            case 5 -> ScriptedReply.error(408, "DEADLINE_EXCEEDED", "Timed out.");
            default -> ScriptedReply.pixels(request);
        });

        RunSummary summary = run();

        ImageOutcome image = outcome(summary, "a");
        assertThat(image.status()).isEqualTo(OutcomeStatus.STORED);
        assertThat(image.cause()).isEmpty();
        assertThat(image.requests()).isEqualTo(6);
        assertThat(image.failedTries()).extracting(FailedAttempt::status).containsExactly(500, 0, 0, 0, 408);
        assertThat(image.retries()).isEqualTo(5);
        assertThat(summary.complete()).isTrue();
        assertThat(PixelCheck.wrongPixels(output().resolve("a_L2A.tif"))).isZero();
    }

    /** What the first failure allows says nothing about the second. */
    @Test
    void a_failure_that_wont_pass_ends_the_tries_that_another_one_began() throws Exception {
        earthEngine
                .lists("a")
                .answersPixels(request ->
                        request.attempt() == 1 ? UNAVAILABLE : ScriptedReply.error(404, "NOT_FOUND", "Gone."));

        assertThat(outcome(run(), "a").cause())
                .hasValueSatisfying(cause -> assertThat(cause).contains("Gone."));
        assertThat(earthEngine.pixelRequests()).hasSize(2);
    }

    @Test
    @With("retry.attempts = 2")
    void an_image_fails_with_the_last_cause_when_the_tries_are_used_up() throws Exception {
        earthEngine.lists("a").answersPixels(request -> UNAVAILABLE);

        RunSummary summary = run();

        assertThat(earthEngine.pixelRequests()).hasSize(3);
        assertThat(outcome(summary, "a").cause())
                .hasValue("HTTP 503 UNAVAILABLE: The service is currently unavailable.");
        assertThat(files()).isEmpty();
    }

    @Test
    void an_image_that_is_gone_fails_in_the_services_own_words_and_the_others_are_stored() throws Exception {
        String message = "Image.load: Image asset 'b' not found.";
        earthEngine
                .lists("a b c")
                .answersPixels(request -> request.image().equals("b")
                        ? ScriptedReply.error(404, "NOT_FOUND", message)
                        : ScriptedReply.pixels(request));

        RunSummary summary = run();

        assertThat(outcome(summary, "b").cause())
                .hasValueSatisfying(cause -> assertThat(cause).contains("404", message));
        assertThat(summary.stored()).isEqualTo(2);
        assertThat(summary.failed()).isEqualTo(1);
        assertThat(files()).containsExactly("a_L2A.tif", "c_L2A.tif");
        assertThat(attemptsFor("b")).isEqualTo(1);
    }

    /** An exchange whose failure was handled ends the route without a word if it becomes the summary's. */
    @Test
    @With("split = sequential")
    void a_run_whose_first_image_fails_still_has_a_summary() throws Exception {
        earthEngine
                .lists("a b")
                .answersPixels(request -> request.image().equals("a")
                        ? ScriptedReply.error(400, "INVALID_ARGUMENT", "Band 'B8' does not exist.")
                        : ScriptedReply.pixels(request));

        RunSummary summary = run();

        assertThat(summary.images())
                .extracting(ImageOutcome::status)
                .containsExactly(OutcomeStatus.FAILED, OutcomeStatus.STORED);
        assertThat(output().resolve("runs").resolve(summary.run() + ".json")).exists();
    }

    @Test
    void a_run_of_nothing_but_failures_comes_to_its_summary() throws Exception {
        earthEngine.lists("a b c").answersPixels(request -> ScriptedReply.error(403, "PERMISSION_DENIED", "No."));

        assertThat(run().failed()).isEqualTo(3);
    }

    @Test
    @With(QUARTER_TILES)
    void only_the_tile_that_failed_is_asked_for_again() throws Exception {
        earthEngine
                .lists("a")
                .answersPixels(request ->
                        isFirstTile(request) && request.attempt() < 3 ? UNAVAILABLE : ScriptedReply.pixels(request));

        assertThat(run().stored()).isEqualTo(1);
        assertThat(earthEngine.pixelRequests()).hasSize(6);
        assertThat(PixelCheck.wrongPixels(output().resolve("a_L2A.tif"))).isZero();
    }

    /** The tiles that are still on their way when an image is given up must not bring it back. */
    @Test
    @With(QUARTER_TILES)
    void tiles_that_arrive_after_their_image_was_given_up_leave_nothing_behind() throws Exception {
        CountDownLatch summed = new CountDownLatch(1);
        earthEngine.lists("a").answersPixels(request -> {
            if (isFirstTile(request)) {
                earthEngine.pixelsAtOnce().awaitMost(4, Duration.ofSeconds(20));
                return ScriptedReply.error(404, "NOT_FOUND", "Gone.");
            }
            assertThat(summed.await(20, TimeUnit.SECONDS)).isTrue();
            return ScriptedReply.pixels(request);
        });

        RunSummary summary = run();
        summed.countDown();
        context.stop();

        assertThat(outcome(summary, "a").cause())
                .hasValueSatisfying(cause -> assertThat(cause).contains("Gone."));
        assertThat(files()).isEmpty();
        assertThat(output().resolve(".work")).doesNotExist();
    }

    private static ScriptedEarthEngine.Script firstly(ScriptedReply failure) {
        return request -> request.attempt() == 1 ? failure : ScriptedReply.pixels(request);
    }

    private long attemptsFor(String image) {
        return earthEngine.pixelRequests().stream()
                .map(ScriptedRequest::image)
                .filter(image::equals)
                .count();
    }

    /** Whether it asks for the tile that was asked for first of all. */
    private boolean isFirstTile(ScriptedRequest request) {
        firstTile.compareAndSet(null, request.body());
        return request.body().equals(firstTile.get());
    }
}
