package dev.swath.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.swath.Gdal;
import dev.swath.Slow;
import dev.swath.emulator.EarthEngineEmulator;
import dev.swath.emulator.EmulatorSettings;
import dev.swath.emulator.Fault;
import dev.swath.emulator.FaultPlan;
import dev.swath.geotiff.GeoTiffEncoder;
import dev.swath.geotiff.Samples;
import dev.swath.geotiff.TiffImage;
import dev.swath.geotiff.TiffReader;
import dev.swath.grid.AffineTransform;
import dev.swath.grid.Projection;
import dev.swath.grid.RasterGrid;
import dev.swath.grid.SampleType;
import dev.swath.grid.Window;
import dev.swath.job.AreaOfInterest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;

/** Rasters with zeros that are data, and with masks of single bands: the stored files are the raster itself, band by band. */
@Slow("Masked samples are nodata in the files, whatever the replies look like, and data stays data.")
class MaskedSamplesTest {

    private static final int SIDE = 100;
    private static final RasterGrid RASTER =
            new RasterGrid(Projection.of("EPSG:32617"), AffineTransform.northUp(341_500, 928_850, 10, 10), SIDE, SIDE);
    private static final double HOLE = 65_535;

    @TempDir
    private Path folder;

    /** The value of a band at a column and row of the raster; NaN where it is masked. */
    private interface Values {
        double at(int band, int column, int row);
    }

    private static double elevation(int band, int column, int row) {
        return (column + row) % 3 == 0 ? 0 : column * 7 - row * 9;
    }

    private static double reflectance(int band, int column, int row) {
        boolean masked = band == 0 ? column % 9 == 4 : (column * 31 + row * 17) % 11 == 0;
        return masked ? Double.NaN : (column + row + band) % 4 == 0 ? 0 : 1 + column * 40 + row * 3 + band * 10_000;
    }

    private static double backscatter(int band, int column, int row) {
        return column < 30 || row > 80 ? Double.NaN : row % 10 == 0 ? 0 : (column * 13 + row) % 50 - 30.5;
    }

    private static double shade(int band, int column, int row) {
        return column > 70 ? Double.NaN : (column / 5 + row / 5) % 4 == 0 ? 0 : 10 + column + band;
    }

    @Test
    void zeros_that_are_data_are_not_lost() throws IOException {
        raster(SampleType.INT16, 1, MaskedSamplesTest::elevation, OptionalDouble.empty());

        JsonNode summary = once(FaultPlan.none(), "bands=B1", "nodata=-9999");

        assertExact(1, MaskedSamplesTest::elevation);
        assertThat(summary.path("requests").asInt()).as("the tile and its mask").isEqualTo(2);
    }

    /** Zeros and 77 in turn with other values; the raster's own nodata value is 77. */
    @ParameterizedTest
    @EnumSource
    void zeros_and_masks_come_out_exact_in_every_type(SampleType type) throws IOException {
        Values values = (band, column, row) -> {
            int kind = (column * 5 + row * 3 + band) % 7;
            return kind == 0 ? Double.NaN : kind == 1 ? 0 : 1 + (column + row) % 70;
        };
        raster(type, 2, values, OptionalDouble.of(77));

        once(FaultPlan.none(), "bands=B1,B2", "nodata=" + (type.floating() ? "nan" : "99"));

        assertExact(2, values);
    }

    @Test
    void each_band_keeps_its_own_mask() throws IOException {
        raster(SampleType.UINT16, 2, MaskedSamplesTest::reflectance, OptionalDouble.of(HOLE));

        JsonNode summary = once(FaultPlan.none(), "bands=B1,B2");

        assertExact(2, MaskedSamplesTest::reflectance);
        assertThat(summary.path("requests").asInt())
                .as("the tile and two masks")
                .isEqualTo(3);
    }

    @Test
    void gdal_sees_the_masks_of_single_bands() throws IOException {
        Gdal.require();
        raster(SampleType.UINT16, 2, MaskedSamplesTest::reflectance, OptionalDouble.of(HOLE));
        once(FaultPlan.none(), "bands=B1,B2");

        double[][] expected = expected(2, MaskedSamplesTest::reflectance);
        for (int band = 0; band < 2; band++) {
            Path mask = folder.resolve("mask" + band + ".img");
            Gdal.run(
                    "gdal_translate",
                    "-q",
                    "-of",
                    "ENVI",
                    "-b",
                    "mask," + (band + 1),
                    file().toString(),
                    mask.toString());
            byte[] marks = Files.readAllBytes(mask);
            for (int i = 0; i < marks.length; i++) {
                assertThat(marks[i] != 0)
                        .as("pixel %d of band %d", i, band)
                        .isEqualTo(!Double.isNaN(expected[band][i]));
            }
        }
    }

    @Test
    void a_masked_border_of_floating_point_is_no_data_and_a_zero_is() throws IOException {
        raster(SampleType.FLOAT32, 1, MaskedSamplesTest::backscatter, OptionalDouble.of(-9999));

        once(FaultPlan.none(), "bands=B1");

        assertExact(1, MaskedSamplesTest::backscatter);
    }

    @Test
    void a_black_pixel_of_a_picture_is_no_hole() throws IOException {
        raster(SampleType.UINT8, 3, MaskedSamplesTest::shade, OptionalDouble.of(255));

        JsonNode summary = once(
                FaultPlan.none(), "bands=B1,B2,B3", "visualization.min=0", "visualization.max=255", "outline.width=0");

        assertExact(3, MaskedSamplesTest::shade);
        assertThat(summary.path("requests").asInt()).isEqualTo(2);
    }

    @Test
    void no_mask_is_requested_where_the_reply_has_no_zero_in_the_area() throws IOException {
        // A band of zeros along the northern edge of the raster, outside the area.
        Values values = (band, column, row) -> row < 5 ? 0 : 100 + column;
        raster(SampleType.INT16, 1, values, OptionalDouble.empty());

        JsonNode summary = once(FaultPlan.none(), "bands=B1");

        assertExact(1, values);
        assertThat(summary.path("requests").asInt()).isEqualTo(1);
    }

    @Test
    void a_mask_too_large_for_one_request_comes_in_parts() throws IOException {
        raster(SampleType.INT8, 1, (band, column, row) -> (column - row) % 50, OptionalDouble.empty());

        // A sample counts two bytes, a pixel of the mask six: the tile fits, its mask does not.
        JsonNode summary = once(FaultPlan.none(), "bands=B1", "tile.max-bytes=20000");

        assertExact(1, (band, column, row) -> (column - row) % 50);
        assertThat(summary.path("requests").asInt()).isEqualTo(5);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"TRUNCATE", "CORRUPT", "ELSEWHERE", "WRONG_BANDS", "UNAVAILABLE", "TOO_MANY_REQUESTS", "JSON_ERROR"
            })
    void requests_for_masks_are_tried_again_like_all_others(Fault fault) throws IOException {
        raster(SampleType.UINT16, 2, MaskedSamplesTest::reflectance, OptionalDouble.of(HOLE));

        JsonNode summary = once(FaultPlan.firstOfEach(1, fault), "bands=B1,B2");

        assertExact(2, MaskedSamplesTest::reflectance);
        assertThat(summary.path("retries").asInt()).isEqualTo(3);
    }

    @Test
    void with_the_reply_alone_zeros_that_are_data_are_lost() throws IOException {
        raster(SampleType.INT16, 1, MaskedSamplesTest::elevation, OptionalDouble.empty());

        JsonNode summary = once(FaultPlan.none(), "bands=B1", "mask.source=reply");

        assertExact(1, (band, column, row) -> {
            double value = elevation(band, column, row);
            return value == 0 ? Double.NaN : value;
        });
        assertThat(summary.path("requests").asInt()).isEqualTo(1);
    }

    @Test
    void without_a_source_of_masks_every_sample_of_the_area_is_data() throws IOException {
        raster(SampleType.INT16, 1, (band, column, row) -> column < 50 ? Double.NaN : row, OptionalDouble.of(-1));

        JsonNode summary = once(FaultPlan.none(), "bands=B1", "mask.source=none");

        assertExact(1, (band, column, row) -> column < 50 ? 0 : row);
        assertThat(summary.path("requests").asInt()).isEqualTo(1);
    }

    @Test
    void masks_can_be_requested_for_any_reply() throws IOException {
        Values values = (band, column, row) -> 5;
        raster(SampleType.UINT16, 3, values, OptionalDouble.empty());

        JsonNode summary = once(FaultPlan.none(), "bands=B1,B2,B3", "mask.source=request", "method=getPixels");

        assertExact(3, values);
        assertThat(summary.path("requests").asInt()).isEqualTo(4);
    }

    /** The same zeros, NaN and masks, in one request. */
    @ParameterizedTest
    @EnumSource
    void values_and_masks_come_in_one_request_in_every_type(SampleType type) throws IOException {
        Values values = (band, column, row) -> {
            int kind = (column * 5 + row * 3 + band) % 7;
            return kind == 0 ? Double.NaN : kind == 1 ? 0 : 1 + (column + row) % 70;
        };
        raster(type, 2, values, OptionalDouble.of(77));

        JsonNode summary = once(
                FaultPlan.none(), "bands=B1,B2", "mask.source=request", "nodata=" + (type.floating() ? "nan" : "99"));

        assertExact(2, values);
        assertThat(summary.path("requests").asInt()).isEqualTo(1);
    }

    @Test
    void a_single_band_with_zeros_comes_with_its_mask_in_one_request() throws IOException {
        raster(SampleType.INT16, 1, MaskedSamplesTest::elevation, OptionalDouble.empty());

        JsonNode summary = once(FaultPlan.none(), "bands=B1", "mask.source=request");

        assertExact(1, MaskedSamplesTest::elevation);
        assertThat(summary.path("requests").asInt()).isEqualTo(1);
    }

    /** Files differ in nothing, whatever the job says about masks. */
    @ParameterizedTest
    @ValueSource(strings = {"auto", "request", "reply", "none"})
    void stored_bands_that_are_computed_make_the_same_file_to_the_byte(String masks) throws IOException {
        raster(SampleType.UINT16, 2, MaskedSamplesTest::reflectance, OptionalDouble.of(HOLE));
        String[] settings = {"bands=B1,B2", "mask.source=" + masks, "scale=5", "force=true"};

        once(FaultPlan.none(), settings);
        byte[] read = Files.readAllBytes(file());
        String[] computed = Arrays.copyOf(settings, settings.length + 1);
        computed[settings.length] = "method=computePixels";
        once(FaultPlan.none(), computed);

        assertThat(Files.readAllBytes(file())).isEqualTo(read);
    }

    @Test
    void a_file_without_a_mask_keeps_every_sample_also_outside_the_area() throws IOException {
        raster(SampleType.INT16, 1, MaskedSamplesTest::elevation, OptionalDouble.empty());

        JsonNode summary = once(FaultPlan.none(), "bands=B1", "mask=none");

        try (TiffReader reader = TiffReader.open(file())) {
            assertThat(reader.images().stream().filter(image -> (image.subfileType() & 4) != 0))
                    .isEmpty();
            TiffImage image = reader.image();
            assertThat(image.nodata()).isEmpty();
            double[] values =
                    image.read(new Window(0, 0, image.width(), image.height())).values(0);
            double[] all = under(image.grid().orElseThrow(), MaskedSamplesTest::elevation, 0, false);
            assertThat(values).isEqualTo(all);
        }
        assertThat(summary.path("requests").asInt()).isEqualTo(1);
    }

    @Test
    void an_image_that_is_masked_all_over_the_area_is_empty() throws IOException {
        raster(SampleType.UINT8, 1, (band, column, row) -> column == 0 ? 7 : Double.NaN, OptionalDouble.of(0));

        JsonNode summary = once(FaultPlan.none(), "bands=B1");

        assertThat(summary.path("empty").asInt()).isEqualTo(1);
        assertThat(summary.path("stored").asInt()).isZero();
        assertThat(summary.at("/images/0/status").asText()).isEqualTo("empty");
        assertThat(new WholeFlow(null, folder.resolve("output")).images()).isEmpty();
        assertThat(folder.resolve("output/.work")).doesNotExist();
    }

    @Test
    void an_empty_image_is_not_requested_again_with_the_same_settings() throws IOException {
        raster(SampleType.UINT8, 1, (band, column, row) -> column == 0 ? 7 : Double.NaN, OptionalDouble.of(0));
        assertThat(once(FaultPlan.none(), "bands=B1").path("requests").asInt()).isEqualTo(2);

        JsonNode again = once(FaultPlan.none(), "bands=B1");
        JsonNode otherwise = once(FaultPlan.none(), "bands=B1", "nodata=9");
        JsonNode forced = once(FaultPlan.none(), "bands=B1", "force=true");

        assertThat(again.path("empty").asInt()).isEqualTo(1);
        assertThat(again.at("/images/0/status").asText()).isEqualTo("empty");
        assertThat(again.path("requests").asInt()).isZero();
        assertThat(otherwise.path("empty").asInt()).isEqualTo(1);
        assertThat(otherwise.path("requests").asInt()).isEqualTo(2);
        assertThat(forced.path("requests").asInt()).isEqualTo(2);
    }

    @Test
    void an_area_smaller_than_a_pixel_takes_the_pixel_it_lies_in() throws IOException {
        raster(SampleType.UINT8, 1, (band, column, row) -> 1 + (column + row) % 200, OptionalDouble.empty());
        Coordinate place = RASTER.projection().unproject(342_002, 928_343);

        once(FaultPlan.none(), "bands=B1", "area=centre " + place.y + "," + place.x + " side 0.000005");

        try (TiffReader reader = TiffReader.open(file())) {
            TiffImage image = reader.image();
            assertThat(List.of(image.width(), image.height())).containsExactly(1, 1);
            assertThat(image.read(new Window(0, 0, 1, 1)).values(0)).containsExactly(1 + (50 + 50) % 200);
            assertThat(reader.images().get(1).read(new Window(0, 0, 1, 1)).values(0))
                    .containsExactly(1);
        }
    }

    @Test
    void a_nodata_value_that_is_data_is_refused() throws IOException {
        raster(SampleType.INT16, 1, MaskedSamplesTest::elevation, OptionalDouble.empty());

        JsonNode summary = once(FaultPlan.none(), "bands=B1", "nodata=0");

        assertThat(summary.path("failed").asInt()).isEqualTo(1);
        assertThat(summary.at("/images/0/cause").asText())
                .isEqualTo(
                        "valid samples hold the nodata value 0; set swath.nodata to a value that the data does not hold,"
                                + " or swath.mask to internal");
    }

    @Test
    void one_mask_for_bands_whose_masks_differ_is_refused() throws IOException {
        raster(SampleType.UINT16, 2, MaskedSamplesTest::reflectance, OptionalDouble.of(HOLE));

        JsonNode summary = once(FaultPlan.none(), "bands=B1,B2", "mask=internal");

        assertThat(summary.at("/images/0/cause").asText())
                .isEqualTo(
                        "the masks of the bands differ, and mask internal holds one for all bands; set swath.mask to nodata");
    }

    private void raster(SampleType type, int bands, Values values, OptionalDouble nodata) throws IOException {
        ByteBuffer data =
                ByteBuffer.allocate(SIDE * SIDE * bands * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        for (int row = 0; row < SIDE; row++) {
            for (int column = 0; column < SIDE; column++) {
                for (int band = 0; band < bands; band++) {
                    double value = values.at(band, column, row);
                    double held = Double.isNaN(value) ? nodata.orElseThrow() : value;
                    switch (type) {
                        case FLOAT32 -> data.putFloat((float) held);
                        case FLOAT64 -> data.putDouble(held);
                        case INT32, UINT32 -> data.putInt((int) (long) held);
                        case INT16, UINT16 -> data.putShort((short) (int) held);
                        default -> data.put((byte) (int) held);
                    }
                }
            }
        }
        List<String> names =
                IntStream.rangeClosed(1, bands).mapToObj(band -> "B" + band).toList();
        byte[] file = GeoTiffEncoder.encode(
                new Samples(type, SIDE, SIDE, bands, data.array()), Optional.of(RASTER), nodata, names);
        Files.write(Files.createDirectories(folder.resolve("rasters")).resolve("20240110T160621_raster.tif"), file);
    }

    private JsonNode once(FaultPlan faults, String... settings) throws IOException {
        EmulatorSettings emulated = EmulatorSettings.defaults()
                .withFolder(folder.resolve("rasters"))
                .withFaults(faults);
        try (EarthEngineEmulator emulator = EarthEngineEmulator.start(emulated)) {
            WholeFlow flow = new WholeFlow(emulator.url(), folder.resolve("output"));
            List<String> all = new ArrayList<>(List.of(
                    "collection=users/emulator/rasters",
                    "filter=",
                    "scale=",
                    "visualization.min=",
                    "visualization.max=",
                    "visualization.gamma="));
            all.addAll(Arrays.asList(settings));
            flow.once(all.toArray(String[]::new));
            return flow.summary();
        }
    }

    private Path file() throws IOException {
        List<Path> files = new WholeFlow(null, folder.resolve("output")).images();
        assertThat(files).hasSize(1);
        return files.get(0);
    }

    /** Compares the file, with NaN where it has no data, with the raster. */
    private void assertExact(int bands, Values values) throws IOException {
        double[][] expected = expected(bands, values);
        try (TiffReader reader = TiffReader.open(file())) {
            TiffImage image = reader.image();
            Window all = new Window(0, 0, image.width(), image.height());
            Samples samples = image.read(all);
            Optional<double[]> mask = Optional.empty();
            for (TiffImage candidate : reader.images()) {
                if (candidate.subfileType() == 4) {
                    mask = Optional.of(candidate.read(all).values(0));
                }
            }
            for (int band = 0; band < bands; band++) {
                double[] found = samples.values(band);
                for (int i = 0; i < found.length; i++) {
                    boolean marked = image.nodata().isPresent()
                            && found[i] == image.nodata().getAsDouble();
                    if (marked || mask.isPresent() && mask.get()[i] == 0) {
                        found[i] = Double.NaN;
                    }
                }
                assertThat(found).as("band %d", band).isEqualTo(expected[band]);
                assertThat(found).as("some data, and some masked").contains(Double.NaN);
                assertThat(Arrays.stream(found)
                                .filter(value -> !Double.isNaN(value))
                                .count())
                        .isGreaterThan(1000);
            }
        }
    }

    private double[][] expected(int bands, Values values) throws IOException {
        try (TiffReader reader = TiffReader.open(file())) {
            RasterGrid grid = reader.image().grid().orElseThrow();
            double[][] expected = new double[bands][];
            for (int band = 0; band < bands; band++) {
                expected[band] = under(grid, values, band, true);
            }
            return expected;
        }
    }

    /** The raster's values under the centres of a grid; NaN where they lie outside the area. */
    private static double[] under(RasterGrid grid, Values values, int band, boolean clipped) {
        Envelope area = AreaOfInterest.parse(WholeFlow.AREA).geometry().getEnvelopeInternal();
        double[] under = new double[grid.width() * grid.height()];
        for (int i = 0; i < under.length; i++) {
            double x = grid.transform().x(i % grid.width() + 0.5, 0);
            double y = grid.transform().y(0, i / grid.width() + 0.5);
            boolean inside = area.contains(grid.projection().unproject(x, y));
            int column = (int) RASTER.transform().column(x, y);
            int row = (int) RASTER.transform().row(x, y);
            under[i] = inside || !clipped ? (float) values.at(band, column, row) : Double.NaN;
        }
        return under;
    }
}
