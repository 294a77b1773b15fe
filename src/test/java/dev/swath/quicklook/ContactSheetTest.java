package dev.swath.quicklook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many quicklooks on one sheet. */
class ContactSheetTest {

    private static final Instant FIRST = Instant.parse("2024-01-05T16:14:38Z");
    private static final int INK = 0xFF333333;

    @TempDir
    private Path folder;

    @Test
    void the_newest_image_comes_first() throws IOException {
        BufferedImage sheet = sheet(List.of(entry(0, 0xFF0000), entry(5, 0x00FF00), entry(3, 0x0000FF)));

        assertThat(List.of(sheet.getWidth(), sheet.getHeight())).containsExactly(344, 388);
        assertThat(sheet.getRGB(8 + 80, 8 + 80)).isEqualTo(0xFF00FF00);
        assertThat(sheet.getRGB(8 + 168 + 80, 8 + 80)).isEqualTo(0xFF0000FF);
        assertThat(sheet.getRGB(8 + 80, 8 + 190 + 80)).isEqualTo(0xFFFF0000);
        assertThat(sheet.getRGB(8 + 168 + 80, 8 + 190 + 80)).as("paper").isEqualTo(0xFFF4F4F4);
    }

    @Test
    void the_date_of_acquisition_is_below_an_image() throws IOException {
        BufferedImage sheet = sheet(List.of(entry(0, 0xFFFFFF)));

        assertThat(line(sheet))
                .containsExactly(
                        "...........###...###...###.....#.........###....#..........###..#####...........",
                        "..........#...#.#...#.#...#...##........#...#..##.........#...#.#...............");
    }

    @Test
    void of_more_than_a_hundred_images_the_newest_are_shown() throws IOException {
        List<ContactSheet.Entry> images = new ArrayList<>();
        images.add(entry(0, 0xFF0000));
        for (int day = 1; day <= 100; day++) {
            images.add(entry(day, 0x00FF00));
        }

        BufferedImage sheet = sheet(images);

        assertThat(List.of(sheet.getWidth(), sheet.getHeight())).containsExactly(1688, 1908);
        int[] pixels = sheet.getRGB(0, 0, sheet.getWidth(), sheet.getHeight(), null, 0, sheet.getWidth());
        assertThat(Arrays.stream(pixels).filter(pixel -> pixel == 0xFFFF0000)).isEmpty();
    }

    @Test
    void a_file_that_is_not_a_quicklook_is_reported() throws IOException {
        Path huge = folder.resolve("huge.png");
        ImageIO.write(new BufferedImage(5000, 1, BufferedImage.TYPE_BYTE_GRAY), "png", huge.toFile());

        assertThatThrownBy(() -> ContactSheet.png(List.of(ContactSheet.Entry.of(huge, FIRST))))
                .isInstanceOf(IOException.class)
                .hasMessage("a picture of 5000 x 1 pixels");
    }

    private ContactSheet.Entry entry(int day, int rgb) throws IOException {
        int[] argb = new int[200 * 100];
        Arrays.fill(argb, 0xFF000000 | rgb);
        Path file = folder.resolve(day + ".png");
        Files.write(file, Png.encode(new Picture(200, 100, argb)));
        return ContactSheet.Entry.of(file, FIRST.plus(day, ChronoUnit.DAYS));
    }

    private static BufferedImage sheet(List<ContactSheet.Entry> images) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(ContactSheet.png(images)));
    }

    /** The first two rows of the line below the first image, at half their size. */
    private static List<String> line(BufferedImage sheet) {
        List<String> rows = new ArrayList<>();
        for (int y = 8 + 168; y < 8 + 168 + 4; y += 2) {
            StringBuilder row = new StringBuilder();
            for (int x = 8; x < 8 + 160; x += 2) {
                row.append(sheet.getRGB(x, y) == INK ? '#' : '.');
            }
            rows.add(row.toString());
        }
        return rows;
    }
}
