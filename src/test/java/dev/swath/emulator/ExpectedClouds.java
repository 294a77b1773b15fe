package dev.swath.emulator;

import static dev.swath.emulator.PixelArithmetic.each;
import static dev.swath.emulator.PixelArithmetic.kept;
import static dev.swath.emulator.PixelArithmetic.reduced;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.swath.emulator.CapturedReply.Expectation;
import dev.swath.geotiff.TiffImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.Envelope;

/**
 * What geedim makes of images with their Cloud Score+: each has its stored bands and, after them, the score, two masks that are 1, and
 * the distance to the next cloud on the grid of B1. All are masked where the score is 0.6 or less.
 */
final class ExpectedClouds {

    private static final PixelGrid GRID = PixelGrid.CAPTURED;
    private static final double SCORE = 0.6;
    /** Of the first band, in metres. */
    private static final double SIDE = 60;
    /** How far geedim looks for clouds: 5000 m, in pixels. */
    private static final int REACH = 83;

    private final StoredImages stored;

    private ExpectedClouds(StoredImages stored) {
        this.stored = stored;
    }

    static Map<String, Expectation> table(StoredImages stored) {
        ExpectedClouds clouds = new ExpectedClouds(stored);
        Map<String, Expectation> table = new TreeMap<>();
        // In units of 10 m.
        table.put(
                "geedim1.9.1-masked-image-cloud-score",
                reply -> reply.hasBands(1e-6, clouds.masked(StoredImages.SCENE, SIDE / 10, 500)));
        table.put("geedim2.0.0-composite-median", reply -> clouds.composite(reply, PixelArithmetic::median));
        table.put("geedim2.0.0-composite-mosaic", reply -> clouds.composite(reply, PixelArithmetic::last));
        table.put("geedim2.0.0-composite-q-mosaic", clouds::farthest);
        return table;
    }

    private List<double[]> masked(String scene, double unit, double most) {
        List<String> names = new ArrayList<>();
        for (JsonNode band : stored.asset(StoredImages.SENTINEL, scene).path("bands")) {
            names.add(band.path("id").asText());
        }
        double[] score = stored.band(StoredImages.SCORES, scene, "cs", GRID);
        List<double[]> bands = new ArrayList<>(stored.bands(StoredImages.SENTINEL, scene, names, GRID));
        bands.addAll(List.of(score, each(i -> 1), each(i -> 1), distance(scene, unit, most)));
        return bands.stream().map(band -> kept(band, i -> score[i] > SCORE)).toList();
    }

    private double[] distance(String scene, double unit, double most) {
        PixelGrid coarse =
                PixelGrid.touching(SIDE, new Envelope(GRID.left(), GRID.left() + 640, GRID.top() - 480, GRID.top()));
        PixelGrid wide = coarse.around(REACH);
        double[] scores = stored.band(StoredImages.SCORES, scene, "cs", wide);
        double[] distances = IntStream.range(0, coarse.size())
                .mapToDouble(i ->
                        Math.min(most, Math.floor(unit * pixels(scores, wide, i % coarse.width(), i / coarse.width()))))
                .toArray();
        return each(i -> distances[coarse.pixel(GRID.x(i), GRID.y(i))]);
    }

    /** The distance to the next cloud, from a pixel that has this reach of pixels on every side; at most the reach. */
    private static double pixels(double[] scores, PixelGrid grid, int left, int top) {
        double least = REACH;
        for (int y = 0; y <= 2 * REACH; y++) {
            for (int x = 0; x <= 2 * REACH; x++) {
                if (scores[(top + y) * grid.width() + left + x] <= SCORE) {
                    least = Math.min(least, Math.hypot(x - REACH, y - REACH));
                }
            }
        }
        return least;
    }

    /** The bands of all images of January. */
    private List<List<double[]>> january() {
        List<List<double[]>> images =
                stored.listed(StoredImages.SENTINEL, "2024-01-01", "2024-02-01", StoredImages.BOX).stream()
                        .map(image -> masked(StoredImages.scene(image), SIDE, 5000))
                        .toList();
        assertThat(images).hasSizeGreaterThan(3);
        return images;
    }

    private void composite(CapturedReply reply, ToDoubleFunction<double[]> statistic) {
        List<List<double[]>> images = january();
        List<double[]> expected = IntStream.range(0, images.get(0).size())
                .mapToObj(band ->
                        reduced(images.stream().map(image -> image.get(band)).toList(), statistic))
                .toList();
        reply.hasBands(1e-6, expected);
    }

    /** Each pixel is that of an image in which no cloud is nearer than in any other. */
    private void farthest(CapturedReply reply) {
        List<List<double[]>> images = january();
        TiffImage image = reply.image();
        int bands = images.get(0).size();
        List<double[]> found = IntStream.range(0, bands)
                .mapToObj(band -> Api.samples(image, band))
                .toList();
        for (int i = 0; i < GRID.size(); i++) {
            int pixel = i;
            double most = images.stream()
                    .mapToDouble(each -> each.get(bands - 1)[pixel])
                    .filter(distance -> !Double.isNaN(distance))
                    .max()
                    .orElse(Double.NaN);
            double[] sample = found.stream().mapToDouble(band -> band[pixel]).toArray();
            assertThat(images)
                    .filteredOn(each -> each.get(bands - 1)[pixel] == most)
                    .extracting(each ->
                            each.stream().mapToDouble(band -> band[pixel]).toArray())
                    .as("%s at pixel %d", Arrays.toString(sample), pixel)
                    .anyMatch(expected -> isClose(sample, expected));
        }
    }

    private static boolean isClose(double[] sample, double[] expected) {
        return IntStream.range(0, sample.length).allMatch(band -> Math.abs(sample[band] - expected[band]) <= 1e-6);
    }
}
