package dev.swath.geotiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swath.grid.AffineTransform;
import dev.swath.grid.Projection;
import dev.swath.grid.RasterGrid;
import dev.swath.grid.SampleType;
import dev.swath.grid.Tile;
import dev.swath.grid.Window;
import dev.swath.job.Mask;
import dev.swath.job.MaskSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaskBandsTest {

    private static final RasterGrid GRID =
            new RasterGrid(Projection.of("EPSG:32617"), new AffineTransform(10, 0, 300_000, 0, -10, 900_000), 4, 1);
    private static final Window ALL = new Window(0, 0, 4, 1);

    @TempDir
    Path folder;

    @Test
    void zeros_are_data_where_the_mask_of_their_band_says_so() throws IOException {
        ImageDescription image = new ImageDescription(
                GRID, SampleType.INT16, List.of("a", "b"), Mask.NODATA, OptionalDouble.empty(), false, Map.of());
        byte[] reply = reply(SampleType.INT16, 4, 0, 7, 1, 1, 0, 0, 0, 1, -5, 0, 1, 0, 0, 0, 0, 0);

        Samples written = written(image, reply);

        assertThat(values(written)).containsExactly(0, 7, -32768, 0, -5, -32768, -32768, -32768);
    }

    @Test
    void a_picture_has_one_mask() throws IOException {
        ImageDescription image = new ImageDescription(
                GRID,
                SampleType.UINT8,
                List.of("red", "green", "blue"),
                Mask.NODATA,
                OptionalDouble.of(0),
                true,
                Map.of());
        byte[] reply = reply(SampleType.UINT8, 4, 0, 0, 0, 1, 9, 8, 7, 1, 0, 0, 0, 0, 0, 5, 0, 1);

        Samples written = written(image, reply);

        // Black that is data must not look like nodata.
        assertThat(values(written)).containsExactly(1, 1, 1, 9, 8, 7, 0, 0, 0, 1, 5, 1);
    }

    @Test
    void a_reply_without_its_masks_is_not_the_one_that_was_requested() {
        ImageDescription image = new ImageDescription(
                GRID, SampleType.INT16, List.of("a"), Mask.NODATA, OptionalDouble.empty(), false, Map.of());

        assertThatThrownBy(() -> written(image, reply(SampleType.INT16, 1, 1, 2, 3, 4)))
                .isInstanceOf(TiffException.class)
                .hasMessageContaining("1 bands of INT16 instead of 4 x 1 with 2 of INT16");
    }

    private Samples written(ImageDescription image, byte[] reply) throws IOException {
        Path file = folder.resolve("image.tif");
        try (ImageAssembly assembly = ImageAssembly.ofMaskedReplies(
                image, Optional.empty(), Optional.empty(), MaskSource.REQUEST, false, folder.resolve("work"))) {
            ImageAssembly.Accepted accepted =
                    assembly.accept(new Tile(0, ALL, ALL, GRID, 1, 0, 0), reply, new TileMasks());
            assertThat(accepted.missing()).isEmpty();
            assembly.finish(file);
        }
        try (TiffReader reader = TiffReader.open(file)) {
            return reader.image().read(ALL);
        }
    }

    private static byte[] reply(SampleType type, int bands, double... values) {
        byte[] data = new byte[values.length * type.bytes()];
        for (int i = 0; i < values.length; i++) {
            SampleAccess.of(type).set(data, i, values[i]);
        }
        return GeoTiffEncoder.encode(
                new Samples(type, 4, 1, bands, data), Optional.of(GRID), OptionalDouble.empty(), List.of());
    }

    private static int[] values(Samples samples) {
        int[] values = new int[samples.data().length / samples.type().bytes()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (int) SampleAccess.of(samples.type()).get(samples.data(), i);
        }
        return values;
    }
}
