package dev.swath.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.Slow;
import dev.swath.geotiff.Samples;
import dev.swath.geotiff.TiffImage;
import dev.swath.geotiff.TiffReader;
import dev.swath.grid.SampleType;
import dev.swath.grid.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each example under routes/jobs of stored bands runs by its name and makes what its file describes. */
@Slow("Each example job of stored bands runs by its name and makes what its file promises.")
@Timeout(180)
class ExampleJobsTest {

    @TempDir
    private Path output;

    private ExampleJob example;

    @BeforeEach
    void prepare() {
        example = new ExampleJob(output);
    }

    @Test
    void every_job_file_is_tried_here_or_is_the_default_job() throws IOException {
        Set<String> tried = Stream.of(ExampleJobsTest.class, ComputedExamplesTest.class)
                .flatMap(test -> Arrays.stream(test.getDeclaredMethods()))
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
        for (Path file : example.once("baru-raw", "2024-01-12")) {
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
        for (Path file : example.once("david-classes", "2024-01-12")) {
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
        for (Path file : example.once("david-ndvi", "2024-01-12")) {
            try (TiffReader reader = TiffReader.open(file)) {
                assertThat(reader.image().descriptions()).containsExactly("B8", "B4", "B3", "B2");
                assertThat(Double.parseDouble(reader.image().metadata().get("CLOUDY_PIXEL_PERCENTAGE")))
                        .isLessThan(20);
            }
        }
    }

    @Test
    void darien_makes_images_of_several_tiles_in_two_zones() throws IOException {
        List<Path> files = example.once("darien", "2024-01-05", "swath.scale=240");
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
        List<Path> files = example.once("baru-folder", "2024-02-01");
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
}
