package dev.swath.geotiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swath.grid.ProjectedArea;
import dev.swath.grid.RasterGrid;
import dev.swath.grid.SampleType;
import dev.swath.grid.Window;
import dev.swath.job.Outline;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

class OutlinePainterTest {

    private static final byte BACKGROUND = 7;

    @Test
    void sets_colour_and_validity_of_painted_pixels_and_of_no_others() {
        RasterGrid grid = PixelAreas.grid(6, 5);
        ProjectedArea area = PixelAreas.of("POLYGON ((1.5 1.5, 4.5 1.5, 4.5 3.5, 1.5 3.5, 1.5 1.5))", grid);
        Samples rgb = background(6, 5);
        byte[] valid = new byte[30];

        new OutlinePainter(new Outline(255, 128, 0, 1), area, grid).paint(new Window(0, 0, 6, 5), rgb, valid);

        assertThat(picture(valid, 6)).isEqualTo("""
                ......
                .####.
                .#..#.
                .####.
                ......
                """);
        for (int pixel = 0; pixel < valid.length; pixel++) {
            assertThat(Arrays.copyOfRange(rgb.data(), 3 * pixel, 3 * pixel + 3))
                    .isEqualTo(
                            valid[pixel] == 1
                                    ? new byte[] {(byte) 255, (byte) 128, 0}
                                    : new byte[] {BACKGROUND, BACKGROUND, BACKGROUND});
        }
    }

    private static Samples background(int width, int height) {
        byte[] data = new byte[width * height * 3];
        Arrays.fill(data, BACKGROUND);
        return new Samples(SampleType.UINT8, width, height, 3, data);
    }

    private static String picture(byte[] valid, int width) {
        StringBuilder picture = new StringBuilder();
        for (int i = 0; i < valid.length; i++) {
            picture.append(valid[i] == 1 ? '#' : '.').append(i % width == width - 1 ? "\n" : "");
        }
        return picture.toString();
    }

    @Test
    void a_line_between_two_rows_of_pixels_with_a_width_of_two_paints_one_row_on_either_side() {
        RasterGrid grid = PixelAreas.grid(7, 6);
        ProjectedArea area = PixelAreas.of("POLYGON ((-50 3, 50 3, 50 90, -50 90, -50 3))", grid);

        assertThat(picture(paint(2, area, grid, new Window(0, 0, 7, 6)), 7))
                .isEqualTo(".......\n.......\n#######\n#######\n.......\n.......\n");
    }

    private static byte[] paint(double width, ProjectedArea area, RasterGrid grid, Window window) {
        byte[] valid = new byte[(int) window.pixels()];
        OutlinePainter painter = new OutlinePainter(new Outline(255, 0, 0, width), area, grid);
        painter.paint(window, background(window.width(), window.height()), valid);
        return valid;
    }

    @ParameterizedTest
    @CsvSource({"0.4, 1", "1, 2", "2, 3", "3.7, 4", "12, 5"})
    void paints_exactly_the_pixels_whose_centre_is_near_a_ring_of_area_or_hole(double width, long seed) {
        RasterGrid[] grids = {PixelAreas.grid(80, 60), PixelAreas.rotatedGrid(80, 60)};
        for (RasterGrid grid : grids) {
            Geometry star = PixelAreas.star(grid, 11, seed);
            Geometry rings = star.getBoundary();

            byte[] painted = paint(width, PixelAreas.of(star, grid), grid, new Window(0, 0, 80, 60));

            for (int row = 0; row < 60; row++) {
                for (int column = 0; column < 80; column++) {
                    double distance =
                            rings.distance(new GeometryFactory().createPoint(new Coordinate(column + 0.5, row + 0.5)));
                    assertThat(painted[row * 80 + column] == 1)
                            .as("pixel %d, %d at %s", column, row, distance)
                            .isEqualTo(distance <= width / 2);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 64, 150})
    void the_painted_pixels_do_not_depend_on_the_windows(int side) {
        RasterGrid grid = PixelAreas.grid(210, 170);
        ProjectedArea area = PixelAreas.of(PixelAreas.star(grid, 30, 8), grid);
        byte[] whole = paint(3, area, grid, new Window(0, 0, 210, 170));
        byte[] assembled = new byte[whole.length];
        OutlinePainter painter = new OutlinePainter(new Outline(1, 2, 3, 3), area, grid);

        for (int row = 0; row < 170; row += side) {
            for (int column = 0; column < 210; column += side) {
                Window window = new Window(column, row, Math.min(side, 210 - column), Math.min(side, 170 - row));
                byte[] part = new byte[(int) window.pixels()];
                painter.paint(window, background(window.width(), window.height()), part);
                for (int y = 0; y < window.height(); y++) {
                    System.arraycopy(part, y * window.width(), assembled, (row + y) * 210 + column, window.width());
                }
            }
        }

        assertThat(Arrays.equals(assembled, whole)).isTrue();
        assertThat(whole).contains(1, 0);
    }

    @Test
    void a_window_far_from_the_line_is_not_changed() {
        RasterGrid grid = PixelAreas.grid(5000, 5000);
        ProjectedArea area = PixelAreas.of("POLYGON ((10 10, 90 10, 90 90, 10 90, 10 10))", grid);

        assertThat(paint(4, area, grid, new Window(4000, 4000, 16, 16))).containsOnly(0);
        assertThat(paint(4, area, grid, new Window(40, 40, 16, 16))).containsOnly(0);
    }

    @Test
    void refuses_pixels_that_are_no_rgb_of_the_window() {
        RasterGrid grid = PixelAreas.grid(8, 8);
        ProjectedArea area = PixelAreas.of("POLYGON ((1 1, 4 1, 4 4, 1 4, 1 1))", grid);
        OutlinePainter painter = new OutlinePainter(new Outline(0, 0, 0, 1), area, grid);
        Samples gray = new Samples(SampleType.UINT8, 4, 4, 1, new byte[16]);

        assertThatThrownBy(() -> painter.paint(new Window(0, 0, 4, 4), gray, new byte[16]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("4 x 4 x 1 UINT8");
        assertThatThrownBy(() -> painter.paint(new Window(0, 0, 4, 4), background(4, 4), new byte[15]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("15 mask bytes");
    }
}
