package dev.swath.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.Slow;
import dev.swath.cli.SwathCommand;
import dev.swath.geotiff.Samples;
import dev.swath.geotiff.TiffImage;
import dev.swath.geotiff.TiffReader;
import dev.swath.grid.SampleType;
import dev.swath.grid.Window;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each example under routes/jobs runs by its name and makes what its file describes. */
@Slow("Each example job runs by its name and makes what its file promises.")
@Timeout(180)
class ExampleJobsTest {

    @TempDir
    private Path output;

    @Test
    void every_job_file_is_tried_here_or_is_the_default_job() throws IOException {
        Set<String> tried = Arrays.stream(ExampleJobsTest.class.getDeclaredMethods())
                .map(method -> method.getName().split("_makes_")[0].replace('_', '-'))
                .collect(Collectors.toCollection(TreeSet::new));
        try (Stream<Path> files = Files.walk(Path.of("routes/jobs"))) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".camel.yaml"))
                            .map(name -> name.replace(".camel.yaml", ""))
                            .filter(name -> !name.equals("david-chiriqui")))
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(tried).contains(name));
        }
    }

    @Test
    void baru_raw_makes_four_bands_of_uint16_masked_outside_the_polygon() throws IOException {
        for (Path file : once("baru-raw", "2024-01-12")) {
            try (TiffReader reader = TiffReader.open(file)) {
                TiffImage image = reader.image();
                assertThat(image.type()).isEqualTo(SampleType.UINT16);
                assertThat(image.descriptions()).containsExactly("B2", "B3", "B4", "B8");
                assertThat(image.nodata()).hasValue(65_535);
                assertThat(image.grid().orElseThrow().transform().scaleX()).isEqualTo(10);
                Samples pixels = image.read(new Window(0, 0, image.width(), image.height()));
                assertThat(value(pixels, 0, 0, 0)).isEqualTo(65_535);
                assertThat(value(pixels, image.width() / 2, image.height() / 2, 3))
                        .isPositive();
            }
        }
    }

    @Test
    void david_classes_makes_pictures_of_the_twelve_colours_and_no_other() throws IOException {
        Set<Integer> colours = Set.of(
                0x000000, 0xff0000, 0x2f2f2f, 0x643200, 0x00a000, 0xffe65a, 0x0000ff, 0x808080, 0xc0c0c0, 0xffffff,
                0x64c8ff, 0xff96ff);
        for (Path file : once("david-classes", "2024-01-12")) {
            try (TiffReader reader = TiffReader.open(file)) {
                TiffImage image = reader.image();
                assertThat(image.bands()).isEqualTo(3);
                Samples pixels = image.read(new Window(0, 0, image.width(), image.height()));
                Set<Integer> seen = new TreeSet<>();
                for (int row = 0; row < image.height(); row++) {
                    for (int column = 0; column < image.width(); column++) {
                        int colour = 0;
                        for (int band = 0; band < 3; band++) {
                            colour = colour << 8 | value(pixels, column, row, band);
                        }
                        seen.add(colour);
                    }
                }
                assertThat(colours).containsAll(seen);
                assertThat(seen).hasSizeGreaterThan(2);
            }
        }
    }

    @Test
    void david_ndvi_makes_stacks_that_begin_with_near_infrared() throws IOException {
        for (Path file : once("david-ndvi", "2024-01-12")) {
            try (TiffReader reader = TiffReader.open(file)) {
                assertThat(reader.image().descriptions()).containsExactly("B8", "B4", "B3", "B2");
                assertThat(Double.parseDouble(reader.image().metadata().get("CLOUDY_PIXEL_PERCENTAGE")))
                        .isLessThan(20);
            }
        }
    }

    @Test
    void darien_makes_images_of_several_tiles_in_two_zones() throws IOException {
        List<Path> files = once("darien", "2024-01-05", "swath.scale=240");
        Set<Integer> zones = new TreeSet<>();
        for (Path file : files) {
            try (TiffReader reader = TiffReader.open(file)) {
                zones.add(reader.image().epsg().orElseThrow());
            }
        }
        assertThat(zones).containsExactly(32617, 32618);
        assertThat(files).hasSizeGreaterThan(3);
    }

    @Test
    void baru_folder_makes_pictures_of_a_collection_of_ones_own() throws IOException {
        List<Path> files = once("baru-folder", "2024-02-01");
        assertThat(files)
                .extracting(file -> file.getFileName().toString())
                .containsExactly("20240105_baru_20m.tif", "20240110_baru_20m.tif");
        try (TiffReader reader = TiffReader.open(files.get(0))) {
            assertThat(reader.image().grid().orElseThrow().transform().scaleX()).isEqualTo(20);
        }
    }

    private static int value(Samples samples, int column, int row, int band) {
        int sample = (row * samples.width() + column) * samples.bands() + band;
        return samples.type() == SampleType.UINT8
                ? samples.data()[sample] & 0xff
                : (samples.data()[2 * sample] & 0xff) | (samples.data()[2 * sample + 1] & 0xff) << 8;
    }

    @Test
    void ndvi_latest_makes_one_picture_in_the_colours_of_its_palette() throws IOException {
        List<Path> files = once("ndvi-latest", "2024-01-31");

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
        List<Path> files = once("monthly-median-cloud-free", "2024-03-01", "swath.scale=40");

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
        List<Path> files = once("landsat-temperature", "2024-02-01", "swath.area=centre 8.3958,-82.4350 side 0.09");

        assertThat(files)
                .extracting(file -> file.getFileName().toString())
                .containsExactly("LC09_014054_20240115_celsius.tif", "LC09_014054_20240131_celsius.tif");
        double[] celsius = floats(files.get(0), 0, SampleType.FLOAT32);
        assertThat(finite(celsius))
                .as("the warm land of the dry season, and nothing as cold as clouds")
                .hasSizeGreaterThan(celsius.length / 2)
                .allMatch(degrees -> degrees > 12 && degrees < 50);
    }

    @Test
    void radar_backscatter_makes_two_polarizations_in_decibels() throws IOException {
        List<Path> files = once("radar-backscatter", "2024-01-13");

        assertThat(files).hasSize(1);
        assertThat(files.get(0).getFileName().toString()).startsWith("S1A_IW_GRDH_1SDV_20240111T111413_");
        try (TiffReader reader = TiffReader.open(files.get(0))) {
            assertThat(reader.image().descriptions()).containsExactly("VV", "VH");
            assertThat(reader.image().grid().orElseThrow().transform().scaleX()).isEqualTo(10);
        }
        double vv =
                finite(floats(files.get(0), 0, SampleType.FLOAT32)).average().orElseThrow();
        double vh =
                finite(floats(files.get(0), 1, SampleType.FLOAT32)).average().orElseThrow();
        assertThat(vv).isBetween(-16.0, -6.0);
        assertThat(vh).isBetween(vv - 12, vv - 4);
    }

    @Test
    void dem_makes_one_grid_of_heights_of_two_tiles() throws IOException {
        List<Path> files = once("dem", "2024-01-01", "swath.scale=90");

        assertThat(files).extracting(file -> file.getFileName().toString()).containsExactly("whole_mosaic_dem.tif");
        double[] heights = floats(files.get(0), 0, SampleType.FLOAT32);
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

    /** The numbers of one band of a file of floating point. */
    private static double[] floats(Path file, int band, SampleType type) throws IOException {
        try (TiffReader reader = TiffReader.open(file)) {
            TiffImage image = reader.image();
            assertThat(image.type()).isEqualTo(type);
            Samples pixels = image.read(new Window(0, 0, image.width(), image.height()));
            ByteBuffer data = ByteBuffer.wrap(pixels.data()).order(ByteOrder.LITTLE_ENDIAN);
            double[] values = new double[image.width() * image.height()];
            for (int i = 0; i < values.length; i++) {
                values[i] = data.getFloat((i * pixels.bands() + band) * Float.BYTES);
            }
            return values;
        }
    }

    /** Without the pixels outside the area and under masks. */
    private static DoubleStream finite(double[] values) {
        return Arrays.stream(values).filter(Double::isFinite);
    }

    private List<Path> once(String job, String end, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("once", job));
        List<String> settings =
                new ArrayList<>(List.of("swath.output=" + output, "swath.end=" + end, "swath.emulator.latency=0ms"));
        settings.addAll(List.of(more));
        settings.forEach(setting -> arguments.addAll(List.of("--set", setting)));
        assertThat(SwathCommand.execute(arguments.toArray(String[]::new))).isZero();
        try (Stream<Path> files = Files.list(output)) {
            List<Path> images = files.filter(file -> file.toString().endsWith(".tif"))
                    .sorted()
                    .toList();
            assertThat(images).isNotEmpty();
            return images;
        }
    }
}
