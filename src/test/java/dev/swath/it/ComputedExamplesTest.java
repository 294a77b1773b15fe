package dev.swath.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.Slow;
import dev.swath.geotiff.Samples;
import dev.swath.geotiff.TiffImage;
import dev.swath.geotiff.TiffReader;
import dev.swath.grid.SampleType;
import dev.swath.grid.Window;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each example under routes/jobs that computes, masks or composes runs by its name and makes what its file describes. */
@Slow("Each example job that computes, masks or composes runs by its name and makes what its file promises.")
@Timeout(180)
class ComputedExamplesTest {

    private static final String SMALL = "swath.area=centre 8.3958,-82.4350 side 0.02";

    @TempDir
    private Path output;

    private ExampleJob example;

    @BeforeEach
    void prepare() {
        example = new ExampleJob(output);
    }

    @Test
    void ndvi_latest_makes_one_picture_in_the_colours_of_its_palette() throws IOException {
        List<Path> files = example.once("ndvi-latest", "2024-01-31");

        assertThat(files).hasSize(1);
        assertThat(files.get(0).getFileName().toString()).endsWith("_NDVI.tif");
        try (TiffReader reader = TiffReader.open(files.get(0))) {
            Samples pixels = reader.image()
                    .read(new Window(
                            0, 0, reader.image().width(), reader.image().height()));
            assertThat(IntStream.range(0, pixels.width() * pixels.height())
                            .filter(pixel -> isGreen(pixels.data(), 3 * pixel))
                            .count())
                    .as("green pixels")
                    .isGreaterThan(1000);
        }
    }

    private static boolean isGreen(byte[] colours, int at) {
        int green = colours[at + 1] & 0xFF;
        return green > (colours[at] & 0xFF) + 10 && green > (colours[at + 2] & 0xFF) + 10;
    }

    @Test
    void monthly_median_cloud_free_makes_one_picture_a_month_without_clouds() throws IOException {
        List<Path> files = example.once("monthly-median-cloud-free", "2024-03-01", "swath.scale=40");

        assertThat(files)
                .extracting(file -> file.getFileName().toString())
                .containsExactly("2024-01_median.tif", "2024-02_median.tif");
        for (Path file : files) {
            try (TiffReader reader = TiffReader.open(file)) {
                TiffImage image = reader.image();
                Samples pixels = image.read(new Window(0, 0, image.width(), image.height()));
                int white = 0;
                for (int pixel = 0; pixel < image.width() * image.height(); pixel++) {
                    white += (pixels.data()[3 * pixel] & 0xFF) > 250 ? 1 : 0;
                }
                assertThat(white).as("pixels as bright as clouds").isLessThan(image.width() * image.height() / 20);
            }
        }
    }

    @Test
    void landsat_temperature_makes_degrees_celsius_without_clouds() throws IOException {
        List<Path> files =
                example.once("landsat-temperature", "2024-02-01", "swath.area=centre 8.3958,-82.4350 side 0.09");

        assertThat(files)
                .extracting(file -> file.getFileName().toString())
                .containsExactly("LC09_014054_20240115_celsius.tif", "LC09_014054_20240131_celsius.tif");
        double[] celsius = ExampleJob.floats(files.get(0), 0);
        assertThat(finite(celsius))
                .as("the warm land of the dry season, and nothing as cold as clouds")
                .hasSizeGreaterThan(celsius.length / 2)
                .allMatch(degrees -> degrees > 12 && degrees < 50);
    }

    @Test
    void radar_backscatter_makes_two_polarizations_in_decibels() throws IOException {
        List<Path> files = example.once("radar-backscatter", "2024-01-13");

        assertThat(files).hasSize(1);
        assertThat(files.get(0).getFileName().toString()).startsWith("S1A_IW_GRDH_1SDV_20240111T111413_");
        try (TiffReader reader = TiffReader.open(files.get(0))) {
            assertThat(reader.image().descriptions()).containsExactly("VV", "VH");
            assertThat(reader.image().grid().orElseThrow().transform().scaleX()).isEqualTo(10);
        }
        double vv = finite(ExampleJob.floats(files.get(0), 0)).average().orElseThrow();
        double vh = finite(ExampleJob.floats(files.get(0), 1)).average().orElseThrow();
        assertThat(vv).isBetween(-16.0, -6.0);
        assertThat(vh).isBetween(vv - 12, vv - 4);
    }

    @Test
    void dem_makes_one_grid_of_heights_of_two_tiles() throws IOException {
        List<Path> files = example.once("dem", "2024-01-01", "swath.scale=90");

        assertThat(files).extracting(file -> file.getFileName().toString()).containsExactly("whole_mosaic_dem.tif");
        double[] heights = ExampleJob.floats(files.get(0), 0);
        try (TiffReader reader = TiffReader.open(files.get(0))) {
            assertThat(reader.image().epsg()).hasValue(32617);
        }
        assertThat(Arrays.stream(heights)
                        .filter(height -> height > 0 && height < 4000)
                        .count())
                .as("pixels of land: both sides of the ninth parallel")
                .isGreaterThan(heights.length * 95L / 100);
        assertThat(finite(heights).max().orElseThrow()).isGreaterThan(2500);
    }

    /** Without the pixels outside the area and under masks. */
    private static DoubleStream finite(double[] values) {
        return Arrays.stream(values).filter(Double::isFinite);
    }

    @Test
    void clear_over_david_makes_a_picture_without_clouds_and_leaves_cloudy_days_out() throws IOException {
        List<Path> files = example.once("clear-over-david", "2024-07-31", SMALL, "swath.max-images=1");

        assertThat(files)
                .extracting(file -> file.getFileName().toString())
                .containsExactly("20240718T160511_20240718T160738_T17PLK.tif");
        assertThat(example.summary()).contains("max-cloud-in-area");
    }

    @Test
    void david_server_makes_pictures_with_a_blue_border() throws IOException {
        for (Path file : example.once("david-server", "2024-01-12", SMALL)) {
            try (TiffReader reader = TiffReader.open(file)) {
                Samples pixels = reader.image()
                        .read(new Window(
                                0, 0, reader.image().width(), reader.image().height()));
                long blue = IntStream.range(0, pixels.width() * pixels.height())
                        .filter(pixel -> isBlue(pixels.data(), 3 * pixel))
                        .count();
                assertThat(blue)
                        .as("the border of the area, two pixels wide")
                        .isBetween(3L * (pixels.width() + pixels.height()), 6L * (pixels.width() + pixels.height()));
            }
        }
    }

    private static boolean isBlue(byte[] colours, int at) {
        return colours[at] == 0 && colours[at + 1] == 0 && (colours[at + 2] & 0xFF) == 255;
    }

    @Test
    void ndvi_variation_makes_one_file_of_standard_deviations() throws IOException {
        List<Path> files = example.once("ndvi-variation", "2024-02-15", SMALL);

        assertThat(files)
                .extracting(file -> file.getFileName().toString())
                .containsExactly("2024-01-01_2024-02-15_ndvi-variation.tif");
        double[] deviations = ExampleJob.floats(files.get(0), 0);
        assertThat(finite(deviations))
                .hasSizeGreaterThan(deviations.length / 2)
                .allMatch(deviation -> deviation >= 0 && deviation < 1);
        assertThat(finite(deviations).max().orElseThrow())
                .as("fields that were harvested")
                .isGreaterThan(0.03);
    }

    @Test
    void greenest_pixels_makes_the_index_and_reflectance_of_an_open_quarter() throws IOException {
        List<Path> files = example.once("greenest-pixels", "2024-02-01", SMALL);

        assertThat(files).extracting(file -> file.getFileName().toString()).containsExactly("2024-01_quality-ndvi.tif");
        try (TiffReader reader = TiffReader.open(files.get(0))) {
            assertThat(reader.image().descriptions()).containsExactly("ndvi", "B4", "B3", "B2");
            assertThat(reader.image().epsg()).hasValue(32617);
        }
        assertThat(finite(ExampleJob.floats(files.get(0), 0)).average().orElseThrow())
                .as("index")
                .isBetween(0.3, 0.9);
        assertThat(finite(ExampleJob.floats(files.get(0), 1)).average().orElseThrow())
                .as("red")
                .isBetween(0.01, 0.2);
    }

    @Test
    void dark_quarter_makes_reflectance_in_two_bytes() throws IOException {
        List<Path> files = example.once("dark-quarter", "2024-02-01", SMALL);

        assertThat(files).extracting(file -> file.getFileName().toString()).containsExactly("whole_percentile-25.tif");
        try (TiffReader reader = TiffReader.open(files.get(0))) {
            assertThat(reader.image().type()).isEqualTo(SampleType.INT16);
            assertThat(reader.image().descriptions()).containsExactly("B4", "B3", "B2");
        }
    }

    @Test
    void latest_backscatter_makes_one_grid_of_the_newest_values() throws IOException {
        List<Path> files = example.once("latest-backscatter", "2024-01-22", SMALL);

        assertThat(files).extracting(file -> file.getFileName().toString()).containsExactly("whole_latest.tif");
        assertThat(finite(ExampleJob.floats(files.get(0), 0)).average().orElseThrow())
                .isBetween(-16.0, -6.0);
    }
}
