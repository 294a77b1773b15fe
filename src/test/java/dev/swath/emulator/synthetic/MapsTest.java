package dev.swath.emulator.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.swath.emulator.archive.Scene;
import dev.swath.grid.SampleType;
import dev.swath.grid.Window;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The collections on grids of degrees and on MODIS' sinusoidal one. */
class MapsTest {

    private final Search elevation = Search.in("COPERNICUS/DEM/GLO30");
    private final Search cover = Search.in("ESA/WorldCover/v200");
    private final Search vegetation = Search.in("MODIS/061/MOD13Q1");

    @ParameterizedTest
    @CsvSource({
        "-82.4, 8.4, Copernicus_DSM_COG_10_N08_00_W083_00_DEM, 3600",
        "151.2, -33.9, Copernicus_DSM_COG_10_S34_00_E151_00_DEM, 3600",
        "10.5, 59.6, Copernicus_DSM_COG_10_N59_00_E010_00_DEM, 2400",
        "19.3, 69.6, Copernicus_DSM_COG_10_N69_00_E019_00_DEM, 1800",
        "179.9, -16.5, Copernicus_DSM_COG_10_S17_00_E179_00_DEM, 3600",
    })
    void elevation_comes_in_tiles_of_a_degree(double longitude, double latitude, String index, int columns)
            throws IOException {
        List<Scene> scenes = elevation.at(longitude, latitude, "2000-01-01", "2026-01-01");

        assertThat(scenes).extracting(Scene::index).containsExactly(index);
        Scene tile = elevation.image(index);
        Scene.Band band = Search.band(tile, "DEM");
        assertThat(band.type()).isEqualTo(SampleType.FLOAT32);
        assertThat(band.grid().width()).isEqualTo(columns);
        assertThat(band.grid().height()).isEqualTo(3600);
        // The centre of the first pixel lies on whole degrees.
        assertThat(band.grid().transform().x(0.5, 0.5)).isCloseTo(Math.floor(longitude), within(1e-9));
        assertThat(band.grid().transform().y(0.5, 0.5)).isCloseTo(Math.floor(latitude) + 1, within(1e-9));
        assertThat(Arrays.stream(Search.values(tile, longitude, latitude, 8, "DEM")[0])
                        .boxed())
                .allMatch(height -> height >= 0 && height < 5000);
    }

    @Test
    void tiles_continue_each_other_across_their_edges() throws IOException {
        Scene west = elevation.image("Copernicus_DSM_COG_10_N08_00_W083_00_DEM");
        Scene east = elevation.image("Copernicus_DSM_COG_10_N08_00_W082_00_DEM");

        double[] last = Search.values(west.read(List.of("DEM"), 0, new Window(3599, 1500, 1, 50)))[0];
        double[] first = Search.values(east.read(List.of("DEM"), 0, new Window(0, 1500, 1, 50)))[0];

        double most = 0;
        for (int i = 0; i < last.length; i++) {
            most = Math.max(most, Math.abs(last[i] - first[i]));
        }
        assertThat(most).as("step at the edge in metres").isLessThan(45);
        assertThat(Arrays.stream(first).max().orElseThrow()).isPositive();
    }

    @Test
    void the_sea_has_height_0_and_is_marked_as_water() throws IOException {
        Scene tile = elevation.image("Copernicus_DSM_COG_10_N08_00_W083_00_DEM");

        double[][] values = Search.values(tile, -82.4, 8.03, 60, "DEM", "WBM", "EDM");

        int sea = 0;
        for (int i = 0; i < values[0].length; i++) {
            if (values[1][i] == 1) {
                sea++;
                assertThat(values[0][i]).isZero();
                assertThat(values[2][i]).isEqualTo(8);
            }
        }
        assertThat(sea).isPositive();
        assertThat(elevation.at(-140, -30, "2000-01-01", "2026-01-01")).isEmpty();
    }

    @Test
    void land_cover_is_one_map_with_the_legend_as_properties() throws IOException {
        Scene map = cover.image("2021");

        assertThat(Search.in("ESA/WorldCover/v100").image("2020").start()).isEqualTo("2020-01-01T00:00:00Z");
        assertThat(map.properties())
                .containsEntry("Map_class_values", List.of(10, 20, 30, 40, 50, 60, 70, 80, 90, 95, 100));
        assertThat(map.property("Map_class_palette").map(Object::toString).orElseThrow())
                .contains("006400", "0064c8");
        double[] codes = Search.values(map, -82.43, 8.39, 300, "Map")[0];
        assertThat(Arrays.stream(codes).distinct())
                .contains(10.0, 40.0)
                .isSubsetOf(10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 80.0, 95.0);
        assertThat(Search.values(map, -140.5, -30.5, 4, "Map")[0]).containsOnly(Double.NaN);
        assertThat(Search.values(map, 179.995, -16.5, 4, "Map")[0]).doesNotContain(Double.NaN);
    }

    @Test
    void land_cover_agrees_with_the_vegetation_that_satellites_see() throws IOException {
        double[] codes = Search.values(cover.image("2021"), -54, -2.5, 100, "Map")[0];
        double[] ndvi = Search.values(vegetation.image("2024_01_01"), -54, -2.5, 20, "NDVI")[0];

        assertThat(Arrays.stream(codes).filter(code -> code == 10).count()).isGreaterThan(5000);
        assertThat(Arrays.stream(ndvi).average().orElseThrow()).isGreaterThan(6000);
    }

    @Test
    void vegetation_comes_every_16_days_and_begins_anew_each_year() {
        List<Scene> scenes = vegetation.at(11, 47, "2023-12-01", "2024-01-20");

        assertThat(scenes)
                .extracting(Scene::index)
                .containsExactly("2023_12_03", "2023_12_19", "2024_01_01", "2024_01_17");
        assertThat(vegetation.collection().scene("2024_01_02")).isEmpty();
        assertThat(vegetation.collection().scene("2000_02_02")).isEmpty();
        assertThat(vegetation.image("2000_02_18").end()).isEqualTo("2000-03-05T00:00:00Z");
    }

    @Test
    void vegetation_lies_on_the_sinusoidal_grid_and_is_masked_at_sea_and_off_the_map() throws IOException {
        Scene map = vegetation.image("2024_06_25");
        Scene.Band band = Search.band(map, "NDVI");

        assertThat(band.grid().projection().code()).isEqualTo("SR-ORG:6974");
        assertThat(band.grid().transform().scaleX()).isCloseTo(231.65635826374995, within(1e-9));
        assertThat(band.grid().width()).isEqualTo(172_800);
        assertThat(Search.values(map, -140, -30, 4, "NDVI")[0]).containsOnly(Double.NaN);
        assertThat(Search.values(map.read(List.of("NDVI"), 0, new Window(10, 20_000, 4, 4)))[0])
                .containsOnly(Double.NaN);
        assertThat(Arrays.stream(Search.values(map, 5, 25, 8, "NDVI")[0]).boxed())
                .allMatch(value -> value < 2000);
        assertThat(Arrays.stream(Search.values(map, 150.5, -33.6, 8, "NDVI", "EVI", "SummaryQA")[1])
                        .boxed())
                .allMatch(value -> value > 0);
    }

    @Test
    void northern_plants_are_green_in_summer_and_not_in_winter() throws IOException {
        double summer = mean(Search.values(vegetation.image("2023_06_26"), 11.5, 48.4, 30, "NDVI")[0]);
        double winter = mean(Search.values(vegetation.image("2023_12_19"), 11.5, 48.4, 30, "NDVI")[0]);

        assertThat(summer).isGreaterThan(winter + 1500);
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }
}
