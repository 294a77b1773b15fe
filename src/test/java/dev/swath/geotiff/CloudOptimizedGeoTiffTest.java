package dev.swath.geotiff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.Gdal;
import dev.swath.grid.AffineTransform;
import dev.swath.grid.RasterGrid;
import dev.swath.grid.SampleType;
import dev.swath.job.Mask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** GDAL judges the files. */
class CloudOptimizedGeoTiffTest {
    private static final byte[] ALL_VALID = {};

    @TempDir
    Path folder;

    @BeforeEach
    void needs_gdal() {
        Gdal.require();
    }

    @ParameterizedTest
    @EnumSource(SampleType.class)
    void gdal_accepts_and_reads_back_every_sample_type(SampleType type) throws IOException {
        Samples samples = TestRasters.noise(type, 1025, 700, 2, 3);

        Path file = write(raw(samples, OptionalDouble.empty()), samples, ALL_VALID);

        assertThat(validate(file))
                .contains("is a valid cloud optimized GeoTIFF")
                .doesNotContain("warning");
        assertThat(GdalPixels.read(file, folder)).isEqualTo(samples.data());
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 3", "511, 513, 3", "513, 511, 4", "512, 512, 7", "1025, 700, 3", "1, 1030, 1", "2600, 3, 2"})
    void gdal_accepts_and_reads_back_odd_sizes_with_and_without_mask(int width, int height, int bands)
            throws IOException {
        Samples samples = TestRasters.noise(SampleType.UINT8, width, height, bands, 5);
        byte[] valid = TestRasters.disc(width, height);

        Path plain = write(raw(samples, OptionalDouble.empty()), samples, ALL_VALID);
        assertThat(validate(plain))
                .contains("is a valid cloud optimized GeoTIFF")
                .doesNotContain("warning");
        assertThat(GdalPixels.read(plain, folder)).isEqualTo(samples.data());

        Path masked = write(masked(samples), samples, valid);
        assertThat(validate(masked))
                .contains("is a valid cloud optimized GeoTIFF")
                .doesNotContain("warning");
        assertThat(GdalPixels.read(masked, folder)).isEqualTo(TestRasters.filled(samples, valid, 0));
        assertThat(GdalPixels.read(masked, folder, "-b", "mask")).isEqualTo(TestRasters.as255(valid));
    }

    private Path write(ImageDescription image, Samples samples, byte[] valid) throws IOException {
        try (CloudOptimizedGeoTiff cog = new CloudOptimizedGeoTiff(image, folder.resolve("work"))) {
            cog.put(0, 0, samples, valid);
            return cog.finish(folder.resolve("image.tif"));
        }
    }

    private static String validate(Path file) {
        return Gdal.run(
                "/usr/bin/python3",
                "-m",
                "osgeo_utils.samples.validate_cloud_optimized_geotiff",
                "--full-check=yes",
                file.toString());
    }

    private static ImageDescription raw(Samples samples, OptionalDouble nodata) {
        return new ImageDescription(
                grid(samples), samples.type(), names(samples.bands()), Mask.NODATA, nodata, false, Map.of());
    }

    private static ImageDescription masked(Samples samples) {
        return new ImageDescription(
                grid(samples),
                samples.type(),
                names(samples.bands()),
                Mask.INTERNAL,
                OptionalDouble.empty(),
                samples.bands() == 3,
                Map.of());
    }

    private static RasterGrid grid(Samples samples) {
        return new RasterGrid(
                TestRasters.epsg(32617),
                AffineTransform.northUp(337030, 933340, 2, 2),
                samples.width(),
                samples.height());
    }

    private static List<String> names(int bands) {
        return IntStream.rangeClosed(1, bands).mapToObj(band -> "B" + band).toList();
    }
}
