package dev.swath.geotiff;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swath.grid.AffineTransform;
import dev.swath.grid.RasterGrid;
import dev.swath.grid.SampleType;
import dev.swath.job.Mask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WrittenFileTest {
    private static final List<Level> LEVELS = Level.pyramid(700, 600, 3, 1);

    @TempDir
    Path folder;

    private final ImageDescription image = picture(700, 600);
    private Path file;
    private byte[] bytes;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("image.tif");
        try (CloudOptimizedGeoTiff cog = new CloudOptimizedGeoTiff(image, folder)) {
            cog.put(0, 0, TestRasters.noise(SampleType.UINT8, 700, 600, 3, 3), TestRasters.disc(700, 600));
            cog.finish(file);
        }
        bytes = Files.readAllBytes(file);
    }

    @Test
    void a_file_as_written_passes() {
        assertThatCode(() -> new WrittenFile(image, LEVELS).verify(file, bytes.length))
                .doesNotThrowAnyException();
    }

    @Test
    void a_file_cut_short_does_not() throws IOException {
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));

        assertThatThrownBy(() -> new WrittenFile(image, LEVELS).verify(file, bytes.length))
                .isInstanceOf(IOException.class)
                .hasMessage("image.tif is not what was written to it: its length is %d instead of %d"
                        .formatted(bytes.length - 1, bytes.length));
    }

    @Test
    void a_file_with_garbage_in_its_last_block_does_not() throws IOException {
        byte[] garbled = bytes.clone();
        Arrays.fill(garbled, bytes.length - 60, bytes.length - 30, (byte) 0x5A);
        Files.write(file, garbled);

        assertThatThrownBy(() -> new WrittenFile(image, LEVELS).verify(file, bytes.length))
                .isInstanceOf(IOException.class);
    }

    @Test
    void a_file_of_another_size_does_not() {
        assertThatThrownBy(() ->
                        new WrittenFile(picture(701, 600), Level.pyramid(701, 600, 3, 1)).verify(file, bytes.length))
                .isInstanceOf(IOException.class)
                .hasMessage("image.tif is not what was written to it: 700 x 600 x 3 UINT8");
    }

    private static ImageDescription picture(int width, int height) {
        RasterGrid grid =
                new RasterGrid(TestRasters.epsg(32617), AffineTransform.northUp(337030, 933340, 2, 2), width, height);
        return new ImageDescription(
                grid, SampleType.UINT8, List.of("R", "G", "B"), Mask.INTERNAL, OptionalDouble.empty(), true, Map.of());
    }
}
