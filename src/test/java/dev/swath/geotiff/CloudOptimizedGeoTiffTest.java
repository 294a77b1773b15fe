package dev.swath.geotiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swath.Gdal;
import dev.swath.Slow;
import dev.swath.grid.AffineTransform;
import dev.swath.grid.RasterGrid;
import dev.swath.grid.SampleType;
import dev.swath.grid.Window;
import dev.swath.job.Compression;
import dev.swath.job.Mask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.DoubleSummaryStatistics;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** GDAL checks the files. */
@Slow("GDAL accepts the files and reads the pixels, masks, overviews and metadata that were written.")
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

    @Test
    void gdalinfo_finds_what_a_picture_is() throws IOException {
        Samples samples = TestRasters.noise(SampleType.UINT8, 1100, 600, 3, 5);
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("EARTH_ENGINE_ID", "COPERNICUS/S2_SR_HARMONIZED/20240101T155611_20240101T160039_T17PLK");
        metadata.put("NOTE", "a < b & \"c\" \u00e9");
        ImageDescription image = new ImageDescription(
                grid(samples, 32617),
                SampleType.UINT8,
                List.of("B4", "B3", "B2"),
                Mask.INTERNAL,
                OptionalDouble.empty(),
                true,
                metadata);

        JsonNode info = info(write(image, samples, TestRasters.disc(1100, 600)));

        assertThat(info.at("/geoTransform")).hasToString("[337030.0,2.0,0.0,933340.0,0.0,-2.0]");
        assertThat(info.at("/coordinateSystem/wkt").asText()).endsWith("ID[\"EPSG\",32617]]");
        assertThat(info.at("/metadata/IMAGE_STRUCTURE/LAYOUT").asText()).isEqualTo("COG");
        assertThat(info.at("/metadata/IMAGE_STRUCTURE/COMPRESSION").asText()).isEqualTo("DEFLATE");
        metadata.forEach((name, value) ->
                assertThat(info.at("/metadata/").path(name).asText()).isEqualTo(value));
        assertThat(info.at("/bands").findValuesAsText("colorInterpretation")).containsExactly("Red", "Green", "Blue");
        assertThat(info.at("/bands").findValuesAsText("description")).containsExactly("B4", "B3", "B2");
        assertThat(info.at("/bands/0/block")).hasToString("[512,512]");
        assertThat(info.at("/bands/2/overviews")).hasToString("[{\"size\":[550,300]},{\"size\":[275,150]}]");
        assertThat(info.at("/bands/2/mask/flags")).hasToString("[\"PER_DATASET\"]");
        assertThat(info.at("/bands/2/mask/overviews")).hasToString("[{\"size\":[550,300]},{\"size\":[275,150]}]");
        assertThat(info.at("/bands/0").has("noDataValue")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"UINT16, 65535", "INT16, -9999", "FLOAT32, NaN", "FLOAT32, 0.1", "FLOAT64, -1e300"})
    void gdalinfo_finds_nodata_and_no_colours_in_raw_bands(SampleType type, double nodata) throws IOException {
        Samples samples = TestRasters.noise(type, 600, 20, 4, 5);

        JsonNode info = info(write(raw(samples, OptionalDouble.of(nodata)), samples, ALL_VALID));

        assertThat(info.at("/bands").findValues("noDataValue"))
                .hasSize(4)
                .allSatisfy(value -> assertThat(value.asDouble()).is(sameNumber(nodata)));
        assertThat(info.at("/bands").findValuesAsText("colorInterpretation"))
                .containsExactly("Gray", "Undefined", "Undefined", "Undefined");
    }

    @ParameterizedTest
    @CsvSource({"32601", "32660", "32701", "32760", "3857", "4326"})
    void gdal_recognizes_every_kind_of_reference_system(int epsg) throws IOException {
        Samples samples = TestRasters.noise(SampleType.UINT8, 8, 8, 1, 5);
        ImageDescription image = new ImageDescription(
                grid(samples, epsg), samples.type(), names(1), Mask.NODATA, OptionalDouble.empty(), false, Map.of());

        Path file = write(image, samples, ALL_VALID);

        assertThat(Gdal.run("gdalsrsinfo", "-o", "epsg", file.toString())).contains("EPSG:" + epsg);
        assertThat(Gdal.run("gdalsrsinfo", "-o", "proj4", file.toString()))
                .isEqualTo(Gdal.run("gdalsrsinfo", "-o", "proj4", "EPSG:" + epsg));
    }

    @ParameterizedTest
    @CsvSource({"UINT8, 3, 60", "UINT16, 4, 0", "INT16, 2, -9999", "FLOAT32, 2, NaN", "FLOAT64, 1, NaN"})
    void overviews_of_even_sizes_are_those_of_gdals_own_driver(SampleType type, int bands, double nodata)
            throws IOException {
        Samples samples = TestRasters.noise(type, 1536, 1024, bands, 5);
        byte[] valid = TestRasters.disc(1536, 1024);

        Path plain = write(raw(samples, OptionalDouble.of(nodata)), samples, ALL_VALID);
        assertThat(checksums(plain)).isEqualTo(checksums(gdalCog(plain))).hasSizeGreaterThanOrEqualTo(2 * bands);

        Path masked = write(masked(samples), samples, valid);
        assertThat(checksums(masked)).isEqualTo(checksums(gdalCog(masked)));
    }

    @ParameterizedTest
    @EnumSource(Mask.class)
    void bytes_depend_on_neither_order_nor_threads_nor_windows(Mask mask) throws Exception {
        Samples samples = TestRasters.noise(SampleType.UINT16, 2300, 1700, 2, 9);
        byte[] valid = TestRasters.disc(2300, 1700);
        ImageDescription image = new ImageDescription(
                grid(samples, 32617), samples.type(), names(2), mask, OptionalDouble.of(7), false, Map.of("A", "b"));
        byte[] atOnce = Files.readAllBytes(write(image, samples, valid));

        for (int side : new int[] {512, 1024, 300}) {
            Path file = folder.resolve("tiles-" + side + ".tif");
            List<Window> windows = TestRasters.windows(2300, 1700, side);
            Collections.shuffle(windows, new Random(side));
            try (CloudOptimizedGeoTiff cog = new CloudOptimizedGeoTiff(image, folder.resolve("work"))) {
                inParallel(windows, window -> put(cog, window, samples, valid));
                cog.finish(file);
            }
            assertThat(file).as("windows of %d", side).hasBinaryContent(atOnce);
        }
    }

    @Test
    void gdalinfo_finds_what_raw_bands_mean_and_their_statistics() throws IOException {
        Samples samples = TestRasters.noise(SampleType.UINT16, 300, 200, 3, 5);
        BandMeaning blue = new BandMeaning(
                Optional.of(BandMeaning.Colour.BLUE), Optional.of(0.0001), -0.1, Optional.of("reflectance"));
        BandMeaning red = new BandMeaning(
                Optional.of(BandMeaning.Colour.RED), Optional.of(2.75e-5), -0.2, Optional.of("reflectance"));
        ImageDescription image = new ImageDescription(
                grid(samples, 32617),
                SampleType.UINT16,
                List.of("B2", "B4", "B8"),
                Mask.NODATA,
                OptionalDouble.of(0),
                false,
                Map.of(),
                1,
                Compression.DEFLATE,
                List.of(blue, red, BandMeaning.UNKNOWN));

        Path file = write(image, samples, ALL_VALID);

        JsonNode bands = info(file).at("/bands");
        assertThat(bands.findValuesAsText("colorInterpretation")).containsExactly("Blue", "Red", "Undefined");
        assertThat(bands.at("/0/scale").asDouble()).isEqualTo(0.0001);
        assertThat(bands.at("/0/offset").asDouble()).isEqualTo(-0.1);
        assertThat(bands.at("/1/scale").asDouble()).isEqualTo(2.75e-5);
        assertThat(bands.at("/1/unit").asText()).isEqualTo("reflectance");
        assertThat(bands.at("/2").has("scale")).isFalse();
        for (int band = 0; band < 3; band++) {
            DoubleSummaryStatistics expected = Arrays.stream(samples.values(band))
                    .filter(value -> value != 0)
                    .summaryStatistics();
            JsonNode items = bands.path(band).path("metadata").path("");
            assertThat(items.path("STATISTICS_MINIMUM").asDouble()).isEqualTo(expected.getMin());
            assertThat(items.path("STATISTICS_MAXIMUM").asDouble()).isEqualTo(expected.getMax());
            assertThat(items.path("STATISTICS_MEAN").asDouble()).isCloseTo(expected.getAverage(), within(1e-6));
            double variance = Arrays.stream(samples.values(band))
                    .filter(value -> value != 0)
                    .map(value -> (value - expected.getAverage()) * (value - expected.getAverage()))
                    .average()
                    .orElseThrow();
            assertThat(items.path("STATISTICS_STDDEV").asDouble()).isCloseTo(Math.sqrt(variance), within(1e-6));
            assertThat(items.has("STATISTICS_APPROXIMATE")).isFalse();
        }
        assertThat(validate(file)).contains("is a valid cloud optimized GeoTIFF");
    }

    @Test
    void statistics_of_a_larger_file_are_those_of_its_smallest_overview_and_say_so() throws IOException {
        Samples samples = TestRasters.noise(SampleType.INT16, 1100, 600, 1, 5);
        ImageDescription image = new ImageDescription(
                grid(samples, 32617),
                SampleType.INT16,
                List.of("elevation"),
                Mask.NODATA,
                OptionalDouble.empty(),
                false,
                Map.of());

        JsonNode items =
                info(write(image, samples, ALL_VALID)).at("/bands/0/metadata").path("");

        assertThat(items.path("STATISTICS_APPROXIMATE").asText()).isEqualTo("YES");
        assertThat(items.path("STATISTICS_MEAN").isMissingNode()).isFalse();
    }

    @Test
    void a_file_beyond_the_limit_of_classic_tiff_becomes_a_bigtiff() throws IOException {
        Samples samples = TestRasters.noise(SampleType.UINT8, 1025, 700, 3, 3);
        byte[] valid = TestRasters.disc(1025, 700);
        Path file = folder.resolve("big.tif");

        try (CloudOptimizedGeoTiff cog = new CloudOptimizedGeoTiff(masked(samples), folder, 1000)) {
            cog.put(0, 0, samples, valid);
            cog.finish(file);
        }

        assertThat(Arrays.copyOf(Files.readAllBytes(file), 4)).containsExactly('I', 'I', 43, 0);
        assertThat(validate(file))
                .contains("is a valid cloud optimized GeoTIFF")
                .doesNotContain("warning");
        assertThat(GdalPixels.read(file, folder)).isEqualTo(TestRasters.filled(samples, valid, 0));
        assertThat(GdalPixels.read(file, folder, "-b", "mask")).isEqualTo(TestRasters.as255(valid));
    }

    @Test
    void a_file_of_exactly_the_limit_stays_classic() throws IOException {
        Samples samples = TestRasters.noise(SampleType.UINT8, 600, 700, 3, 3);
        Path file = write(masked(samples), samples, ALL_VALID);
        byte[] bytes = Files.readAllBytes(file);

        try (CloudOptimizedGeoTiff cog = new CloudOptimizedGeoTiff(masked(samples), folder, bytes.length)) {
            cog.put(0, 0, samples, ALL_VALID);
            assertThat(cog.finish(file)).hasBinaryContent(bytes);
        }
        try (CloudOptimizedGeoTiff cog = new CloudOptimizedGeoTiff(masked(samples), folder, bytes.length - 1)) {
            cog.put(0, 0, samples, ALL_VALID);
            assertThat(Files.readAllBytes(cog.finish(file))[2]).isEqualTo((byte) 43);
        }
    }

    @Test
    void blocks_of_very_many_bands_are_smaller() throws IOException {
        Samples samples = TestRasters.noise(SampleType.FLOAT64, 300, 260, 40, 3);

        Path file = write(raw(samples, OptionalDouble.empty()), samples, ALL_VALID);

        assertThat(validate(file)).contains("is a valid cloud optimized GeoTIFF");
        assertThat(info(file).at("/bands/0/block")).hasToString("[256,256]");
        assertThat(GdalPixels.read(file, folder)).isEqualTo(samples.data());
    }

    @Test
    void a_pixel_put_twice_is_an_error() throws IOException {
        Samples samples = TestRasters.noise(SampleType.UINT8, 600, 600, 3, 3);
        Samples corner = TestRasters.cut(new Window(0, 0, 10, 10), samples);
        try (CloudOptimizedGeoTiff cog = new CloudOptimizedGeoTiff(masked(samples), folder)) {
            cog.put(500, 500, corner, ALL_VALID);

            assertThatThrownBy(() -> cog.put(509, 509, corner, ALL_VALID))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("pixels of the block at column 0, row 0 were put twice");
            assertThatThrownBy(() -> cog.put(0, 0, samples, ALL_VALID)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void a_missing_pixel_is_an_error_and_leaves_no_file() throws IOException {
        Samples samples = TestRasters.noise(SampleType.UINT8, 600, 600, 3, 3);
        Path file = folder.resolve("image.tif");
        try (CloudOptimizedGeoTiff cog = new CloudOptimizedGeoTiff(masked(samples), folder.resolve("work"))) {
            cog.put(0, 0, TestRasters.cut(new Window(0, 0, 600, 512), samples), ALL_VALID);
            cog.put(0, 512, TestRasters.cut(new Window(0, 512, 599, 88), samples), ALL_VALID);

            assertThatThrownBy(() -> cog.finish(file))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("88 of the 7744 pixels of the block at column 512, row 512 are missing");
        }
        assertThat(file).doesNotExist();
        assertThat(folder.resolve("work")).isEmptyDirectory();
    }

    @Test
    void pixels_of_another_kind_or_beyond_the_edge_are_refused() throws IOException {
        Samples samples = TestRasters.noise(SampleType.UINT8, 60, 60, 3, 3);
        Samples gray = TestRasters.noise(SampleType.UINT8, 60, 60, 1, 3);
        try (CloudOptimizedGeoTiff cog = new CloudOptimizedGeoTiff(masked(samples), folder)) {
            assertThatThrownBy(() -> cog.put(1, 0, samples, ALL_VALID))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("60 x 60 pixels at column 1, row 0 are not within 60 x 60");
            assertThatThrownBy(() -> cog.put(0, 0, gray, ALL_VALID))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("1 bands of UINT8 in a file of 3 bands of UINT8");
            assertThatThrownBy(() -> cog.put(0, 0, samples, new byte[60]))
                    .hasMessage("a mask of 60 pixels for 60 x 60");
        }
    }

    @Test
    void the_hash_of_a_finished_file_is_that_of_its_bytes() throws Exception {
        Samples samples = TestRasters.noise(SampleType.UINT8, 1100, 600, 3, 3);
        try (CloudOptimizedGeoTiff cog = new CloudOptimizedGeoTiff(masked(samples), folder)) {
            cog.put(0, 0, samples, ALL_VALID);
            assertThatThrownBy(cog::sha256).isInstanceOf(IllegalStateException.class);

            Path file = cog.finish(folder.resolve("image.tif"));

            byte[] expected = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            assertThat(cog.sha256()).isEqualTo(HexFormat.of().formatHex(expected));
        }
    }

    @Test
    void an_existing_file_is_replaced_and_no_other_file_is_left() throws IOException {
        Samples samples = TestRasters.noise(SampleType.UINT8, 60, 60, 3, 3);
        Files.writeString(folder.resolve("image.tif"), "old");

        Path file = write(masked(samples), samples, ALL_VALID);

        assertThat(Files.readAllBytes(file)).startsWith('I', 'I', 42, 0);
        assertThat(folder.resolve("work")).isEmptyDirectory();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(file, folder.resolve("work"));
        }
    }

    private static void put(CloudOptimizedGeoTiff cog, Window window, Samples samples, byte[] valid) {
        try {
            byte[] part = TestRasters.cut(window, valid, samples.width(), 1);
            cog.put(window.column(), window.row(), TestRasters.cut(window, samples), part);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> void inParallel(List<T> items, Consumer<T> action) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> running = new ArrayList<>();
            items.forEach(item -> running.add(threads.submit(() -> action.accept(item))));
            for (Future<?> one : running) {
                one.get(60, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private Path gdalCog(Path file) {
        Path own = folder.resolve("gdal-cog.tif");
        Gdal.run(
                "gdal_translate",
                "-q",
                "-of",
                "COG",
                "-co",
                "OVERVIEW_RESAMPLING=AVERAGE",
                "-co",
                "OVERVIEWS=IGNORE_EXISTING",
                "-co",
                "COMPRESS=DEFLATE",
                file.toString(),
                own.toString());
        return own;
    }

    /** Checksums of all bands, masks and overviews. */
    private static List<String> checksums(Path file) {
        return Gdal.run("gdalinfo", "-checksum", file.toString())
                .lines()
                .map(String::strip)
                .filter(line -> line.contains("hecksum"))
                .toList();
    }

    private static JsonNode info(Path file) throws IOException {
        return new ObjectMapper().readTree(Gdal.run("gdalinfo", "-json", file.toString()));
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

    private static Condition<Double> sameNumber(double expected) {
        return new Condition<>(
                value -> Double.isNaN(expected) ? Double.isNaN(value) : Math.abs(value / expected - 1) < 1e-7,
                "the number %s",
                expected);
    }

    private static ImageDescription raw(Samples samples, OptionalDouble nodata) {
        return new ImageDescription(
                grid(samples, 32617), samples.type(), names(samples.bands()), Mask.NODATA, nodata, false, Map.of());
    }

    private static ImageDescription masked(Samples samples) {
        return new ImageDescription(
                grid(samples, 32617),
                samples.type(),
                names(samples.bands()),
                Mask.INTERNAL,
                OptionalDouble.empty(),
                samples.bands() == 3,
                Map.of());
    }

    private static RasterGrid grid(Samples samples, int epsg) {
        return new RasterGrid(
                TestRasters.epsg(epsg),
                AffineTransform.northUp(337030, 933340, 2, 2),
                samples.width(),
                samples.height());
    }

    private static List<String> names(int bands) {
        return IntStream.rangeClosed(1, bands).mapToObj(band -> "B" + band).toList();
    }
}
