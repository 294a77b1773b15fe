package dev.swath.flow.download;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.Slow;
import dev.swath.flow.FlowTest;
import dev.swath.flow.PixelCheck;
import dev.swath.flow.ScriptedEarthEngine;
import dev.swath.flow.ScriptedImages;
import dev.swath.flow.ScriptedReply;
import dev.swath.flow.ScriptedRequest;
import dev.swath.flow.With;
import dev.swath.run.OutcomeStatus;
import dev.swath.run.RunSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** An interrupted image is resumed where it was left. */
@Slow("An interrupted image requests only its missing tiles and ends with the bytes of an undisturbed run.")
class ResumeTest extends FlowTest {

    private static final ScriptedReply GONE = ScriptedReply.error(404, "NOT_FOUND", "Gone.");
    private static final ScriptedReply TOO_LARGE = ScriptedReply.error(
            400,
            "INVALID_ARGUMENT",
            "Total request size (50331649 bytes) must be less than or equal to 50331648 bytes.");

    /** One tile after the other, so that a failure loses no reply in flight. */
    private static final String ONE_BY_ONE = "concurrency.requests = 1";

    /** One tile of 1140 × 1140 output pixels, made from 57 × 57 requested ones. */
    private static final String FINE = "scale = 0.5";

    private static final long SEED = 20240110;

    @Test
    @With({QUARTER_TILES, ONE_BY_ONE})
    void only_the_missing_tiles_of_an_image_are_asked_for() throws Exception {
        earthEngine.lists("a").answersPixels(failingFrom(3));
        RunSummary interrupted = run();
        assertThat(outcome(interrupted, "a").cause())
                .hasValueSatisfying(cause -> assertThat(cause).contains("Gone."));
        assertThat(WorkTree.replies(work())).hasSize(2);

        RunSummary resumed = runUndisturbed();

        assertThat(outcome(resumed, "a").status()).isEqualTo(OutcomeStatus.STORED);
        assertThat(resumed.requests()).isEqualTo(2);
        assertThat(resumed.resumed()).isEqualTo(2);
        assertThat(outcome(resumed, "a").resumed()).isEqualTo(2);
        assertThat(work()).doesNotExist();
        assertSameAsUndisturbed(4);
    }

    /** Which replies exist, and which are damaged and how, is random. */
    @Test
    @With({"tile.max-bytes = 2000", ONE_BY_ONE})
    void whichever_tiles_are_there_the_others_are_asked_for_and_the_file_is_the_same() throws Exception {
        Random random = new Random(SEED);
        earthEngine.lists("a");
        int tiles = runUndisturbed().requests();
        assertThat(tiles).isGreaterThan(10);
        byte[] undisturbed = Files.readAllBytes(image());
        for (int round = 0; round < 6; round++) {
            Files.delete(image());
            earthEngine.answersPixels(failingFrom(tiles));
            run();
            List<Path> replies = new ArrayList<>(WorkTree.replies(work()));
            assertThat(replies).hasSize(tiles - 1);
            Collections.shuffle(replies, random);
            List<Path> harmed = replies.subList(0, random.nextInt(tiles));
            for (Path reply : harmed) {
                harm(reply, random);
            }

            RunSummary resumed = runUndisturbed();

            assertThat(resumed.requests()).as("round %d", round).isEqualTo(harmed.size() + 1);
            assertThat(resumed.resumed()).isEqualTo(tiles - 1 - harmed.size());
            assertThat(image()).hasBinaryContent(undisturbed);
            assertThat(work()).doesNotExist();
        }
    }

    private static void harm(Path reply, Random random) throws IOException {
        byte[] bytes = Files.readAllBytes(reply);
        int at = random.nextInt(bytes.length);
        switch (random.nextInt(4)) {
            case 0 -> Files.delete(reply);
            case 1 -> Files.write(reply, Arrays.copyOf(bytes, at));
            case 2 -> Files.write(reply, new byte[bytes.length]);
            default -> {
                bytes[at] ^= (byte) (1 << random.nextInt(8));
                Files.write(reply, bytes);
            }
        }
    }

    @Test
    @With({FINE, ONE_BY_ONE})
    void of_a_tile_that_came_in_parts_only_the_missing_parts_are_asked_for() throws Exception {
        Set<String> answered = Collections.synchronizedSet(new HashSet<>());
        // The first quarter comes in four parts; of the other three quarters only two come.
        earthEngine.lists("a").answersPixels(request -> {
            if (width(request) > 40 || width(request) > 20 && answered.size() < 4) {
                return TOO_LARGE;
            }
            if (answered.size() == 6) {
                return GONE;
            }
            answered.add(request.body());
            return ScriptedReply.pixels(request);
        });
        assertThat(outcome(run(), "a").status()).isEqualTo(OutcomeStatus.FAILED);
        assertThat(WorkTree.replies(work())).hasSize(6);
        int before = earthEngine.pixelRequests().size();

        RunSummary resumed = run(request -> width(request) > 40 ? TOO_LARGE : ScriptedReply.pixels(request));

        assertThat(outcome(resumed, "a").cause()).isEmpty();
        assertThat(resumed.resumed()).isEqualTo(6);
        assertThat(requestsSince(before)).hasSize(1).noneMatch(request -> answered.contains(request.body()));
        assertThat(PixelCheck.wrongPixels(image())).isZero();
        assertSameAsUndisturbed(1);
    }

    @Test
    @With({QUARTER_TILES, ONE_BY_ONE})
    void a_reply_that_was_no_pixels_is_not_kept() throws Exception {
        earthEngine
                .lists("a")
                .answersPixels(request -> request.attempt() == 1
                        ? ScriptedReply.pixels(request).cut()
                        : request.attempt() == 2 ? ScriptedReply.html() : GONE);
        run();

        assertThat(WorkTree.files(work())).isEmpty();
    }

    @Test
    void nothing_is_kept_of_an_image_of_one_tile() throws Exception {
        earthEngine.lists("a").answersPixels(request -> {
            assertThat(WorkTree.replies(work())).isEmpty();
            return GONE;
        });
        run();

        assertThat(work()).doesNotExist();
    }

    @Test
    @With({QUARTER_TILES, ONE_BY_ONE})
    void an_image_whose_asset_was_replaced_is_fetched_completely() throws Exception {
        earthEngine.lists("a").answersPixels(failingFrom(4));
        run();
        assertThat(WorkTree.replies(work())).hasSize(3);
        String asset = ScriptedImages.asset(ScriptedEarthEngine.COLLECTION, "a", 0);
        earthEngine.answersListing(request -> ScriptedEarthEngine.assets(
                List.of(asset.replace("\"updateTime\": \"2024", "\"updateTime\": \"2025")), ""));

        RunSummary again = runUndisturbed();

        assertThat(again.requests()).isEqualTo(4);
        assertThat(again.resumed()).isZero();
        assertThat(again.stored()).isEqualTo(1);
        assertThat(work()).doesNotExist();
    }

    @Test
    @With(QUARTER_TILES)
    void an_image_that_another_process_is_writing_is_left_to_it() throws Exception {
        earthEngine.lists("a b");
        Path folder = work().resolve(JOB).resolve("a_L2A.tif");
        RunSummary summary;
        try (WorkFolder elsewhere = WorkFolder.take(folder, () -> {}).orElseThrow()) {
            Files.createFile(elsewhere.path().resolve("swath-1.blocks"));

            summary = run();

            assertThat(elsewhere.files()).hasSize(1);
            elsewhere.remove(file -> true);
        }
        assertThat(outcome(summary, "a").status()).isEqualTo(OutcomeStatus.ELSEWHERE);
        assertThat(summary.elsewhere()).isEqualTo(1);
        assertThat(summary.complete()).isTrue();
        assertThat(outcome(summary, "b").status()).isEqualTo(OutcomeStatus.STORED);

        assertThat(runUndisturbed().stored()).isEqualTo(1);
    }

    private RunSummary runUndisturbed() throws Exception {
        return run(ScriptedReply::pixels);
    }

    private RunSummary run(ScriptedEarthEngine.Script script) throws Exception {
        earthEngine.answersPixels(script);
        return run();
    }

    /** Pixels, until the n-th request of those to come. */
    private ScriptedEarthEngine.Script failingFrom(int n) {
        int before = earthEngine.pixelRequests().size();
        return request -> earthEngine.pixelRequests().size() - before < n ? ScriptedReply.pixels(request) : GONE;
    }

    /** Fetches the complete image again. */
    private void assertSameAsUndisturbed(int tiles) throws Exception {
        byte[] resumed = Files.readAllBytes(image());
        Files.delete(image());
        assertThat(runUndisturbed().requests()).isEqualTo(tiles);
        assertThat(image()).hasBinaryContent(resumed);
    }

    private List<ScriptedRequest> requestsSince(int before) {
        List<ScriptedRequest> requests = earthEngine.pixelRequests();
        return requests.subList(before, requests.size());
    }

    private Path image() {
        return output().resolve("a_L2A.tif");
    }

    private Path work() {
        return output().resolve(".work");
    }

    private static int width(ScriptedRequest request) {
        return request.json().at("/grid/dimensions/width").asInt();
    }
}
