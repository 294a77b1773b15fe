package dev.swath.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.swath.earthengine.GetPixelsRequest;
import dev.swath.emulator.archive.SampleNumbers;
import dev.swath.geotiff.GeoTiffEncoder;
import dev.swath.geotiff.LittleEndian;
import dev.swath.geotiff.Samples;
import dev.swath.geotiff.TiffImage;
import dev.swath.grid.AffineTransform;
import dev.swath.grid.MaskedSample;
import dev.swath.grid.Projection;
import dev.swath.grid.RasterGrid;
import dev.swath.grid.SampleType;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What masked samples look like in replies, for each sample type and file format. */
class MaskedSampleTest {

    private static final int WIDTH = 12;
    private static final int HEIGHT = 5;
    private static final RasterGrid RASTER = new RasterGrid(
            Projection.of("EPSG:32617"), AffineTransform.northUp(340_000, 930_000, 10, 10), WIDTH, HEIGHT);
    /** Two columns and one row beyond the raster. */
    private static final RasterGrid WIDER =
            new RasterGrid(RASTER.projection(), RASTER.transform(), WIDTH + 2, HEIGHT + 1);

    private static final int NODATA = 77;

    @TempDir
    private static Path folder;

    private static Api api;

    /** A raster of each type: its columns are masked, zero and of some other value in turn. */
    @BeforeAll
    static void start() throws IOException {
        for (SampleType type : SampleType.values()) {
            byte[] data = new byte[WIDTH * HEIGHT * type.bytes()];
            for (int i = 0; i < WIDTH * HEIGHT; i++) {
                SampleNumbers.set(type, data, i * type.bytes(), held(i % WIDTH));
            }
            byte[] file = GeoTiffEncoder.encode(
                    new Samples(type, WIDTH, HEIGHT, 1, data),
                    Optional.of(RASTER),
                    OptionalDouble.of(NODATA),
                    List.of("B1"));
            Files.write(folder.resolve(type + ".tif"), file);
        }
        api = Api.of(EarthEngineEmulator.start(EmulatorSettings.defaults().withFolder(folder)));
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static double held(int column) {
        return column % 3 == 0 ? NODATA : column % 3 == 1 ? 0 : 10 + column;
    }

    private static boolean isMasked(int column, int row) {
        return column >= WIDTH || row >= HEIGHT || column % 3 == 0;
    }

    @ParameterizedTest
    @EnumSource
    void a_geotiff_holds_the_masked_value_in_the_type_of_the_band(SampleType type) {
        TiffImage reply = Api.image(pixels(type, "GEO_TIFF"));

        assertThat(reply.type()).isEqualTo(type);
        assertThat(reply.nodata()).as("nothing says what is masked").isEmpty();
        forEachPixel((column, row) -> assertThat(Api.sample(reply, column, row, 0))
                .as("column %d, row %d", column, row)
                .isEqualTo(isMasked(column, row) ? MaskedSample.VALUE : held(column)));
    }

    @ParameterizedTest
    @EnumSource
    void an_npy_holds_the_masked_value_in_the_type_of_the_band(SampleType type) {
        byte[] reply = pixels(type, "NPY");

        int data = 10 + LittleEndian.getShort(reply, 8);
        assertThat(reply).hasSize(data + WIDER.width() * WIDER.height() * type.bytes());
        forEachPixel((column, row) -> {
            int at = data + (row * WIDER.width() + column) * type.bytes();
            assertThat(SampleNumbers.get(type, reply, at))
                    .as("column %d, row %d", column, row)
                    .isEqualTo(isMasked(column, row) ? MaskedSample.VALUE : held(column));
        });
    }

    @ParameterizedTest
    @EnumSource
    void a_png_is_transparent_where_a_sample_is_masked_and_not_where_it_is_zero(SampleType type) throws IOException {
        BufferedImage reply = ImageIO.read(new ByteArrayInputStream(pixels(type, "PNG")));

        forEachPixel((column, row) -> {
            int[] pixel = reply.getRaster().getPixel(column, row, new int[4]);
            boolean masked = isMasked(column, row);
            assertThat(Arrays.copyOf(pixel, reply.getRaster().getNumBands()))
                    .as("column %d, row %d", column, row)
                    .containsExactly(
                            masked ? MaskedSample.VALUE : (int) held(column), masked ? MaskedSample.TRANSPARENT : 255);
        });
    }

    @ParameterizedTest
    @EnumSource
    void a_jpeg_is_dark_where_a_sample_is_masked(SampleType type) throws IOException {
        BufferedImage reply = ImageIO.read(new ByteArrayInputStream(pixels(type, "JPEG")));

        assertThat(reply.getColorModel().hasAlpha()).isFalse();
        assertThat(reply.getRaster().getSample(WIDTH + 1, HEIGHT, 0)).isCloseTo(MaskedSample.VALUE, within(16));
    }

    @ParameterizedTest
    @EnumSource
    void the_picture_of_a_mask_distinguishes_a_zero_from_a_masked_sample(SampleType type) {
        TiffImage reply = Api.image(
                ask(type, GetPixelsRequest.ofMask(List.of("B1"), WIDER).toJson()));

        assertThat(reply.bands()).isEqualTo(GetPixelsRequest.MASK_TYPES.size());
        forEachPixel((column, row) -> {
            for (int band = 0; band < reply.bands(); band++) {
                assertThat(Api.sample(reply, column, row, band))
                        .as("column %d, row %d", column, row)
                        .isEqualTo(isMasked(column, row) ? MaskedSample.VALUE : MaskedSample.SHOWN);
            }
        });
    }

    private interface Pixel {
        void at(int column, int row);
    }

    private static void forEachPixel(Pixel pixel) {
        for (int row = 0; row < WIDER.height(); row++) {
            for (int column = 0; column < WIDER.width(); column++) {
                pixel.at(column, row);
            }
        }
    }

    private static byte[] pixels(SampleType type, String format) {
        String request = new GetPixelsRequest(List.of("B1"), WIDER, Optional.empty()).toJson();
        return ask(type, request.replace("GEO_TIFF", format));
    }

    private static byte[] ask(SampleType type, String request) {
        String image = Catalogue.nameOf("users/emulator/" + folder.getFileName() + "/" + type);
        HttpResponse<byte[]> reply = api.post("/v1/" + image + ":getPixels", request);
        assertThat(reply.statusCode()).as(Api.text(reply)).isEqualTo(200);
        return reply.body();
    }
}
