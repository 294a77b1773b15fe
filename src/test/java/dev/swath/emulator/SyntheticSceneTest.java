package dev.swath.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.swath.Slow;
import dev.swath.emulator.archive.Scene;
import dev.swath.emulator.archive.Scene.BandPixels;
import dev.swath.emulator.archive.SceneCollection.Query;
import dev.swath.grid.RasterGrid;
import dev.swath.grid.Window;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;

@Slow("Synthetic scenes have the clouds, coasts and values that their properties state.")
class SyntheticSceneTest {

    private static final Clock TODAY = Clock.fixed(Instant.parse("2026-06-01T00:00:00Z"), ZoneOffset.UTC);
    private static final List<String> FALSE_COLOUR = List.of("B8", "B4", "B3");

    private final SyntheticSentinel2 collection = collection(SyntheticSentinel2.HARMONIZED);

    private static SyntheticSentinel2 collection(String id) {
        return new SyntheticSentinel2(id, 32 << 20, TODAY);
    }

    private List<Scene> scenes(double longitude, double latitude, String start, String end) {
        Envelope box = new Envelope(longitude - 0.01, longitude + 0.01, latitude - 0.01, latitude + 0.01);
        Point point = new GeometryFactory().createPoint(new Coordinate(longitude, latitude));
        List<Scene> scenes = new ArrayList<>();
        collection
                .scenes(new Query(
                        Optional.of(box),
                        Optional.of(Instant.parse(start + "T00:00:00Z")),
                        Optional.of(Instant.parse(end + "T00:00:00Z"))))
                .forEachRemaining(scenes::add);
        scenes.removeIf(scene -> !scene.footprint().contains(point));
        return scenes;
    }

    private Scene clearest(double longitude, double latitude, String start, String end) {
        return scenes(longitude, latitude, start, end).stream()
                .min(Comparator.comparing(SyntheticSceneTest::cloudiness))
                .orElseThrow();
    }

    private static double cloudiness(Scene scene) {
        return (Double) scene.properties().get("CLOUDY_PIXEL_PERCENTAGE");
    }

    private static Window around(Scene scene, double longitude, double latitude, int size) {
        RasterGrid grid = scene.bands().get(1).grid();
        Coordinate at = grid.projection().project(longitude, latitude);
        int column = (int) ((at.x - grid.transform().translateX()) / 10);
        int row = (int) ((grid.transform().translateY() - at.y) / 10);
        return new Window(column - size / 2, row - size / 2, size, size);
    }

    private static int value(BandPixels pixels, int index) {
        int bytes = pixels.type().bytes();
        int low = pixels.data()[index * bytes] & 0xff;
        return bytes == 1 ? low : low | (pixels.data()[index * bytes + 1] & 0xff) << 8;
    }

    private static double mean(BandPixels pixels) {
        double sum = 0;
        int count = pixels.width() * pixels.height();
        for (int i = 0; i < count; i++) {
            sum += value(pixels, i);
        }
        return sum / count;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 5})
    void answers_a_window_with_the_crop_of_a_larger_one(int level) throws IOException {
        Scene scene = scenes(-82.435, 8.3958, "2024-05-05", "2024-05-06").isEmpty()
                ? scenes(-82.435, 8.3958, "2024-05-01", "2024-05-15").get(0)
                : scenes(-82.435, 8.3958, "2024-05-05", "2024-05-06").get(0);
        Window large = new Window(90, 70, 230, 210);
        Window small = new Window(131, 117, 77, 90);
        List<BandPixels> whole = scene.read(FALSE_COLOUR, level, large);
        List<BandPixels> part = scene.read(FALSE_COLOUR, level, small);

        for (int band = 0; band < 3; band++) {
            for (int row = 0; row < small.height(); row++) {
                int from = (row + small.row() - large.row()) * large.width() + small.column() - large.column();
                assertThat(Arrays.copyOfRange(part.get(band).data(), row * 77 * 2, (row + 1) * 77 * 2))
                        .isEqualTo(Arrays.copyOfRange(whole.get(band).data(), from * 2, (from + 77) * 2));
            }
        }
    }

    @Test
    void gives_the_same_bytes_to_every_thread_in_any_order_with_any_cache() throws Exception {
        Scene scene = scenes(-82.435, 8.3958, "2024-01-01", "2024-02-01").get(2);
        List<Window> windows = List.of(
                new Window(4000, 7000, 300, 200),
                new Window(4100, 7050, 300, 200),
                new Window(10_700, 10_700, 280, 280));
        List<byte[]> expected = new ArrayList<>();
        for (Window window : windows) {
            expected.add(scene.read(FALSE_COLOUR, 0, window).get(0).data());
        }
        SyntheticSentinel2 forgetful = new SyntheticSentinel2(SyntheticSentinel2.HARMONIZED, 0, TODAY);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<byte[]>> answers = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                Window window = windows.get((11 - i) % 3);
                Scene again = (i % 2 == 0 ? forgetful : collection)
                        .scene(scene.index())
                        .orElseThrow();
                answers.add(threads.submit(
                        () -> again.read(FALSE_COLOUR, 0, window).get(0).data()));
            }
            for (int i = 0; i < 12; i++) {
                assertThat(answers.get(i).get()).isEqualTo(expected.get((11 - i) % 3));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void gives_a_band_the_same_values_with_and_without_other_bands() throws IOException {
        Scene scene = scenes(-82.435, 8.3958, "2024-01-01", "2024-02-01").get(0);
        Window window = new Window(3800, 6900, 150, 140);

        byte[] alone = scene.read(List.of("B4"), 0, window).get(0).data();
        byte[] together = scene.read(FALSE_COLOUR, 0, window).get(1).data();

        assertThat(alone).isEqualTo(together);
    }

    @Test
    void makes_forest_bright_in_the_near_infrared() throws IOException {
        Scene scene = clearest(-63.2, -5.3, "2023-07-01", "2023-09-30");

        List<BandPixels> bands = scene.read(List.of("B8", "B4"), 0, around(scene, -63.2, -5.3, 400));

        double infrared = mean(bands.get(0));
        double red = mean(bands.get(1));
        assertThat((infrared - red) / (infrared + red)).isGreaterThan(0.5);
    }

    @Test
    void makes_water_dark_in_the_near_infrared_and_bluish() throws IOException {
        Scene scene = clearest(-82.435, 8.3958, "2024-01-01", "2024-04-30");

        List<BandPixels> bands = scene.read(List.of("B8", "B2"), 0, new Window(2000, 10_300, 300, 300));

        assertThat(mean(bands.get(0))).isLessThan(500);
        assertThat(mean(bands.get(1))).isGreaterThan(mean(bands.get(0)));
    }

    @Test
    void shows_a_town_at_david_with_less_contrast_between_bands_than_fields() throws IOException {
        Scene scene = clearest(-82.4309, 8.4273, "2024-01-01", "2024-04-30");

        List<BandPixels> town = scene.read(List.of("B8", "B4"), 0, around(scene, -82.4309, 8.4273, 100));

        assertThat(mean(town.get(0)) / mean(town.get(1))).isBetween(0.9, 2.2);
    }

    @Test
    void counts_as_many_cloudy_pixels_as_it_says() throws IOException {
        for (Scene scene : scenes(-82.435, 8.3958, "2024-04-01", "2024-05-20")) {
            BandPixels clouds = scene.read(List.of("MSK_CLASSI_OPAQUE"), 3, new Window(0, 0, 229, 229))
                    .get(0);
            int cloudy = 0;
            int imaged = 0;
            for (int i = 0; i < clouds.data().length; i++) {
                boolean valid = clouds.mask().length == 0 || clouds.mask()[i] != 0;
                imaged += valid ? 1 : 0;
                cloudy += clouds.data()[i];
            }
            assertThat(100.0 * cloudy / imaged).as(scene.index()).isCloseTo(cloudiness(scene), within(4.0));
        }
    }

    @Test
    void masks_pixels_outside_the_swath_as_footprint_and_property_say() throws IOException {
        Scene scene = scenes(-82.435, 8.3958, "2024-01-10", "2024-01-11").get(0);
        BandPixels pixels =
                scene.read(List.of("B8"), 5, new Window(0, 0, 344, 344)).get(0);
        RasterGrid grid = scene.bands().get(7).grid();
        int masked = 0;
        for (int i = 0; i < 344 * 344; i++) {
            boolean valid = pixels.mask()[i] != 0;
            masked += valid ? 0 : 1;
            assertThat(value(pixels, i) > 0).isEqualTo(valid);
            if (i % 977 == 0) {
                double x = (i % 344 + 0.5) * 320;
                double y = (i / 344 + 0.5) * 320;
                Coordinate lonLat = grid.projection()
                        .unproject(
                                grid.transform().translateX() + x,
                                grid.transform().translateY() - y);
                Point point = new GeometryFactory().createPoint(lonLat);
                if (scene.footprint().getBoundary().distance(point) > 0.004) {
                    assertThat(valid)
                            .as(lonLat.toString())
                            .isEqualTo(scene.footprint().contains(point));
                }
            }
        }
        double percent = (Double) scene.properties().get("NODATA_PIXEL_PERCENTAGE");
        assertThat(percent).isBetween(3.0, 30.0);
        assertThat(100.0 * masked / (344 * 344)).isCloseTo(percent, within(0.5));
    }

    @Test
    void shows_the_same_ground_where_tiles_of_a_zone_overlap() throws IOException {
        Scene north = scenes(-82.6, 8.1, "2024-01-10", "2024-01-11").get(0);
        Scene south = scenes(-82.6, 8.1, "2024-01-10", "2024-01-11").get(1);
        assertThat(north.index()).isNotEqualTo(south.index());

        BandPixels a =
                north.read(List.of("B8"), 0, around(north, -82.6, 8.1, 200)).get(0);
        BandPixels b =
                south.read(List.of("B8"), 0, around(south, -82.6, 8.1, 200)).get(0);

        // The second of acquisition differs, and so the height of the sun differs slightly.
        for (int i = 0; i < 200 * 200; i++) {
            assertThat(Math.abs(value(a, i) - value(b, i))).isLessThanOrEqualTo(12);
        }
    }

    @Test
    void shows_the_same_ground_across_a_border_of_zones() throws IOException {
        List<Scene> scenes = scenes(-83.6, 9.7, "2024-02-01", "2024-02-29");
        Scene west = scenes.stream()
                .filter(scene -> scene.index().contains("_T16"))
                .min(Comparator.comparing(SyntheticSceneTest::cloudiness))
                .orElseThrow();
        Scene east = scenes.stream()
                .filter(scene -> scene.index().contains("_T17"))
                .filter(scene ->
                        scene.index().substring(0, 31).equals(west.index().substring(0, 31)))
                .findFirst()
                .orElseThrow();

        double a =
                mean(west.read(List.of("B8"), 0, around(west, -83.6, 9.7, 60)).get(0));
        double b =
                mean(east.read(List.of("B8"), 0, around(east, -83.6, 9.7, 60)).get(0));

        assertThat(a).isCloseTo(b, within(0.04 * b));
    }

    @Test
    void shows_at_a_coarse_level_what_the_fine_one_shows() throws IOException {
        Scene scene = clearest(-82.435, 8.3958, "2024-01-01", "2024-04-30");

        double fine = mean(
                scene.read(List.of("B8"), 0, new Window(3840, 6400, 640, 640)).get(0));
        double coarse =
                mean(scene.read(List.of("B8"), 3, new Window(480, 800, 80, 80)).get(0));

        assertThat(coarse).isCloseTo(fine, within(0.12 * fine));
    }

    @Test
    void adds_1000_to_reflectances_of_new_baselines_in_the_plain_collection_only() throws IOException {
        SyntheticSentinel2 plain = collection(SyntheticSentinel2.PLAIN);
        Scene recent = scenes(-82.435, 8.3958, "2024-01-10", "2024-01-11").get(0);
        Scene old = scenes(-82.435, 8.3958, "2021-01-05", "2021-01-06").get(0);
        Window window = new Window(4000, 7000, 20, 20);

        assertThat(shift(recent, plain, "B8", window)).isEqualTo(1000);
        assertThat(shift(old, plain, "B8", window)).isZero();
        assertThat(shift(recent, plain, "TCI_R", window)).isZero();
    }

    private static int shift(Scene scene, SyntheticSentinel2 plain, String band, Window window) throws IOException {
        BandPixels shifted = plain.scene(scene.index())
                .orElseThrow()
                .read(List.of(band), 0, window)
                .get(0);
        return value(shifted, 7) - value(scene.read(List.of(band), 0, window).get(0), 7);
    }

    @Test
    void is_greener_in_the_corn_belt_in_summer_than_in_spring() throws IOException {
        Scene summer = clearest(-93.2, 42.3, "2023-07-01", "2023-08-30");
        Scene spring = clearest(-93.2, 42.3, "2023-04-10", "2023-05-05");
        Window window = around(summer, -93.2, 42.3, 300);

        assertThat(mean(summer.read(List.of("B8"), 0, window).get(0)))
                .isGreaterThan(1.1 * mean(spring.read(List.of("B8"), 0, window).get(0)));
    }

    @Test
    void reads_every_band_and_refuses_those_of_different_grids_together() throws IOException {
        Scene scene = scenes(-82.435, 8.3958, "2024-01-01", "2024-02-01").get(2);
        for (Scene.Band band : scene.bands()) {
            BandPixels pixels = scene.read(List.of(band.id()), 1, new Window(10, 12, 33, 21))
                    .get(0);
            assertThat(pixels.type()).isEqualTo(band.type());
            assertThat(pixels.data()).hasSize(33 * 21 * band.type().bytes());
        }
        Window window = new Window(0, 0, 4, 4);
        assertThatThrownBy(() -> scene.read(List.of("B8", "B5"), 0, window)).hasMessageContaining("not on one grid");
        assertThatThrownBy(() -> scene.read(List.of("B10"), 0, window)).hasMessageContaining("no band B10");
    }
}
