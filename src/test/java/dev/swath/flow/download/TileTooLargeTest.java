package dev.swath.flow.download;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.Slow;
import dev.swath.flow.FlowTest;
import dev.swath.flow.PixelCheck;
import dev.swath.flow.ScriptedReply;
import dev.swath.flow.ScriptedRequest;
import dev.swath.flow.With;
import dev.swath.run.RunSummary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A tile that the service finds too large is fetched in quarters. */
@Slow(
        "A tile that is too large is fetched in quarters, down to a block; then its image fails in the service's own words.")
class TileTooLargeTest extends FlowTest {

    /** One tile of 1140 × 1140 output pixels, made from 57 × 57 requested ones. */
    private static final String FINE = "scale = 0.5";

    private static final ScriptedReply TOO_LARGE = ScriptedReply.error(
            400,
            "INVALID_ARGUMENT",
            "Total request size (50331649 bytes) must be less than or equal to 50331648 bytes.");
    private static final ScriptedReply UNAVAILABLE =
            ScriptedReply.error(503, "UNAVAILABLE", "The service is currently unavailable.");

    @Test
    @With(FINE)
    void a_tile_that_is_too_large_is_fetched_in_quarters() throws Exception {
        earthEngine
                .lists("a")
                .answersPixels(request -> width(request) > 40 ? TOO_LARGE : ScriptedReply.pixels(request));

        RunSummary summary = run();

        assertThat(outcome(summary, "a").cause()).isEmpty();
        assertThat(earthEngine.pixelRequests()).hasSize(5);
        assertThat(PixelCheck.wrongPixels(output().resolve("a_L2A.tif"))).isZero();
    }

    /** Which status the service gives these texts is not known: one that is else tried again must not hide them. */
    @ParameterizedTest
    @CsvSource({
        "408, DEADLINE_EXCEEDED, Computation timed out.",
        "429, RESOURCE_EXHAUSTED, User memory limit exceeded.",
        "504, DEADLINE_EXCEEDED, Computation timed out."
    })
    @With(FINE)
    void the_text_counts_whatever_its_status(int code, String status, String message) throws Exception {
        ScriptedReply tooMuch = ScriptedReply.error(code, status, message);
        earthEngine.lists("a").answersPixels(request -> width(request) > 40 ? tooMuch : ScriptedReply.pixels(request));

        RunSummary summary = run();

        assertThat(outcome(summary, "a").cause()).isEmpty();
        assertThat(earthEngine.pixelRequests()).hasSize(5);
        assertThat(PixelCheck.wrongPixels(output().resolve("a_L2A.tif"))).isZero();
    }

    @Test
    @With(FINE)
    void a_quarter_that_is_too_large_is_quartered_again() throws Exception {
        earthEngine
                .lists("a")
                .answersPixels(request -> width(request) > 20 ? TOO_LARGE : ScriptedReply.pixels(request));

        RunSummary summary = run();

        assertThat(outcome(summary, "a").cause()).isEmpty();
        assertThat(earthEngine.pixelRequests()).hasSize(21);
        assertThat(PixelCheck.wrongPixels(output().resolve("a_L2A.tif"))).isZero();
    }

    /** Attempts of the whole tile must not count for its parts. */
    @Test
    @With(FINE)
    void quarters_are_tried_again_like_any_tile() throws Exception {
        earthEngine.lists("a").answersPixels(request -> {
            if (width(request) > 40) {
                return request.attempt() == 1 ? UNAVAILABLE : TOO_LARGE;
            }
            return request.attempt() <= 3 ? UNAVAILABLE : ScriptedReply.pixels(request);
        });

        RunSummary summary = run();

        assertThat(outcome(summary, "a").cause()).isEmpty();
        assertThat(earthEngine.pixelRequests()).hasSize(18);
        assertThat(PixelCheck.wrongPixels(output().resolve("a_L2A.tif"))).isZero();
    }

    @Test
    @With({FINE, "retry.attempts = 5"})
    void each_quarter_has_all_its_tries() throws Exception {
        earthEngine.lists("a").answersPixels(request -> {
            if (width(request) > 40) {
                return request.attempt() <= 5 ? UNAVAILABLE : TOO_LARGE;
            }
            return request.attempt() <= 5 ? UNAVAILABLE : ScriptedReply.pixels(request);
        });

        assertThat(outcome(run(), "a").cause()).isEmpty();
        assertThat(earthEngine.pixelRequests()).hasSize(6 + 4 * 6);
    }

    @Test
    @With(FINE)
    void a_quarter_that_fails_fails_the_image_in_the_services_own_words() throws Exception {
        earthEngine
                .lists("a")
                .answersPixels(
                        request -> width(request) > 40 ? TOO_LARGE : ScriptedReply.error(404, "NOT_FOUND", "Gone."));

        assertThat(outcome(run(), "a").cause())
                .hasValueSatisfying(cause -> assertThat(cause).contains("404", "Gone."));
        assertThat(files()).isEmpty();
    }

    @Test
    @With(FINE)
    void a_tile_no_larger_than_a_block_fails_in_the_services_own_words() throws Exception {
        earthEngine.lists("a").answersPixels(request -> TOO_LARGE);

        assertThat(outcome(run(), "a").cause())
                .hasValueSatisfying(cause -> assertThat(cause).contains("400", "Total request size"));
    }

    private static int width(ScriptedRequest request) {
        return request.json().at("/grid/dimensions/width").asInt();
    }
}
