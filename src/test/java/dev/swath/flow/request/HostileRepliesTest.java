package dev.swath.flow.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.Slow;
import dev.swath.flow.FlowTest;
import dev.swath.flow.PixelCheck;
import dev.swath.flow.ScriptedEarthEngine;
import dev.swath.flow.ScriptedImages;
import dev.swath.flow.ScriptedReply;
import dev.swath.flow.With;
import dev.swath.run.ImageOutcome;
import dev.swath.run.OutcomeStatus;
import dev.swath.run.RunSummary;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Replies in encodings, errors with broken bodies, and listings with entries that are not images. */
@Slow("Encodings, broken bodies of errors and entries that are not images are recognised in real runs.")
class HostileRepliesTest extends FlowTest {

    private final AtomicReference<Optional<String>> pixelsAccepted = new AtomicReference<>(Optional.empty());

    @Test
    @With("retry.attempts = 2")
    void pixels_in_gzip_are_unpacked_and_what_breaks_off_or_is_damaged_is_asked_for_again() throws Exception {
        earthEngine.lists("a").answersPixels(request -> switch (request.attempt()) {
            case 1 -> gzip(ScriptedReply.pixels(request), packed -> Arrays.copyOf(packed, packed.length - 9));
            case 2 -> gzip(ScriptedReply.pixels(request), HostileRepliesTest::damaged);
            default -> gzip(ScriptedReply.pixels(request), packed -> packed);
        });

        RunSummary summary = run();

        assertThat(causes(summary)).isEmpty();
        assertThat(summary.retries()).isEqualTo(2);
        assertThat(summary.stored()).isEqualTo(1);
        assertThat(PixelCheck.wrongPixels(output().resolve("a_L2A.tif"))).isZero();
    }

    @Test
    @With("retry.attempts = 0")
    void an_encoding_that_was_not_requested_is_named() throws Exception {
        earthEngine.lists("a").answersPixels(request -> {
            pixelsAccepted.set(Optional.ofNullable(request.headers().get("accept-encoding")));
            return ScriptedReply.pixels(request).with("Content-Encoding", "zstd");
        });

        assertThat(causes(run())).containsExactly("ClientProtocolException: Unsupported Content-Encoding: zstd");
        assertThat(pixelsAccepted.get()).hasValue("identity");
        assertThat(earthEngine.listRequests().get(0).headers().get("accept-encoding"))
                .contains("gzip");
        assertThat(files()).isEmpty();
    }

    /** Reading the body of an error fails in Camel, too, and such a failure hides the status. */
    @Test
    void an_error_with_a_broken_body_is_recognised_by_its_status() throws Exception {
        ScriptedReply unavailable = ScriptedReply.error(503, "UNAVAILABLE", "The service is currently unavailable.");
        earthEngine.lists("a b").answersPixels(request -> switch (request.attempt()) {
            case 1 -> unavailable.cut();
            case 2 -> unavailable.with("Content-Type", "application/json; charset=martian");
            case 3 -> unavailable.with("Content-Encoding", "gzip");
            case 4 -> unavailable.with("Content-Type", "application/x-java-serialized-object");
            default ->
                request.image().equals("a")
                        ? ScriptedReply.pixels(request)
                        : ScriptedReply.error(400, "INVALID_ARGUMENT", "No.")
                                .with("Content-Type", "text/plain; charset=martian");
        });

        RunSummary summary = run();

        assertThat(summary.stored()).isEqualTo(1);
        assertThat(causes(summary)).containsExactly("HTTP 400 INVALID_ARGUMENT: No.");
        assertThat(earthEngine.pixelRequests()).hasSize(10);
    }

    @Test
    void an_entry_that_is_no_image_fails_by_itself() throws Exception {
        earthEngine.answersListing(request -> ScriptedEarthEngine.assets(
                List.of(
                        "{\"name\": \"projects/p/assets/nameless day\", \"startTime\": \"2024-01-10T00:00:00Z\"}",
                        asset("bare", List.of()),
                        asset("good", List.of("B8", "B4", "B3")),
                        "7",
                        "{\"name\": \"projects/p/assets/timeless\"}"),
                ""));

        RunSummary summary = run();

        assertThat(summary.listingFailure()).isEmpty();
        assertThat(summary.listed()).isEqualTo(5);
        assertThat(files()).containsExactly("good_L2A.tif");
        assertThat(causes(summary))
                .hasSize(4)
                .anySatisfy(cause -> assertThat(cause).contains("'projects/p/assets/nameless day' is not the name"))
                .anySatisfy(cause -> assertThat(cause).contains("has no startTime"))
                .anySatisfy(cause -> assertThat(cause).contains("B8"))
                .anySatisfy(cause -> assertThat(cause).contains("''"));
    }

    private static String asset(String index, List<String> bands) {
        return ScriptedImages.asset(ScriptedEarthEngine.COLLECTION, index, 0, bands);
    }

    private static List<String> causes(RunSummary summary) {
        return summary.images().stream()
                .filter(image -> image.status() == OutcomeStatus.FAILED)
                .map(ImageOutcome::cause)
                .flatMap(Optional::stream)
                .toList();
    }

    private static ScriptedReply gzip(ScriptedReply reply, Function<byte[], byte[]> damage) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(reply.body());
        }
        return reply.withBody(damage.apply(bytes.toByteArray())).with("Content-Encoding", "gzip");
    }

    /** With a flipped bit that the checksum detects. */
    private static byte[] damaged(byte[] packed) {
        byte[] damaged = packed.clone();
        damaged[damaged.length - 8] ^= 1;
        return damaged;
    }
}
