package dev.swath.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.swath.Rasterio;
import dev.swath.Slow;
import dev.swath.emulator.EarthEngineEmulator;
import dev.swath.emulator.EmulatorSettings;
import dev.swath.geotiff.TiffImage;
import dev.swath.geotiff.TiffReader;
import dev.swath.grid.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Rasters as users of Earth Engine have them, made by rasterio and fetched as a job does: rasterio and PROJ find each valid
 * pixel of the area in the file, with its value, and no other.
 */
@Slow("Rasters of every type, grid and kind of mask come out as rasterio and PROJ expect, band by band.")
@Timeout(120)
class RasterWitnessTest {

    private static final String SCRIPT = "src/test/resources/dev/swath/it/rasters.py";
    private static final String POLYGON = "polygon";
    private static final String BOX = "-82.439,8.3918,-82.431,8.3998";

    @TempDir
    private static Path folder;

    private static List<Path> rasters;
    private static EarthEngineEmulator emulator;
    private static Path polygon;

    @BeforeAll
    static void makeRasters() throws IOException {
        Rasterio.require();
        Path made = Files.createDirectories(folder.resolve("rasters"));
        Rasterio.run(SCRIPT, "make", made.toString());
        try (Stream<Path> files = Files.list(made)) {
            rasters = files.sorted().toList();
        }
        emulator = EarthEngineEmulator.start(EmulatorSettings.defaults().withFolder(made));
        polygon = Files.writeString(folder.resolve("area.geojson"), """
                {"type": "Polygon", "coordinates": [
                  [[-82.4391, 8.3921], [-82.4312, 8.3919], [-82.4320, 8.3990], [-82.4352, 8.3999], [-82.4391, 8.3921]],
                  [[-82.4350, 8.3940], [-82.4350, 8.3960], [-82.4330, 8.3950], [-82.4350, 8.3940]]]}
                """);
    }

    @AfterAll
    static void stop() {
        if (emulator != null) {
            emulator.close();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "uint8               | 1  | box     | -",
                "uint8               | 1  | polygon | mask=nodata",
                "uint8               | 1  | polygon | crs=EPSG:3857 scale=10",
                "uint8_without_masks | 1  | polygon | -",
                "int16               | 1  | box     | -",
                "int16               | 1  | polygon | nodata=-9999",
                "int16               | 1  | box     | tile.max-bytes=5000",
                "uint16              | 1  | polygon | scale=2",
                "int32               | 1  | polygon | -",
                "uint32              | 1  | polygon | -",
                "float32             | 1  | polygon | -",
                "float32             | 1  | box     | nodata=-9999",
                "float64             | 1  | polygon | -",
                "two_bands           | 2  | polygon | -",
                "twenty_bands        | 20 | polygon | tile.max-bytes=100000",
                "five_bands_of_bytes | 5  | polygon | mask=nodata",
                "south_up            | 1  | polygon | -",
                "point               | 1  | polygon | -",
                "turned              | 1  | polygon | crs=EPSG:32617 scale=10",
                "web_mercator        | 1  | polygon | -",
                "web_mercator        | 1  | polygon | crs=EPSG:32617 scale=10",
                // Borders through the centres of pixels.
                "seconds             | 1  | -82.44,8.395,-82.43,8.405 | -",
                "seconds             | 1  | -82.44,8.395,-82.43,8.405 | nodata=-9999 tile.max-bytes=5000",
                "seconds             | 1  | polygon | crs=EPSG:32617 scale=30",
                // Grids of their own, areas with curved edges.
                "sinusoidal          | 1  | -82.4,8.1,-82.2,8.4 | -",
                "sinusoidal          | 1  | -82.4,8.1,-82.2,8.4 | nodata=-28672 tile.max-bytes=8000",
                "sinusoidal          | 1  | -82.4,8.1,-82.2,8.4 | crs=EPSG:32617 scale=500",
                "albers              | 1  | -90.155,39.065,-90.135,39.08 | mask=internal",
                "antarctic           | 1  | -63.7,-69.86,-63.4,-69.75 | -",
                "south_pole          | 1  | -180,-90,180,-89.9 | -",
                "arctic              | 1  | 173.5,76.1,175.5,76.4 | -",
                "europe              | 1  | 10.002,51.992,10.01,51.998 | -",
                "alaska              | 1  | 179.95,52,-179.8,52.2 | -",
                "transverse          | 1  | polygon | -",
                // Across the 180th meridian.
                "west_of_180         | 1  | 179.985,-16.808,-179.994,-16.792 | -",
                "west_of_180         | 1  | 179.985,-16.808,-179.994,-16.792 | crs=EPSG:32760 scale=10",
                "west_of_180         | 1  | 179.985,-16.808,-179.994,-16.792 | crs=EPSG:4326 scale=10",
                "west_of_180         | 1  | 179.985,-16.808,-179.994,-16.792 | crs=EPSG:3857 scale=10 tile.max-bytes=5000",
                "degrees_to_180      | 1  | 179.95,-16.77,-179.95,-16.72 | -",
                "degrees_from_180    | 1  | 179.95,-16.77,-179.95,-16.72 | -",
                "degrees_from_180    | 1  | 179.95,-16.77,-179.95,-16.72 | scale=55.659745396637",
                "world               | 1  | 170,-20,-165,20 | -",
                "world               | 1  | 170,-20,-165,20 | scale=22263.898158654716",
                "world               | 1  | -180,-60,180,60 | tile.max-bytes=9000",
                "world_from_greenwich | 1 | 170,-20,-165,20 | -",
                "world_from_greenwich | 1 | -20,-20,20,20 | -",
                "world_in_mercator   | 1  | 160,-20,-160,20 | -",
                // Beyond the western and the southern edge of the raster.
                "int16               | 1  | -82.4450,8.3850,-82.4350,8.3950 | -",
                "two_bands           | 2  | -82.4450,8.3850,-82.4350,8.3950 | -",
            })
    void every_valid_pixel_of_the_area_and_no_other_is_in_the_file(String name, int bands, String area, String settings)
            throws IOException {
        String wanted = area.equals("box") ? BOX : area.equals(POLYGON) ? polygon.toString() : area;

        Path file = stored(name, bands, wanted, settings == null ? "" : settings);

        String found =
                Rasterio.run(SCRIPT, "check", file.toString(), raster(name).toString(), wanted);
        assertThat(found.lines().toList()).hasSize(bands).allSatisfy(line -> assertThat(line)
                .matches("valid [1-9]\\d{2,} lost 0 extra 0 wrong 0"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-82.434985,8.395812,-82.434983,8.395814",
                "[[-82.43498, 8.39581], [-82.43497, 8.39581], [-82.43498, 8.39582], [-82.43498, 8.39581]]",
            })
    void an_area_smaller_than_a_pixel_takes_the_one_that_it_touches(String area) throws IOException {
        String wanted = area;
        if (area.startsWith("[")) {
            wanted = Files.writeString(
                            folder.resolve("tiny.geojson"), "{\"type\": \"Polygon\", \"coordinates\": [" + area + "]}")
                    .toString();
        }

        Path file = stored("uint8_without_masks", 1, wanted, "");

        try (TiffReader reader = TiffReader.open(file)) {
            TiffImage image = reader.image();
            assertThat(List.of(image.width(), image.height())).containsExactly(1, 1);
            assertThat(reader.images().get(1).read(new Window(0, 0, 1, 1)).values(0))
                    .as("it has data")
                    .containsExactly(1);
        }
    }

    @Test
    void of_an_area_beyond_the_raster_nothing_is_stored() throws IOException {
        WholeFlow flow = once("int16", 1, "-82.3,8.3,-82.29,8.31", "");

        assertThat(flow.summary().path("stored").asInt()).isZero();
        assertThat(flow.summary().path("failed").asInt()).isZero();
        assertThat(flow.images()).isEmpty();
    }

    private static Path raster(String name) {
        return rasters.stream()
                .filter(file -> file.toString().endsWith("_" + name + ".tif"))
                .filter(file -> file.getFileName().toString().substring(16).equals(name + ".tif"))
                .findFirst()
                .orElseThrow();
    }

    private static Path stored(String name, int bands, String area, String settings) throws IOException {
        WholeFlow flow = once(name, bands, area, settings);
        JsonNode summary = flow.summary();
        assertThat(summary.path("stored").asInt())
                .as(summary.path("images").toString())
                .isEqualTo(1);
        return flow.images().get(0);
    }

    private static WholeFlow once(String name, int bands, String area, String settings) throws IOException {
        LocalDate day = LocalDate.of(2024, 1, 1 + rasters.indexOf(raster(name)));
        WholeFlow flow = new WholeFlow(emulator.url(), Files.createTempDirectory(folder, "output"));
        List<String> all = new ArrayList<>(List.of(
                "collection=users/emulator/rasters",
                "filter=",
                "scale=",
                "visualization.min=",
                "visualization.max=",
                "visualization.gamma=",
                "start=" + day,
                "end=" + day.plusDays(1),
                "area=" + area,
                "bands="
                        + IntStream.rangeClosed(1, bands)
                                .mapToObj(band -> "B" + band)
                                .collect(Collectors.joining(","))));
        Arrays.stream(settings.split(" ")).filter(setting -> !setting.isEmpty()).forEach(all::add);
        flow.once(all.toArray(String[]::new));
        return flow;
    }
}
