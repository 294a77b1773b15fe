package dev.swath.geotiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swath.Gdal;
import dev.swath.grid.AffineTransform;
import dev.swath.grid.RasterGrid;
import dev.swath.grid.SampleType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GeoTiffEncoderTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(SampleType.class)
    void gdal_reads_back_the_samples_of_every_type(SampleType type) throws IOException {
        Gdal.require();
        Samples samples = TestRasters.noise(type, 300, 270, 4, 7);

        Path file = write(GeoTiffEncoder.encode(samples, Optional.empty(), OptionalDouble.empty(), List.of()));

        assertThat(GdalPixels.read(file, folder)).isEqualTo(samples.data());
    }

    @Test
    void gdal_finds_reference_system_transform_nodata_and_names() throws IOException {
        Gdal.require();
        Samples samples = TestRasters.noise(SampleType.INT16, 40, 30, 2, 1);
        RasterGrid grid =
                new RasterGrid(TestRasters.epsg(32617), AffineTransform.northUp(337030, 933340, 10, 10), 40, 30);

        Path file = write(
                GeoTiffEncoder.encode(samples, Optional.of(grid), OptionalDouble.of(-9999), List.of("B8", "B<4>")));

        assertThat(Gdal.run("gdalinfo", file.toString()))
                .contains("ID[\"EPSG\",32617]]", "Origin = (337030.000000000000000,933340.000000000000000)")
                .contains("Pixel Size = (10.000000000000000,-10.000000000000000)")
                .contains("NoData Value=-9999", "Description = B8", "Description = B<4>");
    }

    @Test
    void refuses_a_grid_of_another_size() {
        Samples samples = TestRasters.noise(SampleType.UINT8, 40, 30, 1, 1);
        RasterGrid grid = new RasterGrid(TestRasters.epsg(32617), AffineTransform.northUp(0, 0, 10, 10), 30, 40);

        assertThatThrownBy(() -> GeoTiffEncoder.encode(samples, Optional.of(grid), OptionalDouble.empty(), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a grid of 30 x 40 pixels for samples of 40 x 30");
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("image.tif"), bytes);
    }
}
