package dev.swath.geotiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.swath.Gdal;
import dev.swath.Slow;
import dev.swath.grid.AffineTransform;
import dev.swath.grid.RasterGrid;
import dev.swath.grid.SampleType;
import dev.swath.grid.Window;
import dev.swath.job.Compression;
import dev.swath.job.Mask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** GDAL reads files of every compression. */
@Slow("GDAL accepts files of every compression and reads their pixels and masks.")
class CompressionTest {

    @TempDir
    Path folder;

    @BeforeEach
    void needs_gdal() {
        Gdal.require();
    }

    @ParameterizedTest
    @CsvSource({
        "DEFLATE, UINT8, 3, DEFLATE", "ZSTD, UINT8, 3, ZSTD", "LZW, UINT8, 3, LZW", "NONE, UINT8, 3, ''",
        "ZSTD, FLOAT32, 2, ZSTD", "LZW, INT16, 1, LZW", "LZW, FLOAT64, 1, LZW", "NONE, UINT16, 4, ''"
    })
    void gdal_reads_the_pixels_and_the_mask_of_repetitions(
            Compression compression, SampleType type, int bands, String name) throws IOException {
        Samples cells = TestRasters.noise(type, 250, 170, bands, 3);
        PixelBlock all = new PixelBlock(250, 170, cells.data(), new byte[0]).repeated(Repeats.each(170, 3));
        Samples samples = new Samples(type, 750, 510, bands, all.data());
        byte[] valid = TestRasters.disc(750, 510);

        Path file = write(samples, valid, compression, 3);

        assertThat(Gdal.run(
                        "/usr/bin/python3",
                        "-m",
                        "osgeo_utils.samples.validate_cloud_optimized_geotiff",
                        "--full-check=yes",
                        file.toString()))
                .contains("is a valid cloud optimized GeoTIFF")
                .doesNotContain("warning");
        assertThat(GdalPixels.read(file, folder)).isEqualTo(TestRasters.filled(samples, valid, 0));
        assertThat(GdalPixels.read(file, folder, "-b", "mask")).isEqualTo(TestRasters.as255(valid));
        String info = Gdal.run("gdalinfo", file.toString());
        assertThat(info.contains("COMPRESSION=")).isEqualTo(!name.isEmpty());
        assertThat(info).contains(name.isEmpty() ? "LAYOUT=COG" : "COMPRESSION=" + name);
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void swath_reads_its_own_files(Compression compression) throws IOException {
        Samples samples = TestRasters.noise(SampleType.UINT16, 600, 70, 2, 3);

        Path file = write(samples, new byte[0], compression, 1);

        try (TiffReader reader = TiffReader.open(file)) {
            assertThat(reader.image().read(new Window(0, 0, 600, 70)).data()).isEqualTo(samples.data());
        }
    }

    @Test
    void the_native_code_of_zstandard_is_there_on_this_machine() {
        assumeTrue(System.getProperty("os.arch").matches("amd64|aarch64|x86_64"));

        assertThat(Zstandard.isAvailable()).isTrue();
        assertThat(Zstandard.orDeflate(Compression.ZSTD)).isEqualTo(Compression.ZSTD);
        assertThat(Zstandard.orDeflate(Compression.LZW)).isEqualTo(Compression.LZW);
    }

    private Path write(Samples samples, byte[] valid, Compression compression, int repeat) throws IOException {
        RasterGrid grid = new RasterGrid(
                TestRasters.epsg(32617),
                AffineTransform.northUp(337030, 933340, 2, 2),
                samples.width(),
                samples.height());
        List<String> names = Collections.nCopies(samples.bands(), "B");
        ImageDescription image = new ImageDescription(
                grid,
                samples.type(),
                names,
                Mask.INTERNAL,
                OptionalDouble.empty(),
                samples.type() == SampleType.UINT8,
                Map.of(),
                repeat,
                compression);
        try (CloudOptimizedGeoTiff cog = new CloudOptimizedGeoTiff(image, folder)) {
            cog.put(0, 0, samples, valid);
            return cog.finish(folder.resolve("image.tif"));
        }
    }
}
