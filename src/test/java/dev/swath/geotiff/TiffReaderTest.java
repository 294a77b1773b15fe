package dev.swath.geotiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swath.Slow;
import dev.swath.grid.AffineTransform;
import dev.swath.grid.RasterGrid;
import dev.swath.grid.SampleType;
import dev.swath.grid.Window;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Slow("TIFF files of every layout that GDAL writes are read to the pixels that GDAL reads.")
class TiffReaderTest {

    private static final int WIDTH = 75;
    private static final int HEIGHT = 53;
    private static final int BANDS = 3;

    private static GdalLayouts layouts;

    @BeforeAll
    static void write_files_with_gdal(@TempDir Path folder) throws IOException {
        layouts = GdalLayouts.write(folder);
    }

    @ParameterizedTest
    @EnumSource
    void reads_every_layout_that_gdal_writes_pixel_by_pixel(SampleType type) throws IOException {
        byte[] expected = layouts.bytes(type + ".raw");
        List<Path> files = layouts.of(type.name());
        assertThat(files).hasSizeGreaterThanOrEqualTo(type.floating() ? 112 : 96);

        for (Path file : files) {
            try (TiffReader reader = TiffReader.open(file)) {
                TiffImage image = reader.image();
                assertThat(List.of(image.width(), image.height(), image.bands(), image.type()))
                        .as(file.toString())
                        .containsExactly(WIDTH, HEIGHT, BANDS, type);
                assertThat(image.tiled()).isEqualTo(file.toString().contains("-tiles-"));
                Samples whole = image.read(new Window(0, 0, WIDTH, HEIGHT));
                assertThat(whole.data()).as(file.toString()).isEqualTo(expected);
                assertThat(fromBlocks(image)).as("blocks of " + file).isEqualTo(expected);
            }
        }
    }

    /** Assembles the blocks; each pixel must come exactly once. */
    private static byte[] fromBlocks(TiffImage image) throws IOException {
        int pixelBytes = image.bands() * image.type().bytes();
        byte[] pixels = new byte[image.width() * image.height() * pixelBytes];
        long[] delivered = {0};
        image.readBlocks((column, row, block) -> {
            assertThat(block.width()).isLessThanOrEqualTo(image.blockWidth());
            assertThat(block.height()).isLessThanOrEqualTo(image.blockHeight());
            for (int y = 0; y < block.height(); y++) {
                System.arraycopy(
                        block.data(),
                        y * block.width() * pixelBytes,
                        pixels,
                        ((row + y) * image.width() + column) * pixelBytes,
                        block.width() * pixelBytes);
            }
            delivered[0] += (long) block.width() * block.height();
        });
        assertThat(delivered[0]).isEqualTo((long) image.width() * image.height());
        return pixels;
    }

    @ParameterizedTest
    @CsvSource({
        "deflate-2-little-pixel-tiles-classic",
        "lzw-1-big-band-tiles-bigtiff",
        "none-1-little-pixel-strips-classic",
        "packbits-1-big-band-strips-classic"
    })
    void reads_any_window_as_the_same_part_of_the_whole(String layout) throws IOException {
        Random random = new Random(3);
        byte[] expected = layouts.bytes("UINT16.raw");
        try (TiffReader reader = TiffReader.open(layouts.path("UINT16/" + layout + ".tif"))) {
            for (int i = 0; i < 200; i++) {
                int column = random.nextInt(WIDTH);
                int row = random.nextInt(HEIGHT);
                Window window =
                        new Window(column, row, 1 + random.nextInt(WIDTH - column), 1 + random.nextInt(HEIGHT - row));

                Samples samples = reader.image().read(window);

                assertThat(samples.data()).isEqualTo(crop(expected, WIDTH, BANDS * 2, window));
            }
        }
    }

    private static byte[] crop(byte[] pixels, int width, int pixelBytes, Window window) {
        ByteBuffer crop = ByteBuffer.allocate((int) window.pixels() * pixelBytes);
        for (int row = 0; row < window.height(); row++) {
            int from = ((window.row() + row) * width + window.column()) * pixelBytes;
            crop.put(pixels, from, window.width() * pixelBytes);
        }
        return crop.array();
    }

    @Test
    void refuses_a_window_that_leaves_the_image() throws IOException {
        try (TiffReader reader = TiffReader.open(layouts.path("utm.tif"))) {
            assertThatThrownBy(() -> reader.image().read(new Window(25, 0, 6, 20)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("30 x 20");
            assertThatThrownBy(() -> reader.image().read(new Window(-1, 0, 6, 20)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void serves_many_threads_from_one_reader() throws Exception {
        byte[] expected = layouts.bytes("cog.raw");
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (TiffReader reader = TiffReader.open(layouts.path("cog.tif"))) {
            List<Future<byte[]>> reads = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                Window strip = new Window(0, i * 40, 900, 60);
                reads.add(threads.submit(() -> reader.image().read(strip).data()));
            }
            for (int i = 0; i < reads.size(); i++) {
                assertThat(reads.get(i).get()).isEqualTo(crop(expected, 900, 3, new Window(0, i * 40, 900, 60)));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void distinguishes_image_mask_and_overviews_of_a_cloud_optimized_geotiff() throws IOException {
        try (TiffReader reader = TiffReader.open(layouts.path("cog.tif"))) {
            assertThat(reader.images()).extracting(TiffImage::subfileType).startsWith(0, 4, 1);
            TiffImage mask = reader.images().get(1);
            TiffImage overview = reader.images().get(2);

            assertThat(fromBlocks(reader.image())).isEqualTo(layouts.bytes("cog.raw"));
            assertThat(mask.type()).isEqualTo(SampleType.UINT8);
            assertThat(fromBlocks(mask)).isEqualTo(layouts.bytes("cog-mask.raw"));
            assertThat(overview.width()).isEqualTo(450);
            assertThat(fromBlocks(overview)).isEqualTo(layouts.bytes("cog-overview.raw"));
        }
    }

    @Test
    void reads_band_descriptions_and_metadata() throws IOException {
        try (TiffReader reader = TiffReader.open(layouts.path("cog.tif"))) {
            TiffImage image = reader.image();

            assertThat(image.descriptions()).containsExactly("B8A", "B6 <red edge>", "B5 & été");
            assertThat(image.metadata())
                    .containsAllEntriesOf(Map.of(
                            "acquired", "2024-01-10T16:06:21Z",
                            "CLOUDY_PIXEL_PERCENTAGE", "12.5",
                            "quoted", "a \"b\" <c>"))
                    .doesNotContainKey("wavelength");
        }
        try (TiffReader reader = TiffReader.open(layouts.path("many-bands.tif"))) {
            assertThat(reader.image().descriptions()).hasSize(13).containsOnly("");
        }
    }

    @ParameterizedTest
    @CsvSource({"nodata-nan, NaN", "nodata-negative, -9999", "nodata-infinite, -Infinity"})
    void reads_the_nodata_value(String name, double expected) throws IOException {
        try (TiffReader reader = TiffReader.open(layouts.path(name + ".tif"))) {
            assertThat(reader.image().nodata()).hasValue(expected);
        }
    }

    @Test
    void has_no_nodata_value_where_the_file_has_none() throws IOException {
        try (TiffReader reader = TiffReader.open(layouts.path("utm.tif"))) {
            assertThat(reader.image().nodata()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "utm,        32617, 10,      0, 337030,      0, -10,     933340",
        "utm-point,  32617, 10,      0, 337030,      0, -10,     933340",
        "mercator,   3857,  2.5,     0, -9176000.25, 0, -2.5,    941000.75",
        "degrees,    4326,  0.0001,  0, -82.48,      0, -0.0001, 8.4408",
        "rotated,    32717, 8,       6, 300000,      6, -8,      9000000",
    })
    void reads_the_position_of_the_pixels(
            String name, int epsg, double a, double b, double c, double d, double e, double f) throws IOException {
        try (TiffReader reader = TiffReader.open(layouts.path(name + ".tif"))) {
            RasterGrid grid = reader.image().grid().orElseThrow();

            assertThat(grid.projection().epsg()).hasValue(epsg);
            assertThat(grid.transform()).isEqualTo(new AffineTransform(a, b, c, d, e, f));
            assertThat(grid.width()).isEqualTo(30);
            assertThat(grid.height()).isEqualTo(20);
        }
    }

    @Test
    void has_the_grid_of_any_epsg_code_that_can_be_computed() throws IOException {
        try (TiffReader reader = TiffReader.open(layouts.path("lambert.tif"))) {
            assertThat(reader.image().epsg()).hasValue(2154);
            assertThat(reader.image().grid().orElseThrow().projection().code()).isEqualTo("EPSG:2154");
        }
    }

    @Test
    void has_no_grid_where_the_file_has_none() throws IOException {
        try (TiffReader reader = TiffReader.open(layouts.path("bits.tif"))) {
            assertThat(reader.image().epsg()).isEmpty();
            assertThat(reader.image().grid()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"bits", "sparse"})
    void reads_single_bits_and_blocks_that_were_never_written(String name) throws IOException {
        try (TiffReader reader = TiffReader.open(layouts.path(name + ".tif"))) {
            assertThat(fromBlocks(reader.image())).isEqualTo(layouts.bytes(name + ".raw"));
        }
    }

    @Test
    void knows_deflate_by_its_old_number_too() throws IOException {
        byte[] file = layouts.bytes("UINT8/deflate-2-little-pixel-tiles-classic.tif");
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int entry = IntStream.range(0, file.length - 12)
                .filter(at -> bytes.getShort(at) == TiffTag.COMPRESSION && bytes.getShort(at + 2) == 3)
                .findFirst()
                .orElseThrow();
        bytes.putShort(entry + 8, (short) BlockLayout.OLD_DEFLATE);

        try (TiffReader reader = TiffReader.of(file)) {
            assertThat(fromBlocks(reader.image())).isEqualTo(layouts.bytes("UINT8.raw"));
        }
    }

    @ParameterizedTest
    @CsvSource({"jpeg, compression 7", "complex, samples of 64 bits"})
    void names_what_it_does_not_read(String name, String reason) {
        assertThatThrownBy(() -> TiffReader.open(layouts.path(name + ".tif")))
                .isInstanceOf(TiffException.class)
                .hasMessageStartingWith(name + ".tif: ")
                .hasMessageContaining(reason);
    }

    @Test
    void refuses_an_image_larger_than_the_caller_allows() throws IOException {
        byte[] file = Files.readAllBytes(layouts.path("cog.tif"));

        assertThat(TiffReader.of(file, 900 * 700 * 3).image().width()).isEqualTo(900);
        assertThatThrownBy(() -> TiffReader.of(file, 900 * 700 * 3 - 1))
                .isInstanceOf(TiffException.class)
                .hasMessageContaining("more than the 1889999 bytes allowed");
    }
}
