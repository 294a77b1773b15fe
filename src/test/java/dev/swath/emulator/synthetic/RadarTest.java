package dev.swath.emulator.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.swath.emulator.archive.Scene;
import dev.swath.grid.SampleType;
import dev.swath.grid.Window;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RadarTest {

    private final Search radar = Search.in("COPERNICUS/S1_GRD");

    @ParameterizedTest
    @CsvSource({
        // The time, the absolute and the relative orbit of real images over these places.
        "-78.6, 35.8, 2018-05-10, S1A_IW_GRDH_1SDV_20180510T2314, 021849, 77, ASCENDING",
        "-82.4, 8.4, 2024-01-11, S1A_IW_GRDH_1SDV_20240111T1114, 052058, 11, DESCENDING",
    })
    void has_the_passes_of_the_real_calendar(
            double longitude, double latitude, String day, String begin, String orbit, int relative, String pass) {
        List<Scene> scenes = radar.at(longitude, latitude, day, day.substring(0, 8) + "31");

        assertThat(scenes).anySatisfy(scene -> {
            assertThat(scene.index()).startsWith(begin.substring(0, 29)).contains("_" + orbit + "_");
            assertThat(scene.properties())
                    .containsEntry("relativeOrbitNumber_start", relative)
                    .containsEntry("orbitProperties_pass", pass)
                    .containsEntry("instrumentMode", "IW")
                    .containsEntry("transmitterReceiverPolarisation", List.of("VV", "VH"));
        });
    }

    @Test
    void repeats_after_12_days_and_after_6_with_two_satellites() {
        List<Scene> one = radar.at(11, 47, "2023-01-01", "2023-01-25").stream()
                .filter(scene -> scene.property("relativeOrbitNumber_start")
                        .equals(radar.at(11, 47, "2023-01-01", "2023-01-25")
                                .get(0)
                                .property("relativeOrbitNumber_start")))
                .toList();
        long two = radar.at(11, 47, "2021-01-01", "2021-01-25").stream()
                .filter(scene -> scene.index().startsWith("S1B"))
                .count();

        assertThat(Duration.between(one.get(0).start(), one.get(1).start())).isEqualTo(Duration.ofDays(12));
        assertThat(two).isPositive();
        assertThat(radar.at(11, 47, "2023-01-01", "2023-01-25"))
                .noneSatisfy(scene -> assertThat(scene.index()).startsWith("S1B"));
    }

    @Test
    void has_polarizations_in_double_precision_and_angles_on_a_grid_along_the_track() throws IOException {
        Scene scene = radar.at(-82.4, 8.4, "2024-01-11", "2024-01-12").get(0);

        assertThat(scene.bands()).extracting(Scene.Band::id).containsExactly("VV", "VH", "angle");
        assertThat(scene.bands())
                .extracting(Scene.Band::type)
                .containsExactly(SampleType.FLOAT64, SampleType.FLOAT64, SampleType.FLOAT32);
        double[] angles = Search.values(scene.read(List.of("angle"), 0, new Window(0, 0, 21, 10)))[0];
        assertThat(angles[0]).isCloseTo(30.2, within(0.001));
        assertThat(angles[20]).isCloseTo(46, within(0.001));
    }

    @Test
    void sees_water_dark_and_forest_bright_in_both_polarizations_with_speckle() throws IOException {
        Scene scene = radar.at(-82.4, 8.4, "2024-01-11", "2024-01-12").get(0);

        double[][] sea = Search.values(scene, -82.4, 7.9, 60, "VV", "VH");
        double[][] land = Search.values(scene, -82.43, 8.39, 200, "VV", "VH");

        assertThat(mean(sea[0])).isBetween(-24.0, -16.0);
        assertThat(mean(sea[1])).isLessThan(mean(sea[0]) - 4);
        assertThat(mean(land[0])).isBetween(-14.0, -6.0);
        assertThat(deviation(sea[0])).as("speckle of five looks").isBetween(1.5, 2.4);
    }

    @Test
    void has_no_data_beyond_its_edges() throws IOException {
        Scene scene = radar.at(-82.4, 8.4, "2024-01-11", "2024-01-12").get(0);
        Scene.Band band = Search.band(scene, "VV");
        int width = band.grid().width() >> 6;
        int height = band.grid().height() >> 6;

        double[] values = Search.values(scene.read(List.of("VV"), 6, new Window(0, 0, width, height)))[0];

        assertThat(values[0]).isNaN();
        assertThat(values[height / 2 * width + width / 2]).isNotNaN();
        assertThat(IntStream.range(0, values.length)
                        .filter(i -> Double.isNaN(values[i]))
                        .count())
                .isBetween(values.length / 10L, values.length / 2L);
    }

    @ParameterizedTest
    @CsvSource({"151, -33.8, 32756", "19, 69.6, 32634", "179.98, -16.8, 32760", "-54, -2.5, 32722"})
    void shows_places_all_over_the_earth(double longitude, double latitude, int epsg) throws IOException {
        List<Scene> scenes = radar.at(longitude, latitude, "2023-06-01", "2023-06-14");

        assertThat(scenes).hasSizeBetween(1, 20).allSatisfy(scene -> assertThat(
                        radar.image(scene.index()).start())
                .isEqualTo(scene.start()));
        assertThat(scenes).anySatisfy(scene -> assertThat(
                        scene.bands().get(0).grid().projection().epsg().orElseThrow())
                .isBetween(epsg - 60, epsg));
        assertThat(Search.values(scenes.get(0), longitude, latitude, 10, "VV")[0])
                .doesNotContain(Double.NaN);
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double deviation(double[] values) {
        double mean = mean(values);
        return Math.sqrt(Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow());
    }
}
