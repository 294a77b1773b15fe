package dev.swath.geotiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.swath.grid.OutputGrid;
import dev.swath.grid.ProjectedArea;
import dev.swath.grid.Projection;
import dev.swath.grid.RasterGrid;
import dev.swath.grid.Window;
import dev.swath.job.ClipRule;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.algorithm.locate.SimplePointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Location;

class AreaMaskTest {

    @Test
    void a_pixel_belongs_if_its_centre_does() {
        RasterGrid grid = PixelAreas.grid(8, 5);
        ProjectedArea area = PixelAreas.of("POLYGON ((1.4 1.6, 5.6 1.6, 5.6 3.6, 1.4 3.6, 1.4 1.6))", grid);

        assertThat(picture(mask(area, grid), grid)).isEqualTo("""
                ........
                ........
                .#####..
                .#####..
                ........
                """);
    }

    private static AreaMask mask(ProjectedArea area, RasterGrid grid) {
        return new AreaMask(area, OutputGrid.of(grid), ClipRule.CENTRE);
    }

    @Test
    void all_that_is_touched_belongs_if_the_rule_says_so_but_no_pixel_that_only_shares_a_border() {
        RasterGrid grid = PixelAreas.grid(8, 5);
        ProjectedArea area = PixelAreas.of("POLYGON ((1.7 2, 5.2 2, 5.2 3.6, 1.7 3.6, 1.7 2))", grid);

        assertThat(picture(new AreaMask(area, OutputGrid.of(grid), ClipRule.TOUCHED), grid))
                .isEqualTo("""
                ........
                ........
                .#####..
                .#####..
                ........
                """);
        assertThat(picture(mask(area, grid), grid)).isEqualTo("""
                ........
                ........
                ..###...
                ..###...
                ........
                """);
    }

    @Test
    void an_area_that_crosses_pixels_at_an_angle_touches_each_of_them() {
        RasterGrid grid = PixelAreas.grid(6, 4);
        ProjectedArea sliver = PixelAreas.of("POLYGON ((0.2 0.4, 5.8 3.5, 5.8 3.6, 0.2 0.4))", grid);

        assertThat(picture(new AreaMask(sliver, OutputGrid.of(grid), ClipRule.TOUCHED), grid))
                .isEqualTo("""
                ##....
                .###..
                ...##.
                ....##
                """);
    }

    @Test
    void an_area_smaller_than_a_pixel_takes_the_pixel_it_touches() {
        RasterGrid grid = PixelAreas.grid(3, 3);
        ProjectedArea small = PixelAreas.of("POLYGON ((1.1 2.1, 1.3 2.1, 1.3 2.2, 1.1 2.2, 1.1 2.1))", grid);
        ProjectedArea between = PixelAreas.of("POLYGON ((0.9 0.9, 1.1 0.9, 1.1 1.1, 0.9 1.1, 0.9 0.9))", grid);
        ProjectedArea hair = PixelAreas.of("POLYGON ((1 1, 1.0000001 1, 1.0000001 1.0000001, 1 1.0000001, 1 1))", grid);

        assertThat(picture(mask(small, grid), grid)).isEqualTo("...\n...\n.#.\n");
        assertThat(picture(mask(between, grid), grid)).isEqualTo("##.\n##.\n...\n");
        assertThat(mask(hair, grid).pixels()).isEqualTo(1);
    }

    private static String picture(AreaMask mask, RasterGrid grid) {
        StringBuilder picture = new StringBuilder();
        byte[] row = new byte[grid.width()];
        for (int y = 0; y < grid.height(); y++) {
            mask.row(y, 0, grid.width(), row);
            for (byte pixel : row) {
                picture.append(pixel == 1 ? '#' : '.');
            }
            picture.append('\n');
        }
        return picture.toString();
    }

    @Test
    void neighbours_that_share_an_edge_through_centres_share_no_pixel_and_leave_none_out() {
        RasterGrid grid = PixelAreas.grid(8, 4);
        ProjectedArea left = PixelAreas.of("POLYGON ((0 0, 3.5 0, 3.5 4, 0 4, 0 0))", grid);
        ProjectedArea right = PixelAreas.of("POLYGON ((3.5 0, 8 0, 8 4, 3.5 4, 3.5 0))", grid);

        assertThat(picture(mask(left, grid), grid)).isEqualTo("###.....\n".repeat(4));
        assertThat(picture(mask(right, grid), grid)).isEqualTo("...#####\n".repeat(4));
    }

    @Test
    void holes_are_outside_and_every_part_of_a_multipolygon_is_inside() {
        RasterGrid grid = PixelAreas.grid(9, 5);
        ProjectedArea area = PixelAreas.of(
                "MULTIPOLYGON (((0 0, 5 0, 5 5, 0 5, 0 0), (1 1, 4 1, 4 4, 1 4, 1 1)), ((6 1, 12 1, 12 3, 6 3, 6 1)))",
                grid);

        assertThat(picture(mask(area, grid), grid)).isEqualTo("""
                #####....
                #...#.###
                #...#.###
                #...#....
                #####....
                """);
    }

    @Test
    void an_area_beyond_the_grid_holds_none_of_its_pixels_and_one_around_it_all() {
        RasterGrid grid = PixelAreas.grid(4, 2);
        ProjectedArea away = PixelAreas.of("POLYGON ((-9 -9, -1 -9, -1 9, -9 9, -9 -9))", grid);
        ProjectedArea around = PixelAreas.of("POLYGON ((-9 -9, 9 -9, 9 9, -9 9, -9 -9))", grid);

        assertThat(picture(mask(away, grid), grid)).isEqualTo("....\n....\n");
        assertThat(picture(mask(around, grid), grid)).isEqualTo("####\n####\n");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void agrees_with_the_geometry_library_on_every_pixel(long seed) {
        RasterGrid upright = PixelAreas.grid(90, 70);
        RasterGrid rotated = PixelAreas.rotatedGrid(90, 70);
        for (RasterGrid grid : new RasterGrid[] {upright, rotated}) {
            ProjectedArea area = PixelAreas.of(PixelAreas.star(grid, 40, seed), grid);

            byte[] inside = mask(area, grid).window(new Window(0, 0, 90, 70));

            for (int row = 0; row < 70; row++) {
                for (int column = 0; column < 90; column++) {
                    assertThat(inside[row * 90 + column] == 1)
                            .as("pixel %d, %d", column, row)
                            .isEqualTo(contains(area.geometry(), grid, column, row));
                }
            }
        }
    }

    private static boolean contains(Geometry geometry, RasterGrid grid, int column, int row) {
        Coordinate centre = new Coordinate(
                grid.transform().x(column + 0.5, row + 0.5), grid.transform().y(column + 0.5, row + 0.5));
        return SimplePointInAreaLocator.locate(centre, geometry) != Location.EXTERIOR;
    }

    @Test
    void any_window_is_the_same_part_of_the_whole() {
        RasterGrid grid = PixelAreas.grid(301, 203);
        AreaMask mask = mask(PixelAreas.of(PixelAreas.star(grid, 60, 9), grid), grid);
        byte[] whole = mask.window(new Window(0, 0, 301, 203));
        Random random = new Random(5);
        for (int i = 0; i < 100; i++) {
            int column = random.nextInt(301);
            int row = random.nextInt(203);
            Window window = new Window(column, row, 1 + random.nextInt(301 - column), 1 + random.nextInt(203 - row));

            byte[] part = mask.window(window);

            for (int y = 0; y < window.height(); y++) {
                int start = (row + y) * 301 + column;
                assertThat(Arrays.equals(
                                part,
                                y * window.width(),
                                (y + 1) * window.width(),
                                whole,
                                start,
                                start + window.width()))
                        .as("row %d of %s", y, window)
                        .isTrue();
            }
        }
    }

    @Test
    void holds_as_many_pixels_of_a_full_size_image_as_the_area_is_large() {
        RasterGrid grid = PixelAreas.grid(4975, 5000);
        ProjectedArea area = PixelAreas.of(PixelAreas.star(grid, 84, 2), grid);

        byte[] inside = mask(area, grid).window(new Window(0, 0, 4975, 5000));

        long pixels = 0;
        for (byte pixel : inside) {
            pixels += pixel;
        }
        ProjectedArea image = PixelAreas.of("POLYGON ((0 0, 4975 0, 4975 5000, 0 5000, 0 0))", grid);
        double expected =
                area.geometry().intersection(image.geometry()).getArea() / (PixelAreas.SIDE * PixelAreas.SIDE);
        assertThat((double) pixels).isCloseTo(expected, within(expected * 1e-5));
    }

    @Test
    void refuses_a_window_that_leaves_the_grid() {
        RasterGrid grid = PixelAreas.grid(4, 2);
        AreaMask mask = mask(PixelAreas.of("POLYGON ((0 0, 4 0, 4 2, 0 2, 0 0))", grid), grid);

        assertThatThrownBy(() -> mask.window(new Window(1, 0, 4, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("4 x 2");
    }

    @Test
    void refuses_an_area_in_another_reference_system() {
        RasterGrid grid = PixelAreas.grid(4, 2);
        Geometry box =
                PixelAreas.of("POLYGON ((0 0, 4 0, 4 2, 0 2, 0 0))", grid).geometry();
        ProjectedArea elsewhere = new ProjectedArea(box, box, Projection.of("EPSG:32618"));

        assertThatThrownBy(() -> mask(elsewhere, grid))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an area in EPSG:32618 on a grid in EPSG:4326");
    }
}
