package dev.swath.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.run.ImageOutcome;
import dev.swath.run.Outcomes;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small pictures of images, for a page. */
class ThumbnailsTest {

    private static final String JPEG = "data:image/jpeg;base64,";

    @TempDir
    private Path folder;

    @Test
    void are_made_of_the_quicklook_beside_an_image_and_keep_its_shape_and_colour() throws Exception {
        quicklook("2024/a.png", 512, 256, 0xFF2080E0);

        Thumbnails.Picture picture = Thumbnails.in(folder, List.of(image("2024/a")))
                .of(image("2024/a"))
                .orElseThrow();

        assertThat(picture.width()).isEqualTo(96);
        assertThat(picture.height()).isEqualTo(48);
        BufferedImage shown = ImageIO.read(new ByteArrayInputStream(
                Base64.getDecoder().decode(picture.uri().substring(JPEG.length()))));
        assertThat(shown.getWidth()).isEqualTo(96);
        assertThat(shown.getRGB(48, 24) >> 16 & 0xFF).isBetween(0x18, 0x28);
        assertThat(shown.getRGB(48, 24) & 0xFF).isBetween(0xD8, 0xE8);
    }

    @Test
    void a_quicklook_that_is_small_stays_as_large_as_it_is() throws Exception {
        quicklook("a.png", 40, 30, 0xFF2080E0);

        assertThat(Thumbnails.in(folder, List.of(image("a")))
                        .of(image("a"))
                        .orElseThrow()
                        .width())
                .isEqualTo(40);
    }

    @Test
    void what_is_held_of_an_image_is_not_read_from_the_folder() throws Exception {
        quicklook("a.png", 60, 30, 0xFF2080E0);
        quicklook("b.png", 40, 30, 0xFF2080E0);
        byte[] held = Files.readAllBytes(folder.resolve("a.png"));
        Files.writeString(folder.resolve("a.png"), "not read");

        Thumbnails thumbnails =
                Thumbnails.of(List.of(image("a"), image("b"), image("c")), Map.of("a.tif", held), Optional.of(folder));

        assertThat(thumbnails.of(image("a")).orElseThrow().width()).isEqualTo(60);
        assertThat(thumbnails.of(image("b")).orElseThrow().width()).isEqualTo(40);
        assertThat(thumbnails.of(image("c"))).isEmpty();
        assertThat(thumbnails.unreadable()).isZero();
    }

    @Test
    void an_image_without_a_quicklook_has_none() {
        assertThat(Thumbnails.in(folder, List.of(image("a")))).isEqualTo(Thumbnails.NONE);
    }

    @Test
    void what_is_no_picture_is_counted_and_left_out() throws Exception {
        Files.writeString(folder.resolve("a.png"), "<svg onload=alert(1)>");
        Files.write(folder.resolve("b.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13});

        Thumbnails thumbnails = Thumbnails.in(folder, List.of(image("a"), image("b")));

        assertThat(thumbnails.pictures()).isEmpty();
        assertThat(thumbnails.unreadable()).isEqualTo(2);
    }

    /** Declared sizes cost memory before a single pixel is read. */
    @Test
    void a_picture_that_is_far_too_large_is_not_taken_in() throws Exception {
        quicklook("a.png", 5000, 1, 0xFF2080E0);

        assertThat(Thumbnails.in(folder, List.of(image("a"))).unreadable()).isEqualTo(1);
    }

    @Test
    void no_file_outside_the_output_is_read() throws Exception {
        Path output = Files.createDirectory(folder.resolve("output"));
        quicklook("secret.png", 40, 30, 0xFF2080E0);

        assertThat(Thumbnails.in(output, List.of(image("../secret")))).isEqualTo(Thumbnails.NONE);
    }

    @Test
    void there_are_as_many_as_a_page_has_room_for() throws Exception {
        List<ImageOutcome> images = IntStream.range(0, Thumbnails.MOST + 5)
                .mapToObj(i -> image("image-" + i))
                .toList();
        for (ImageOutcome image : images) {
            quicklook(image.image() + ".png", 8, 8, 0xFF2080E0);
        }

        assertThat(Thumbnails.in(folder, images).pictures()).hasSize(Thumbnails.MOST);
    }

    private static ImageOutcome image(String id) {
        return Outcomes.stored(id, Instant.EPOCH, 1);
    }

    private void quicklook(String name, int width, int height, int colour) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, colour);
            }
        }
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        ImageIO.write(image, "png", file.toFile());
    }
}
