package dev.swath.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.geotiff.LittleEndian;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PixelFormatsTest {

    private static final String MASKED = "'grid':{'dimensions':{'width':60,'height':40},'affineTransform':"
            + "{'scaleX':10,'translateX':340000,'scaleY':-10,'translateY':930000}}";
    private static final String WHOLE = "'grid':{'dimensions':{'width':60,'height':40},'affineTransform':"
            + "{'scaleX':10,'translateX':340500,'scaleY':-10,'translateY':930000}}";
    private static final String COLORS =
            ",'bandIds':['RED','GREEN','BLUE'],'visualizationOptions':{'ranges':[{'max':2000}]}}";
    private static Api api;

    @BeforeAll
    static void start() {
        api = Api.start();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void npy_holds_a_structured_array_of_each_bands_own_type() {
        byte[] file = api.pixels("{'fileFormat':'NPY','bandIds':['RED','CLASS','TEMPERATURE']," + MASKED + "}");

        assertThat(Arrays.copyOf(file, 8)).containsExactly(0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0);
        int length = LittleEndian.getShort(file, 8);
        assertThat((10 + length) % 64).isZero();
        assertThat(new String(file, 10, length, StandardCharsets.US_ASCII).strip())
                .isEqualTo("{'descr': [('RED', '<u2'), ('CLASS', '|u1'), ('TEMPERATURE', '<f4')],"
                        + " 'fortran_order': False, 'shape': (40, 60), }");
        assertThat(file).hasSize(10 + length + 40 * 60 * 7);
        int pixel = 10 + length + (12 * 60 + 33) * 7;
        assertThat(LittleEndian.getShort(file, pixel)).isEqualTo((short) TestScene.value("RED", 0, 33, 12));
        assertThat(file[pixel + 2]).isEqualTo((byte) TestScene.value("CLASS", 0, 33, 12));
        assertThat(Float.intBitsToFloat(LittleEndian.getInt(file, pixel + 3)))
                .isEqualTo((float) TestScene.value("TEMPERATURE", 0, 33, 12));
    }

    @Test
    void png_shows_masked_pixels_as_transparent() throws IOException {
        BufferedImage image = picture("{'fileFormat':'PNG'," + MASKED + COLORS);

        assertThat(image.getColorModel().hasAlpha()).isTrue();
        assertThat(image.getRGB(5, 7)).isZero();
        assertThat(image.getRGB(30, 7)).isEqualTo(argb(30, 7, 255));
    }

    @Test
    void png_without_masked_pixels_has_no_transparency() throws IOException {
        BufferedImage image = picture("{'fileFormat':'PNG'," + WHOLE + COLORS);

        assertThat(image.getColorModel().hasAlpha()).isFalse();
        assertThat(image.getRGB(30, 7)).isEqualTo(argb(80, 7, 255));
    }

    @Test
    void opacity_makes_a_png_translucent() throws IOException {
        BufferedImage image =
                picture("{'fileFormat':'PNG'," + WHOLE + COLORS.replace("'ranges'", "'opacity':0.4,'ranges'"));

        assertThat(image.getRGB(30, 7)).isEqualTo(argb(80, 7, 102));
    }

    @Test
    void raw_samples_in_a_picture_are_cut_to_8_bits() throws IOException {
        BufferedImage classes = picture("{'fileFormat':'PNG'," + WHOLE + ",'bandIds':['CLASS']}");
        BufferedImage red = picture("{'fileFormat':'PNG'," + WHOLE + ",'bandIds':['RED']}");

        assertThat(classes.getRaster().getSample(8, 3, 0)).isEqualTo((int) TestScene.value("CLASS", 0, 58, 3));
        assertThat(red.getRaster().getSample(8, 3, 0)).isEqualTo(255);
    }

    @Test
    void jpeg_is_close_to_the_visualized_colours() throws IOException {
        BufferedImage image = picture("{'fileFormat':'JPEG'," + WHOLE + COLORS);

        int expected = argb(80, 7, 255);
        for (int shift = 0; shift <= 16; shift += 8) {
            assertThat(Math.abs((image.getRGB(30, 7) >> shift & 0xff) - (expected >> shift & 0xff)))
                    .isLessThan(16);
        }
    }

    @ParameterizedTest
    @CsvSource({"MASKED, image/png", "WHOLE, image/jpeg"})
    void auto_picks_png_where_a_pixel_is_masked(String place, String contentType) {
        HttpResponse<byte[]> response =
                api.askPixels("{'fileFormat':'AUTO_JPEG_PNG'," + (place.equals("MASKED") ? MASKED : WHOLE) + COLORS);

        assertThat(response.headers().firstValue("Content-Type")).contains(contentType);
    }

    private static BufferedImage picture(String body) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(api.pixels(body)));
    }

    private static int argb(int column, int row, int alpha) {
        int argb = alpha;
        for (String band : new String[] {"RED", "GREEN", "BLUE"}) {
            double value = Math.min(TestScene.value(band, 0, column, row) / 2000 * 255, 255);
            argb = argb << 8 | (int) (value + 0.5);
        }
        return argb;
    }
}
