package dev.swath.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.swath.Slow;
import dev.swath.emulator.EarthEngineEmulator;
import dev.swath.emulator.EmulatorSettings;
import dev.swath.geotiff.GeoTiffEncoder;
import dev.swath.geotiff.LittleEndian;
import dev.swath.geotiff.Samples;
import dev.swath.grid.AffineTransform;
import dev.swath.grid.Projection;
import dev.swath.grid.RasterGrid;
import dev.swath.grid.SampleType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replies of zeros where an image should have data: the file may be correct, so the run does not fail but warns. */
@Slow("A run warns of replies of zeros where an image should have data, and of no others.")
class ZeroRepliesTest {

    private static final int SIDE = 300;
    /** The area and a kilometre more on each side. */
    private static final RasterGrid RASTER =
            new RasterGrid(Projection.of("EPSG:32617"), AffineTransform.northUp(340_500, 929_850, 10, 10), SIDE, SIDE);

    private static final int NODATA = 65_535;

    @TempDir
    private Path folder;

    @Test
    void a_reply_of_zeros_within_the_footprint_is_a_warning() throws IOException {
        JsonNode summary = once(column -> 0);

        assertThat(summary.path("stored").asInt()).isEqualTo(1);
        assertThat(summary.at("/images/0/zeroReplies").asInt()).isEqualTo(1);
        assertThat(summary.path("warnings")).hasSize(1);
        assertThat(summary.at("/warnings/0/image").asText()).endsWith("/20240110T160621_raster");
        assertThat(summary.at("/warnings/0/warning").asText())
                .isEqualTo("replies of nothing but zeros within its footprint: 1");
    }

    @Test
    void an_image_that_is_masked_throughout_the_area_is_a_warning_too() throws IOException {
        JsonNode summary = once(column -> NODATA);

        assertThat(summary.path("empty").asInt()).isEqualTo(1);
        assertThat(summary.path("warnings")).hasSize(1);
    }

    @Test
    void zeros_beside_data_are_none() throws IOException {
        JsonNode summary = once(column -> column == SIDE / 2 ? 1 : 0);

        assertThat(summary.path("stored").asInt()).isEqualTo(1);
        assertThat(summary.path("warnings")).isEmpty();
    }

    @Test
    void zeros_where_the_image_ends_are_none() throws IOException {
        // The area reaches beyond the western edge of the raster.
        JsonNode summary = once(column -> 0, "area=centre 8.3958,-82.4480 side 0.008");

        assertThat(summary.path("stored").asInt()).isEqualTo(1);
        assertThat(summary.path("warnings")).isEmpty();
    }

    private JsonNode once(IntUnaryOperator value, String... settings) throws IOException {
        byte[] data = new byte[SIDE * SIDE * 2];
        for (int i = 0; i < SIDE * SIDE; i++) {
            LittleEndian.putShort(data, i * 2, (short) value.applyAsInt(i % SIDE));
        }
        byte[] file = GeoTiffEncoder.encode(
                new Samples(SampleType.UINT16, SIDE, SIDE, 1, data),
                Optional.of(RASTER),
                OptionalDouble.of(NODATA),
                List.of("B1"));
        Path rasters = Files.createDirectories(folder.resolve("rasters"));
        Files.write(rasters.resolve("20240110T160621_raster.tif"), file);
        try (EarthEngineEmulator emulator =
                EarthEngineEmulator.start(EmulatorSettings.defaults().withFolder(rasters))) {
            WholeFlow flow = new WholeFlow(emulator.url(), folder.resolve("output"));
            List<String> all = new ArrayList<>(List.of(
                    "collection=users/emulator/rasters",
                    "filter=",
                    "scale=",
                    "bands=B1",
                    "visualization.min=",
                    "visualization.max=",
                    "visualization.gamma="));
            all.addAll(List.of(settings));
            flow.once(all.toArray(String[]::new));
            return flow.summary();
        }
    }
}
