package dev.swath.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.Slow;
import dev.swath.emulator.EarthEngineEmulator;
import dev.swath.emulator.EmulatorSettings;
import dev.swath.flow.EmulatedRun;
import dev.swath.geotiff.TiffImage;
import dev.swath.geotiff.TiffReader;
import dev.swath.grid.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pictures that Earth Engine clips and paints have the pixels of those that Swath clips and paints. */
@Slow("Pictures clipped and outlined by the server have the pixels of those that are made here, whatever they show.")
class RenderTest {

    private static final String TRIANGLE = """
            {"type": "Polygon", "coordinates": [
              [[-82.4375, 8.3934], [-82.4322, 8.3929], [-82.4349, 8.3985], [-82.4375, 8.3934]],
              [[-82.4352, 8.3947], [-82.4345, 8.3947], [-82.4349, 8.3953], [-82.4352, 8.3947]]]}
            """;

    /** Rows that are compared at once. */
    private static final int STRIP = 512;

    private static EarthEngineEmulator emulator;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws IOException {
        emulator = EarthEngineEmulator.start(EmulatorSettings.defaults());
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    @Test
    void the_default_job_is_the_same_picture_either_way() throws IOException {
        assertSame();
    }

    /** The first image of the default job in its full size, 4975 by 5000 pixels. */
    @Test
    @Timeout(900)
    void the_whole_area_of_the_default_job_is_the_same_picture_either_way() throws IOException {
        assertSame("area = centre 8.3958,-82.4350 side 0.09", "end = 2024-01-06");
    }

    /** Images of zones 17 and 18, some of which end within the area. */
    @Test
    void an_area_across_the_border_of_two_zones_is_the_same_in_both() throws IOException {
        Set<String> files = assertSame(
                "area = -78.45,7.95,-77.55,8.65",
                "end = 2024-01-05",
                "scale = 240",
                "visualization.gamma = 1.35,1.2,1");

        assertThat(files).anyMatch(file -> file.contains("_T17")).anyMatch(file -> file.contains("_T18"));
    }

    @Test
    void without_an_outline_the_clip_alone_is_the_same() throws IOException {
        assertSame("outline.width = 0");
    }

    @Test
    void an_area_with_a_hole_is_clipped_and_outlined_alike() throws IOException {
        Path area = Files.writeString(folder.resolve("triangle.geojson"), TRIANGLE);

        assertSame("area = " + area, "outline.color = #ff8000", "outline.width = 3");
        assertSame("area = " + area, "outline.width = 0");
    }

    @Test
    void a_grey_outline_and_a_gamma_for_each_band_are_the_same() throws IOException {
        assertSame("outline.color = white", "visualization.gamma = 1.35,1.2,1");
    }

    @Test
    void a_picture_that_is_not_clipped_is_the_same() throws IOException {
        assertSame("clip = false");
    }

    @Test
    void clouds_are_masked_alike() throws IOException {
        assertSame("cloud-mask = scl", "scale = 5");
    }

    @Test
    void a_palette_of_an_index_is_the_same() throws IOException {
        assertSame(
                "bands = ndvi",
                "visualization.min = -0.2",
                "visualization.max = 0.9",
                "visualization.palette = a52a2a,yellow,006400");
    }

    @Test
    void a_composite_is_the_same() throws IOException {
        assertSame("composite = median", "composite.period = P1M", "crs = EPSG:32617", "scale = 10");
    }

    /** Far from the central meridian of MODIS' grid. */
    @Test
    void a_sinusoidal_grid_is_the_same() throws IOException {
        assertSame(
                "collection = MODIS/061/MOD13Q1",
                "area = -82.44,8.39,-82.41,8.42",
                "end = 2024-01-25",
                "bands = NDVI",
                "visualization.min = 0",
                "visualization.max = 9000",
                "outline.width = 1",
                "scale =");
    }

    @Test
    void many_tiles_are_the_same_as_one() throws IOException {
        assertSame("tile.max-bytes = 300000");
    }

    /** The outline is painted where the image has no pixels too. */
    @Test
    void an_area_at_the_edge_of_the_image_is_outlined_all_around() throws IOException {
        assertSame("area = -82.82,8.70,-82.81,8.705", "scale = 10");
    }

    @Test
    void an_image_that_is_masked_all_over_the_area_is_empty_although_its_outline_is_painted() throws IOException {
        EmulatedRun run = run("shown", "bands = a=B8*(SCL>99),b=B8,c=B8", "render = server");
        EmulatedRun masked =
                run("masked", "bands = a=B8/(SCL>99),b=B8,c=B8", "visualization.max = 1", "render = server");

        assertThat(run.images()).isNotEmpty();
        assertThat(masked.images()).isEmpty();
        assertThat(masked.summary().path("empty").asInt()).isPositive();
    }

    /** The names of the files. */
    private Set<String> assertSame(String... settings) throws IOException {
        List<String> server = new ArrayList<>(List.of(settings));
        server.add("render = server");
        EmulatedRun here = run("here", settings);
        EmulatedRun there = run("there", server.toArray(String[]::new));

        assertThat(here.exitCode()).isZero();
        assertThat(there.exitCode()).as(there.causes().toString()).isZero();
        assertThat(there.images().keySet()).isEqualTo(here.images().keySet()).isNotEmpty();
        for (String file : here.images().keySet()) {
            assertSamePixels(
                    folder.resolve("here").resolve(file),
                    folder.resolve("there").resolve(file));
        }
        return here.images().keySet();
    }

    /** Samples and masks at full size and in all overviews, in strips. */
    private static void assertSamePixels(Path here, Path there) throws IOException {
        try (TiffReader one = TiffReader.open(here);
                TiffReader other = TiffReader.open(there)) {
            assertThat(other.images()).hasSameSizeAs(one.images());
            for (int i = 0; i < one.images().size(); i++) {
                TiffImage expected = one.images().get(i);
                for (int row = 0; row < expected.height(); row += STRIP) {
                    int rows = Math.min(STRIP, expected.height() - row);
                    Window strip = new Window(0, row, expected.width(), rows);
                    assertThat(other.images().get(i).read(strip).data())
                            .as("image %d of %s, %s", i, there.getFileName(), strip)
                            .isEqualTo(expected.read(strip).data());
                }
            }
        }
    }

    private EmulatedRun run(String name, String... settings) throws IOException {
        Map<String, String> small = EmulatedRun.settings(
                "area = centre 8.3958,-82.4350 side 0.005",
                "start = 2024-01-01",
                "end = 2024-01-16",
                "filter =",
                "file-name = {id}.tif",
                "stac = false",
                "quicklook = 0",
                "report = false",
                "force = true");
        Path output = folder.resolve(name);
        Files.createDirectories(output);
        return EmulatedRun.once(emulator.url(), output, List.of(small, EmulatedRun.settings(settings)));
    }
}
