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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;

class LandsatTest {

    private static final double DAVID_X = -82.43;
    private static final double DAVID_Y = 8.39;

    private final Search eight = Search.in("LANDSAT/LC08/C02/T1_L2");
    private final Search nine = Search.in("LANDSAT/LC09/C02/T1_L2");

    @ParameterizedTest
    @CsvSource({
        // Ids of real scenes, with their places from the catalogue.
        "LC08_044034_20140318, -122.1, 37.5",
        "LC08_191031_20240607, 12.3, 41.8",
        "LC08_007067_20140822, -76.0, -10.1",
        "LC08_202034_20240722, -6.5, 37.5",
    })
    void has_the_scenes_of_the_real_calendar(String index, double longitude, double latitude) {
        Scene scene = eight.image(index);

        Coordinate centre = scene.footprint().getCentroid().getCoordinate();
        assertThat(centre.x).isCloseTo(longitude, within(0.4));
        assertThat(centre.y).isCloseTo(latitude, within(0.4));
        assertThat(eight.collection().scene(index.substring(0, 17) + "20240608"))
                .isEmpty();
    }

    @Test
    void passes_every_16_days_with_the_other_satellite_8_days_later() {
        List<Scene> first = eight.at(DAVID_X, DAVID_Y, "2024-01-01", "2024-03-01");
        List<Scene> second = nine.at(DAVID_X, DAVID_Y, "2024-01-01", "2024-03-01");

        assertThat(first).hasSizeGreaterThan(2);
        assertThat(Duration.between(first.get(0).start(), first.get(1).start())).isEqualTo(Duration.ofDays(16));
        assertThat(Duration.between(first.get(0).start(), second.get(0).start()).abs())
                .isEqualTo(Duration.ofDays(8));
        assertThat(second.get(0).properties())
                .containsEntry("WRS_PATH", 14)
                .containsEntry("WRS_ROW", 54)
                .containsEntry("SPACECRAFT_ID", "LANDSAT_9")
                .containsEntry("UTM_ZONE", 17)
                .containsEntry("TEMPERATURE_MULT_BAND_ST_B10", 0.00341802);
    }

    @Test
    void has_the_bands_of_level_2() {
        Scene scene = nine.at(DAVID_X, DAVID_Y, "2024-01-01", "2024-03-01").get(0);

        assertThat(scene.bands())
                .extracting(Scene.Band::id)
                .containsExactly(
                        "SR_B1",
                        "SR_B2",
                        "SR_B3",
                        "SR_B4",
                        "SR_B5",
                        "SR_B6",
                        "SR_B7",
                        "SR_QA_AEROSOL",
                        "ST_B10",
                        "ST_ATRAN",
                        "ST_CDIST",
                        "ST_DRAD",
                        "ST_EMIS",
                        "ST_EMSD",
                        "ST_QA",
                        "ST_TRAD",
                        "ST_URAD",
                        "QA_PIXEL",
                        "QA_RADSAT");
        assertThat(Search.band(scene, "ST_B10").type()).isEqualTo(SampleType.UINT16);
        assertThat(Search.band(scene, "ST_TRAD").type()).isEqualTo(SampleType.INT16);
        assertThat(scene.bands()).allSatisfy(band -> {
            assertThat(band.grid().transform().scaleX()).isEqualTo(30);
            // Pixel centres, not edges, lie on multiples of 30 metres.
            assertThat(Math.floorMod((long) band.grid().transform().translateX(), 30L))
                    .isEqualTo(15);
        });
    }

    @Test
    void flags_the_clouds_that_its_reflectances_show() throws IOException {
        Scene scene = nine.image("LC09_014054_20240115");

        double[][] values = Search.values(scene, DAVID_X, DAVID_Y, 400, "SR_B2", "QA_PIXEL", "ST_B10");

        double[] cloudy = means(values, 1 << 3, true);
        double[] clear = means(values, 0b11110, false);
        assertThat(cloudy[0] * 2.75e-5 - 0.2).isGreaterThan(0.25);
        assertThat(clear[0] * 2.75e-5 - 0.2).isBetween(0.02, 0.15);
        assertThat(cloudy[2] * 0.00341802 + 149).isLessThan(290);
        assertThat(clear[2] * 0.00341802 + 149).isBetween(295.0, 315.0);
        assertThat(Arrays.stream(values[1]).distinct()).contains(21_824.0, 22_280.0);
    }

    /** The mean of each band where one of the flags is set, or where none is. */
    private static double[] means(double[][] values, int flags, boolean set) {
        double[] sums = new double[values.length];
        int count = 0;
        for (int i = 0; i < values[0].length; i++) {
            if (((int) values[1][i] & flags) != 0 == set) {
                count++;
                for (int band = 0; band < sums.length; band++) {
                    sums[band] += values[band][i];
                }
            }
        }
        assertThat(count).isGreaterThan(100);
        int pixels = count;
        return Arrays.stream(sums).map(sum -> sum / pixels).toArray();
    }

    @Test
    void is_masked_outside_its_tilted_footprint_at_every_level() throws IOException {
        Scene scene = nine.image("LC09_014054_20240115");
        Scene.Band band = Search.band(scene, "SR_B4");

        for (int level = 5; level < 7; level++) {
            int width = (band.grid().width() + (1 << level) - 1) >> level;
            int height = (band.grid().height() + (1 << level) - 1) >> level;
            double[] values = Search.values(scene.read(List.of("SR_B4"), level, new Window(0, 0, width, height)))[0];
            double valid =
                    Arrays.stream(values).filter(value -> !Double.isNaN(value)).count();
            double square = (double) width * height;

            assertThat(values[0]).isNaN();
            assertThat(values[height / 2 * width + width / 2]).isGreaterThan(7273);
            assertThat(valid / square).isBetween(0.65, 0.85);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sydney 151.0 -33.8 32656", "Tromsö 19.0 69.6 32634", "Taveuni 179.98 -16.8 32601"})
    void shows_places_all_over_the_earth(String place) throws IOException {
        String[] parts = place.split(" ");
        double longitude = Double.parseDouble(parts[1]);
        double latitude = Double.parseDouble(parts[2]);
        List<Scene> scenes = eight.at(longitude, latitude, "2023-06-01", "2023-08-01");

        assertThat(scenes).hasSizeBetween(3, 20).allSatisfy(scene -> {
            assertThat(eight.image(scene.index()).start()).isEqualTo(scene.start());
            assertThat(scene.footprint().getArea()).isLessThan(20);
        });
        assertThat(scenes).as("zones, all of them northern").anySatisfy(scene -> assertThat(
                        scene.bands().get(0).grid().projection().epsg())
                .hasValue(Integer.parseInt(parts[3])));
        double[][] values = Search.values(scenes.get(0), longitude, latitude, 20, "SR_B4", "SR_B5");
        assertThat(values[0]).doesNotContain(Double.NaN);
    }

    @Test
    void has_no_scenes_at_sea_nor_in_the_polar_night() {
        assertThat(eight.at(-140, -30, "2023-01-01", "2023-02-01")).isEmpty();
        assertThat(eight.at(19, 69.6, "2023-12-10", "2024-01-05")).isEmpty();
    }
}
