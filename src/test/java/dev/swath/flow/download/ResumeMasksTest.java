package dev.swath.flow.download;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.Slow;
import dev.swath.flow.FlowTest;
import dev.swath.flow.ScriptedReply;
import dev.swath.flow.ScriptedRequest;
import dev.swath.flow.With;
import dev.swath.geotiff.GeoTiffEncoder;
import dev.swath.geotiff.Samples;
import dev.swath.geotiff.TiffImage;
import dev.swath.geotiff.TiffReader;
import dev.swath.grid.MaskedSample;
import dev.swath.grid.SampleType;
import dev.swath.run.RunSummary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Masks that were fetched before an interruption are kept like the pixels that they belong to. */
@Slow("Kept masks are not requested again, wherever an image was interrupted.")
class ResumeMasksTest extends FlowTest {

    private static final ScriptedReply GONE = ScriptedReply.error(404, "NOT_FOUND", "Gone.");
    private static final String ONE_BY_ONE = "concurrency.requests = 1";
    private static final String ALL_MASKS = "mask.source = request";
    /** computePixels would bring them in the replies. */
    private static final String SEPARATELY = "method = getPixels";

    /** Four tiles, and the mask of each. */
    private static final int REQUESTS = 8;

    @Test
    @With({QUARTER_TILES, ONE_BY_ONE, ALL_MASKS, SEPARATELY})
    void wherever_an_image_was_interrupted_only_what_is_missing_is_requested() throws Exception {
        earthEngine.lists("a").answersPixels(ResumeMasksTest::sound);
        assertThat(run().requests()).isEqualTo(REQUESTS);
        byte[] undisturbed = Files.readAllBytes(image());
        for (int n = 2; n <= REQUESTS; n++) {
            Files.delete(image());
            int before = earthEngine.pixelRequests().size();
            int first = n;
            earthEngine.answersPixels(
                    request -> earthEngine.pixelRequests().size() - before < first ? sound(request) : GONE);
            run();
            int kept = WorkTree.replies(output().resolve(".work")).size();
            assertThat(kept).isEqualTo(n - 1);

            earthEngine.answersPixels(ResumeMasksTest::sound);
            RunSummary resumed = run();

            assertThat(resumed.stored()).isEqualTo(1);
            assertThat(resumed.requests()).as("after %d replies", kept).isEqualTo(REQUESTS - kept);
            assertThat(resumed.resumed()).isEqualTo(kept);
            assertThat(image()).hasBinaryContent(undisturbed);
        }
    }

    @Test
    @With({QUARTER_TILES, ONE_BY_ONE, ALL_MASKS, SEPARATELY})
    void a_service_without_masks_costs_no_tile_twice() throws Exception {
        earthEngine.lists("a").answersPixels(request -> isForMask(request) ? GONE : sound(request));
        run();
        int before = earthEngine.pixelRequests().size();

        earthEngine.answersPixels(ResumeMasksTest::sound);
        assertThat(run().stored()).isEqualTo(1);

        List<ScriptedRequest> requests = earthEngine.pixelRequests();
        assertThat(requests.subList(0, before).stream().filter(request -> !isForMask(request)))
                .as("each tile once")
                .hasSizeLessThanOrEqualTo(REQUESTS / 2);
        assertThat(requests.stream().filter(request -> !isForMask(request))).hasSize(REQUESTS / 2);
    }

    private static boolean isForMask(ScriptedRequest request) {
        return request.body().replace("+", "").toLowerCase(Locale.ROOT).contains("-1.0e30");
    }

    private static ScriptedReply sound(ScriptedRequest request) {
        return isForMask(request) ? allValid(request) : ScriptedReply.pixels(request);
    }

    /** The mask of pixels none of which is masked. */
    private static ScriptedReply allValid(ScriptedRequest request) {
        try (TiffReader asked = TiffReader.of(ScriptedReply.pixels(request).body())) {
            TiffImage pixels = asked.image();
            byte[] shown = new byte[pixels.width() * pixels.height() * 3];
            Arrays.fill(shown, (byte) MaskedSample.SHOWN);
            return ScriptedReply.bytes(
                    "image/tiff",
                    GeoTiffEncoder.encode(
                            new Samples(SampleType.UINT8, pixels.width(), pixels.height(), 3, shown),
                            pixels.grid(),
                            OptionalDouble.empty(),
                            List.of("vis-red", "vis-green", "vis-blue")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path image() {
        return output().resolve("a_L2A.tif");
    }
}
