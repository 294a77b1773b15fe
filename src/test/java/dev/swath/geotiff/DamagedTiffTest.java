package dev.swath.geotiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.swath.Slow;
import dev.swath.grid.Window;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Slow("A damaged TIFF of any layout is refused with the cause, never read in part.")
class DamagedTiffTest {

    private static final List<String> FILES = List.of(
            "UINT8/deflate-2-little-pixel-tiles-classic.tif",
            "UINT16/lzw-2-big-band-strips-bigtiff.tif",
            "FLOAT32/deflate-3-little-band-tiles-bigtiff.tif",
            "INT16/packbits-1-little-pixel-strips-classic.tif",
            "FLOAT64/none-1-big-pixel-tiles-classic.tif",
            "sparse.tif",
            "bits.tif",
            "utm.tif");

    private static GdalLayouts layouts;

    @BeforeAll
    static void write_files_with_gdal(@TempDir Path folder) throws IOException {
        layouts = GdalLayouts.write(folder);
    }

    @Test
    void a_file_cut_off_anywhere_is_an_error_or_lost_nothing() throws IOException {
        for (String name : FILES) {
            byte[] file = layouts.bytes(name);
            byte[] whole = pixels(file);
            int step = Math.max(1, file.length / 400);
            for (int length = 0; length < file.length; length += step) {
                byte[] cut = Arrays.copyOf(file, length);
                try {
                    assertThat(pixels(cut))
                            .as("%s cut to %d bytes", name, length)
                            .isEqualTo(whole);
                } catch (TiffException expected) {
                    assertThat(expected).hasMessageNotContaining("\n");
                }
            }
        }
    }

    @Test
    void flipped_bits_end_in_pixels_or_in_a_tiff_exception_and_soon() throws IOException {
        Random random = new Random(20240110);
        for (String name : FILES) {
            byte[] file = layouts.bytes(name);
            int refused = 0;
            for (int i = 0; i < 600; i++) {
                byte[] damaged = file.clone();
                // Half of the changes where directories are likely to be, because these decide how the rest is read.
                int reach = i % 2 == 0 ? damaged.length : Math.min(512, damaged.length);
                for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                    damaged[random.nextInt(reach)] ^= (byte) (1 << random.nextInt(8));
                }
                refused += refuses(damaged, name + " #" + i) ? 1 : 0;
            }
            assertThat(refused).as(name).isPositive();
        }
    }

    private static boolean refuses(byte[] damaged, String what) {
        return assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> {
                    try {
                        pixels(damaged);
                        return false;
                    } catch (TiffException expected) {
                        return true;
                    } catch (Exception e) {
                        return fail(what, e);
                    }
                },
                what);
    }

    /** Reads everything twice over, allowing an image 16 MiB. */
    private static byte[] pixels(byte[] file) throws IOException {
        try (TiffReader reader = TiffReader.of(file, 16 << 20)) {
            for (TiffImage image : reader.images()) {
                image.readBlocks((column, row, block) -> {});
            }
            TiffImage image = reader.image();
            return image.read(new Window(0, 0, image.width(), image.height())).data();
        }
    }

    @Test
    void a_changed_byte_within_a_deflate_stream_never_passes_for_pixels() throws IOException {
        byte[] file = layouts.bytes("UINT8/deflate-2-little-pixel-tiles-classic.tif");
        byte[] whole = pixels(file);
        for (int at = file.length - 3000; at < file.length; at += 7) {
            byte[] damaged = file.clone();
            damaged[at] ^= 0x10;
            try {
                assertThat(Arrays.equals(pixels(damaged), whole))
                        .as("byte %d", at)
                        .isTrue();
            } catch (TiffException expected) {
                assertThat(expected.getMessage()).isNotBlank();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "II", "<html>not found</html>", "\u0089PNG\r\n\u001a\n and so on"})
    void a_file_that_is_not_a_tiff_is_reported_as_such(String content) {
        byte[] bytes = content.getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> TiffReader.of(bytes))
                .isInstanceOf(TiffException.class)
                .hasMessageStartingWith("not a TIFF file");
    }

    @Test
    void a_missing_file_is_no_damaged_file(@TempDir Path folder) {
        assertThatThrownBy(() -> TiffReader.open(folder.resolve("none.tif"))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void directories_that_run_in_a_circle_are_refused() {
        byte[] file = HandmadeTiff.strips(4, 4, 4, BlockLayout.UNCOMPRESSED, new byte[16])
                .inCircle()
                .bytes();
        assertThatThrownBy(() -> TiffReader.of(file))
                .isInstanceOf(TiffException.class)
                .hasMessageContaining("circle");
    }

    @Test
    void an_image_that_its_bytes_cannot_hold_is_refused_before_it_is_allocated() throws IOException {
        byte[] file = HandmadeTiff.strips(40_000, 40_000, 40_000, BlockLayout.DEFLATE, new byte[1000])
                .bytes();
        TiffImage image = TiffReader.of(file).image();

        assertThatThrownBy(() -> image.readBlocks((column, row, block) -> {}))
                .isInstanceOf(TiffException.class)
                .hasMessageContaining("1000 bytes can't hold 1600000000");
    }

    @Test
    void a_last_strip_that_is_filled_up_is_no_damage_but_more_than_that_is() throws IOException {
        byte[] first = deflate("abcdefgh");
        byte[] filled = HandmadeTiff.strips(4, 3, 2, BlockLayout.DEFLATE, first, deflate("ijkl****"))
                .bytes();
        byte[] overfull = HandmadeTiff.strips(4, 3, 2, BlockLayout.DEFLATE, first, deflate("ijkl*****"))
                .bytes();

        assertThat(new String(pixels(filled), StandardCharsets.US_ASCII)).isEqualTo("abcdefghijkl");
        assertThatThrownBy(() -> pixels(overfull))
                .isInstanceOf(TiffException.class)
                .hasMessageContaining("more than its block");
    }

    private static byte[] deflate(String pixels) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(bytes)) {
            deflater.write(pixels.getBytes(StandardCharsets.US_ASCII));
        }
        return bytes.toByteArray();
    }

    @Test
    void a_size_that_overflows_is_refused() {
        byte[] file = HandmadeTiff.strips(
                        Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, BlockLayout.DEFLATE, new byte[9])
                .bytes();
        assertThatThrownBy(() -> TiffReader.of(file))
                .isInstanceOf(TiffException.class)
                .hasMessageContaining("more than the");
    }

    @Test
    void a_small_image_in_huge_tiles_is_refused() {
        byte[] file =
                HandmadeTiff.oneTile(10, 10, 1 << 20, 1 << 20, new byte[64]).bytes();
        assertThatThrownBy(() -> TiffReader.of(file))
                .isInstanceOf(TiffException.class)
                .hasMessageContaining("blocks of 1048576 x 1048576");
    }

    @Test
    void a_small_image_in_a_tile_far_beyond_what_is_allowed_is_refused_before_it_is_allocated() {
        byte[] bomb = HandmadeTiff.oneTile(10, 10, 4096, 4096, new byte[65_536]).bytes();
        byte[] usual =
                HandmadeTiff.oneTile(10, 10, 1024, 1024, new byte[65_536]).bytes();

        assertThatThrownBy(() -> TiffReader.of(bomb, 10 * 10))
                .isInstanceOf(TiffException.class)
                .hasMessageContaining("more than the 100 bytes allowed");
        assertThatCode(() -> TiffReader.of(usual, 10 * 10)).doesNotThrowAnyException();
    }

    @Test
    void an_lzw_code_that_was_never_defined_is_refused() throws IOException {
        // The clear code, then code 300: 100000000 100101100, and zeros.
        byte[] file = HandmadeTiff.strips(4, 4, 4, BlockLayout.LZW, new byte[] {(byte) 0x80, 0x4b, 0, 0, 0, 0})
                .bytes();
        TiffImage image = TiffReader.of(file).image();

        assertThatThrownBy(() -> image.read(new Window(0, 0, 4, 4)))
                .isInstanceOf(TiffException.class)
                .hasMessageContaining("LZW code 300");
    }

    @Test
    void a_broken_file_on_disk_is_closed_again(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("broken.tif"), new byte[] {'I', 'I', 42, 0, 8, 0, 0, 0});

        assertThatThrownBy(() -> TiffReader.open(file))
                .isInstanceOf(TiffException.class)
                .hasMessageStartingWith("broken.tif: the file ends");
    }
}
