package dev.swath.emulator;

import static dev.swath.emulator.PixelArithmetic.difference;
import static dev.swath.emulator.PixelArithmetic.each;
import static dev.swath.emulator.PixelArithmetic.kept;
import static dev.swath.emulator.PixelArithmetic.percentile;
import static dev.swath.emulator.PixelArithmetic.reduced;
import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.emulator.CapturedReply.Expectation;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoublePredicate;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Composites of January, image by image. */
final class ExpectedComposites {

    private static final List<String> COLOURS = List.of("B4", "B3", "B2");

    private final StoredImages stored;
    private final Map<String, Expectation> table = new TreeMap<>();

    private ExpectedComposites(StoredImages stored) {
        this.stored = stored;
    }

    static Map<String, Expectation> table(StoredImages stored) {
        ExpectedComposites composites = new ExpectedComposites(stored);
        composites.ofAllPixels();
        composites.ofClearPixels();
        composites.ofChosenPixels();
        return composites.table;
    }

    private void put(String name, double tolerance, Supplier<List<double[]>> bands) {
        table.put("python-computePixels-" + name, reply -> reply.hasBands(tolerance, bands.get()));
    }

    private List<double[]> january(String band) {
        List<String> scenes = stored.january();
        assertThat(scenes).hasSizeGreaterThan(3);
        return stored.ofEach(scenes, band);
    }

    private void ofAllPixels() {
        put("median", 1e-9, () -> colours(band -> reduced(january(band), PixelArithmetic::median)));
        put("mean", 1e-9, () -> List.of(reduced(january("B4"), PixelArithmetic::mean)));
        put("count", 0, () -> List.of(reduced(january("B4"), values -> values.length)));
        table.put("python-computePixels-percentile", reply -> {
            List<double[]> red = january("B4");
            reply.hasBands(
                    1e-9,
                    Stream.of(10, 50, 90)
                            .map(percent -> reduced(red, values -> percentile(values, percent)))
                            .toList());
            assertThat(reply.image().descriptions()).containsExactly("B4_p10", "B4_p50", "B4_p90");
        });
        table.put("python-computePixels-toBands", reply -> {
            reply.hasBands(0, january("B4"));
            assertThat(reply.image().descriptions())
                    .isEqualTo(stored.january().stream()
                            .map(scene -> scene + "_B4")
                            .toList());
        });
    }

    private static List<double[]> colours(Function<String, double[]> band) {
        return COLOURS.stream().map(band).toList();
    }

    private void ofClearPixels() {
        put("median-scl-masked", 1e-9, () -> medians(january("SCL"), Clouds::clearClass));
        put("median-qa60-masked", 1e-9, () -> medians(january("QA60"), Clouds::clearFlags).stream()
                .map(band -> each(i -> band[i] / 10_000))
                .toList());
        put("cloudscore-link", 1e-9, () -> medians(linked(StoredImages.SCORES, "cs"), Clouds::clearScore));
        put(
                "s2cloudless-join",
                1e-9,
                () -> medians(linked(StoredImages.PROBABILITIES, "probability"), Clouds::clearProbability));
    }

    /** The same band of the images of another collection with the same index. */
    private List<double[]> linked(String collection, String band) {
        return stored.january().stream()
                .map(scene -> stored.band(collection, scene, band, PixelGrid.CAPTURED))
                .toList();
    }

    private List<double[]> medians(List<double[]> clouds, DoublePredicate clear) {
        long cloudy = clouds.stream()
                .flatMapToDouble(Arrays::stream)
                .filter(clear.negate())
                .count();
        assertThat(cloudy).isPositive();
        return colours(band -> reduced(kept(january(band), clouds, clear), PixelArithmetic::median));
    }

    private void ofChosenPixels() {
        put("mosaic", 0, () -> {
            // Sorted from cloudy to clear, so that the clearest image is on top.
            String clearest =
                    stored.listed(StoredImages.SENTINEL, "2024-01-01", "2024-02-01", StoredImages.BOX).stream()
                            .min(Comparator.comparingDouble(image -> image.at("/properties/CLOUDY_PIXEL_PERCENTAGE")
                                    .asDouble()))
                            .map(StoredImages::scene)
                            .orElseThrow();
            return stored.bands(StoredImages.SENTINEL, clearest, COLOURS, PixelGrid.CAPTURED);
        });
        put("qualityMosaic-ndvi", 0, () -> {
            List<double[]> near = january("B8");
            List<double[]> red = january("B4");
            int[] greenest = IntStream.range(0, PixelGrid.CAPTURED.size())
                    .map(i -> IntStream.range(0, red.size())
                            .boxed()
                            .max(Comparator.comparingDouble(image -> difference(near.get(image)[i], red.get(image)[i])))
                            .orElseThrow())
                    .toArray();
            return colours(band -> {
                List<double[]> images = january(band);
                return each(i -> images.get(greenest[i])[i]);
            });
        });
    }
}
