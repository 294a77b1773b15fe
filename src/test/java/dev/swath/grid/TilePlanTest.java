package dev.swath.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

class TilePlanTest {

    private static final long DEFAULT_MAX_BYTES = 25_165_824;
    private static final List<SampleType> RGB = Collections.nCopies(3, SampleType.UINT8);
    private static final Geometry UNKNOWN = new GeometryFactory().createPolygon();

    @Test
    void the_box_around_david_at_2_metres_is_one_request_of_native_pixels() {
        OutputGrid grid = david(OptionalDouble.of(2));

        TilePlan plan = plan(grid, TestAreas.footprint(TestAreas.T17PLK), RGB, Fetch.AUTO, DEFAULT_MAX_BYTES);

        assertThat(plan.requests()).isEqualTo(1);
        assertThat(plan.blank()).isEmpty();
        assertThat(plan.requestBytes()).isEqualTo(995 * 1000 * 3);
        Tile tile = plan.tiles().get(0);
        assertThat(tile.covered()).isEqualTo(new Window(0, 0, 4975, 5000));
        assertThat(tile.request()).isEqualTo(grid.nativeGrid());
        assertThat(tile.repeat()).isEqualTo(5);
    }

    @Test
    void asked_for_as_stated_it_is_3_by_3_tiles_of_2048() {
        OutputGrid grid = david(OptionalDouble.of(2));

        TilePlan plan = plan(grid, TestAreas.footprint(TestAreas.T17PLK), RGB, Fetch.AS_ASKED, DEFAULT_MAX_BYTES);

        assertThat(plan.tiles())
                .extracting(Tile::window)
                .containsExactly(
                        new Window(0, 0, 2048, 2048),
                        new Window(2048, 0, 2048, 2048),
                        new Window(4096, 0, 879, 2048),
                        new Window(0, 2048, 2048, 2048),
                        new Window(2048, 2048, 2048, 2048),
                        new Window(4096, 2048, 879, 2048),
                        new Window(0, 4096, 2048, 904),
                        new Window(2048, 4096, 2048, 904),
                        new Window(4096, 4096, 879, 904));
        assertThat(plan.requestBytes()).isEqualTo(4975L * 5000 * 3);
        assertThat(plan.tiles().get(4).request())
                .isEqualTo(new RasterGrid(
                        Projection.utm(17, true),
                        AffineTransform.northUp(337030 + 4096, 933340 - 4096, 2, 2),
                        2048,
                        2048));
    }

    @Test
    void a_window_that_begins_within_a_native_pixel_skips_a_part_of_it() {
        TilePlan plan = plan(david(OptionalDouble.of(2)), UNKNOWN, RGB, Fetch.AUTO, 5_200_000);

        assertThat(plan.requests()).isEqualTo(2);
        Tile lower = plan.tiles().get(1);
        assertThat(lower.window()).isEqualTo(new Window(0, 4096, 4975, 904));
        assertThat(lower.skipRows()).isEqualTo(1);
        assertThat(lower.skipColumns()).isZero();
        assertThat(lower.request().transform().translateY()).isEqualTo(933340 - 8190);
        assertThat(lower.request().height()).isEqualTo(181);
    }

    @Test
    void windows_of_one_cell_each_skip_their_own_parts_of_native_pixels() {
        TilePlan plan = plan(david(OptionalDouble.of(2)), UNKNOWN, RGB, Fetch.AUTO, 1_050_000);

        assertThat(plan.tiles()).extracting(Tile::skipColumns).containsExactly(0, 3, 1, 0, 3, 1, 0, 3, 1);
        assertThat(plan.tiles()).extracting(Tile::skipRows).containsExactly(0, 0, 0, 3, 3, 3, 1, 1, 1);
        // 2048 output pixels end within native pixel 409, which the next window requests again.
        assertThat(plan.tiles()).extracting(tile -> tile.request().width()).startsWith(410, 411, 176);
        assertThat(plan.tiles().get(1).request().transform().translateX()).isEqualTo(337030 + 4090);
    }

    @Test
    void bands_too_wide_for_a_cell_of_2048_get_smaller_cells() {
        List<SampleType> doubles = Collections.nCopies(13, SampleType.FLOAT64);

        TilePlan plan = plan(david(OptionalDouble.of(2)), UNKNOWN, doubles, Fetch.AS_ASKED, Long.MAX_VALUE);

        // 117 bytes a pixel: 50 331 648 of them hold 430 185 pixels, one cell of 512.
        assertThat(plan.tiles().get(0).window()).isEqualTo(new Window(0, 0, 512, 512));
        assertThat(plan.requests()).isEqualTo(100);
    }

    @Test
    void a_limit_below_one_pixel_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan(david(OptionalDouble.empty()), UNKNOWN, RGB, Fetch.AUTO, 5))
                .withMessageContaining("takes 6 bytes");
    }

    @Test
    void a_plan_of_countless_requests_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan(david(OptionalDouble.empty()), UNKNOWN, RGB, Fetch.AUTO, 6))
                .withMessageContaining("995000 requests");
    }

    @Test
    void an_image_that_ends_within_the_area_is_asked_for_as_far_as_it_goes() {
        Geometry corner = TestAreas.box(-82.85, 8.98, -82.79, 9.07);
        OutputGrid grid = OutputGrid.of(corner, TestAreas.T17PLK, Optional.empty(), OptionalDouble.of(5));
        ProjectedArea area = ProjectedArea.of(corner, grid.grid().projection());

        TilePlan plan =
                TilePlan.of(grid, TestAreas.footprint(TestAreas.T17PLK), area, RGB, Fetch.AUTO, DEFAULT_MAX_BYTES);

        assertThat(plan.requests()).isEqualTo(1);
        RasterGrid request = plan.tiles().get(0).request();
        assertThat(request.transform().translateX()).isEqualTo(300000);
        assertThat(request.transform().translateY()).isEqualTo(1000020);
    }

    @Test
    void an_image_whose_raster_or_footprint_misses_the_area_is_not_requested() {
        OutputGrid grid = david(OptionalDouble.of(2));
        RasterGrid elsewhere =
                new RasterGrid(Projection.utm(17, true), AffineTransform.northUp(300000, 900000, 10, 10), 100, 100);
        OutputGrid apart = OutputGrid.of(TestAreas.david(), elsewhere, Optional.empty(), OptionalDouble.empty());

        assertThat(plan(grid, TestAreas.box(-82.8, 8.9, -82, 9), RGB, Fetch.AUTO, DEFAULT_MAX_BYTES)
                        .requests())
                .isZero();
        TilePlan plan = plan(apart, UNKNOWN, RGB, Fetch.AUTO, DEFAULT_MAX_BYTES);
        assertThat(plan.tiles()).isEmpty();
        assertThat(plan.blank()).containsExactly(new Window(0, 0, 995, 1000));
        assertThat(plan.requestBytes()).isZero();
    }

    @Test
    void a_footprint_of_four_corners_does_not_cut_off_the_bulge_of_its_edges() {
        RasterGrid band = new RasterGrid(
                Projection.utm(33, true), AffineTransform.northUp(399960, 7800000, 10, 10), 10980, 10980);
        Geometry corners = new GeometryFactory().createPolygon(new Coordinate[] {
            band.projection().unproject(399960, 7690200),
            band.projection().unproject(509760, 7690200),
            band.projection().unproject(509760, 7800000),
            band.projection().unproject(399960, 7800000),
            band.projection().unproject(399960, 7690200)
        });
        Coordinate nearTheEdge = band.projection().unproject(455000, 7799800);
        Geometry bulge = TestAreas.box(nearTheEdge.x, nearTheEdge.y, nearTheEdge.x + 1e-3, nearTheEdge.y + 1e-3);
        assertThat(corners.intersects(bulge)).isFalse();
        for (String crs : List.of("EPSG:32633", "EPSG:3857", "EPSG:4326")) {
            Projection projection = Projection.of(crs);
            OutputGrid grid = OutputGrid.of(bulge, band, Optional.of(projection), OptionalDouble.of(10));

            TilePlan plan =
                    TilePlan.of(grid, corners, ProjectedArea.of(bulge, projection), RGB, Fetch.AUTO, DEFAULT_MAX_BYTES);

            assertThat(plan.requests()).as(crs).isEqualTo(1);
            assertThat(plan.tiles().get(0).covered())
                    .isEqualTo(plan.tiles().get(0).window());
        }
    }

    @Test
    void windows_between_the_parts_of_an_area_are_blank() {
        Geometry parts = TestAreas.box(-82.7, 8.2, -82.68, 8.22).union(TestAreas.box(-82.1, 8.8, -82.08, 8.82));
        OutputGrid grid = OutputGrid.of(parts, TestAreas.T17PLK, Optional.empty(), OptionalDouble.empty());
        ProjectedArea area = ProjectedArea.of(parts, grid.grid().projection());

        TilePlan clipped = TilePlan.of(grid, UNKNOWN, area, RGB, Fetch.AUTO, DEFAULT_MAX_BYTES);
        TilePlan whole =
                TilePlan.of(grid, UNKNOWN, ProjectedArea.covering(grid.grid()), RGB, Fetch.AUTO, DEFAULT_MAX_BYTES);

        assertThat(clipped.requests()).isEqualTo(2);
        assertThat(clipped.blank()).hasSize(whole.requests() - 2);
    }

    @Test
    void a_footprint_across_the_antimeridian_leaves_the_decision_to_the_raster() {
        RasterGrid band = new RasterGrid(
                Projection.utm(60, true), AffineTransform.northUp(799980, 1800000, 10, 10), 10980, 10980);
        Geometry footprint = new GeometryFactory()
                .createPolygon(TestAreas.box(-179.2, 15.3, 179.8, 16.2).getCoordinates());
        for (Geometry areaLonLat :
                List.of(TestAreas.box(179.9, 15.8, 179.95, 15.9), TestAreas.box(-179.9, 15.8, -179.85, 15.9))) {
            for (String crs : List.of("EPSG:32660", "EPSG:32601", "EPSG:3857", "EPSG:4326")) {
                Projection projection = Projection.of(crs);
                OutputGrid grid = OutputGrid.of(areaLonLat, band, Optional.of(projection), OptionalDouble.of(10));
                ProjectedArea area = ProjectedArea.of(areaLonLat, projection);

                TilePlan plan = TilePlan.of(grid, footprint, area, RGB, Fetch.AUTO, DEFAULT_MAX_BYTES);

                assertThat(plan.tiles()).as("%s %s", crs, areaLonLat).hasSize(1);
                assertThat(plan.tiles().get(0).covered())
                        .isEqualTo(plan.tiles().get(0).window());
            }
        }
    }

    @Test
    void a_tile_the_server_finds_too_large_is_asked_for_in_quarters() {
        Tile tile = plan(david(OptionalDouble.of(2)), UNKNOWN, RGB, Fetch.AUTO, 5_200_000)
                .tiles()
                .get(1);

        List<Tile> quarters = tile.quarters();

        assertThat(quarters)
                .extracting(Tile::window)
                .containsExactly(
                        new Window(0, 4096, 2490, 454),
                        new Window(2490, 4096, 2485, 454),
                        new Window(0, 4550, 2490, 450),
                        new Window(2490, 4550, 2485, 450));
        assertThat(quarters).extracting(Tile::skipRows).containsExactly(1, 1, 0, 0);
        assertThat(quarters.get(3).request().transform().translateX()).isEqualTo(337030 + 4980);
        assertThat(quarters.get(3).request().transform().translateY()).isEqualTo(933340 - 9100);
    }

    private static OutputGrid david(OptionalDouble scale) {
        return OutputGrid.of(TestAreas.david(), TestAreas.T17PLK, Optional.empty(), scale);
    }

    private static TilePlan plan(
            OutputGrid grid, Geometry footprint, List<SampleType> bands, Fetch fetch, long maxBytes) {
        ProjectedArea area = ProjectedArea.of(TestAreas.david(), grid.grid().projection());
        return TilePlan.of(grid, footprint, area, bands, fetch, maxBytes);
    }
}
