package dev.swath.quicklook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.geotiff.CloudOptimizedGeoTiff;
import dev.swath.geotiff.ImageDescription;
import dev.swath.geotiff.Samples;
import dev.swath.grid.AffineTransform;
import dev.swath.grid.Projection;
import dev.swath.grid.RasterGrid;
import dev.swath.grid.SampleType;
import dev.swath.job.Mask;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.IntBinaryOperator;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the file of an image to a small picture of it. */
class QuicklookTest {

    private static final Function<List<String>, Composite> RAMP = names -> Composite.ramp(0, Composite.Legend.PLAIN);

    @TempDir
    private Path folder;

    @Test
    void a_large_picture_is_shrunk_to_the_side_that_was_asked_for() throws IOException {
        Path file = picture(1200, 900, (x, y) -> x < 600 ? 0x102030 : 0x405060);

        BufferedImage quicklook = read(png(file, names -> Composite.picture(), 500));

        assertThat(List.of(quicklook.getWidth(), quicklook.getHeight())).containsExactly(500, 375);
        assertThat(quicklook.getRGB(10, 10)).isEqualTo(0xFF102030);
        assertThat(quicklook.getRGB(490, 370)).isEqualTo(0xFF405060);
    }

    @Test
    void an_image_smaller_than_that_keeps_its_pixels() throws IOException {
        Path file = picture(30, 20, (x, y) -> x << 16 | y << 8 | 7);

        BufferedImage quicklook = read(png(file, names -> Composite.picture(), 512));

        assertThat(List.of(quicklook.getWidth(), quicklook.getHeight())).containsExactly(30, 20);
        assertThat(quicklook.getRGB(29, 19)).isEqualTo(0xFF1D1307);
    }

    @Test
    void masked_pixels_are_transparent_at_every_size() throws IOException {
        Path file = picture(1000, 1000, (x, y) -> x < 500 ? -1 : 0xFFFFFF);

        for (int side : new int[] {64, 300, 1000}) {
            BufferedImage quicklook = read(png(file, names -> Composite.picture(), side));

            assertThat(quicklook.getRGB(side / 4, side / 2)).as("side %d", side).isZero();
            assertThat(quicklook.getRGB(side * 3 / 4, side / 2))
                    .as("side %d", side)
                    .isEqualTo(0xFFFFFFFF);
        }
    }

    /** One in fifty is darker, one in fifty brighter than the shown range. */
    @Test
    void raw_bands_are_stretched_between_their_percentiles_each_by_itself() throws IOException {
        Path file = raw(101, 1, 4, (x, band) -> band == 0 ? 1000 + 10 * x : 5000 - 10 * x);

        BufferedImage quicklook = read(png(file, names -> Composite.colours(0, 1, 2), 512));

        assertThat(quicklook.getRGB(0, 0)).isEqualTo(0xFF00FFFF);
        assertThat(quicklook.getRGB(2, 0)).isEqualTo(0xFF00FFFF);
        assertThat(quicklook.getRGB(50, 0)).isEqualTo(0xFF808080);
        assertThat(quicklook.getRGB(98, 0)).isEqualTo(0xFFFF0000);
        assertThat(quicklook.getRGB(100, 0)).isEqualTo(0xFFFF0000);
    }

    @Test
    void a_single_band_runs_from_dark_blue_to_yellow_and_nodata_is_transparent() throws IOException {
        Path file = raw(100, 1, 1, (x, band) -> x == 7 ? 0 : 1 + x);

        BufferedImage quicklook = read(png(file, RAMP, 512));

        assertThat(quicklook.getRGB(7, 0)).isZero();
        assertThat(quicklook.getRGB(0, 0)).isEqualTo(0xFF440154);
        assertThat(quicklook.getRGB(99, 0)).isEqualTo(0xFFFDE725);
        assertThat(quicklook.getHeight()).as("with a legend").isGreaterThan(20);
        assertThat(quicklook.getRGB(4, 6)).as("its darkest end").isEqualTo(0xFF440154);
        assertThat(quicklook.getRGB(95, 6)).as("its brightest end").isEqualTo(0xFFFDE725);
    }

    @Test
    void a_narrow_image_has_no_legend() throws IOException {
        assertThat(read(png(raw(9, 9, 1, (x, band) -> x + 1), RAMP, 512)).getHeight())
                .isEqualTo(9);
    }

    @Test
    void bands_are_shown_in_the_order_of_the_composite() throws IOException {
        Path file = raw(2, 1, 4, (x, band) -> band == 2 && x == 1 ? 900 : 100);

        BufferedImage quicklook = read(png(file, names -> Composite.colours(2, 1, 0), 512));

        assertThat(quicklook.getRGB(1, 0)).as("the third band is red").isEqualTo(0xFFFF8080);
    }

    @Test
    void clouds_do_not_make_the_ground_dark() throws IOException {
        Path file = raw(100, 1, 3, (x, band) -> x < 50 ? 9000 : 500 + 10 * x);
        Composite knowing = new Composite(
                Composite.Kind.COLOURS,
                List.of(0, 1, 2),
                Optional.of(List.of(3000.0, 3000.0, 3000.0)),
                Composite.Legend.PLAIN);

        BufferedImage quicklook = read(png(file, names -> knowing, 512));

        assertThat(quicklook.getRGB(0, 0)).isEqualTo(0xFFFFFFFF);
        assertThat(quicklook.getRGB(50, 0)).isEqualTo(0xFF000000);
        assertThat(quicklook.getRGB(99, 0)).isEqualTo(0xFFFFFFFF);
        assertThat(quicklook.getRGB(75, 0) & 0xFF).isBetween(110, 150);
    }

    @Test
    void radar_is_both_polarizations_and_their_ratio() throws IOException {
        Path file = raw(3, 1, 2, (x, band) -> band == 0 ? 10 + 10 * x : 10);
        Composite radar =
                new Composite(Composite.Kind.INTENSITIES, List.of(0, 1), Optional.empty(), Composite.Legend.PLAIN);

        BufferedImage quicklook = read(png(file, names -> radar, 512));

        assertThat(quicklook.getRGB(0, 0)).isEqualTo(0xFF008000);
        assertThat(quicklook.getRGB(1, 0)).isEqualTo(0xFF808080);
        assertThat(quicklook.getRGB(2, 0)).isEqualTo(0xFFFF80FF);
    }

    @Test
    void bands_that_are_the_same_everywhere_are_in_the_middle_and_bands_without_data_transparent() throws IOException {
        assertThat(read(png(raw(9, 9, 1, (x, band) -> 4711), RAMP, 512)).getRGB(4, 4))
                .isEqualTo(0xFF21918C);
        assertThat(read(png(raw(9, 9, 1, (x, band) -> 0), RAMP, 512)).getRGB(4, 4))
                .isZero();
    }

    /** A pixel is its red, green and blue, or below 0 without data. */
    private Path picture(int width, int height, IntBinaryOperator pixel) throws IOException {
        byte[] data = new byte[3 * width * height];
        byte[] valid = new byte[width * height];
        for (int i = 0; i < valid.length; i++) {
            int rgb = pixel.applyAsInt(i % width, i / width);
            valid[i] = (byte) (rgb < 0 ? 0 : 1);
            data[3 * i] = (byte) (rgb >> 16);
            data[3 * i + 1] = (byte) (rgb >> 8);
            data[3 * i + 2] = (byte) rgb;
        }
        return write(
                new ImageDescription(
                        grid(width, height),
                        SampleType.UINT8,
                        List.of("B8", "B4", "B3"),
                        Mask.INTERNAL,
                        OptionalDouble.empty(),
                        true,
                        Map.of()),
                new Samples(SampleType.UINT8, width, height, 3, data),
                valid);
    }

    /** Values by column and band; 0 is nodata. */
    private Path raw(int width, int height, int bands, IntBinaryOperator value) throws IOException {
        ByteBuffer data = ByteBuffer.allocate(2 * bands * width * height).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < width * height; i++) {
            for (int band = 0; band < bands; band++) {
                data.putShort((short) value.applyAsInt(i % width, band));
            }
        }
        return write(
                new ImageDescription(
                        grid(width, height),
                        SampleType.UINT16,
                        IntStream.range(0, bands).mapToObj(band -> "B" + band).toList(),
                        Mask.NODATA,
                        OptionalDouble.of(0),
                        false,
                        Map.of()),
                new Samples(SampleType.UINT16, width, height, bands, data.array()),
                new byte[0]);
    }

    private static RasterGrid grid(int width, int height) {
        return new RasterGrid(
                Projection.of("EPSG:32617"), AffineTransform.northUp(300_000, 1_000_000, 10, 10), width, height);
    }

    private Path write(ImageDescription image, Samples samples, byte[] valid) throws IOException {
        try (CloudOptimizedGeoTiff file = new CloudOptimizedGeoTiff(image, folder)) {
            file.put(0, 0, samples, valid);
            return file.finish(folder.resolve("image.tif"));
        }
    }

    private static byte[] png(Path file, Function<List<String>, Composite> composite, int side) throws IOException {
        return Quicklook.of(file, composite, side).png();
    }

    private static BufferedImage read(byte[] png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png));
    }
}
