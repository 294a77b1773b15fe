package dev.swath.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

class CoverageTest {

    @Test
    void the_tile_over_david_covers_all_of_it() {
        assertThat(Coverage.share(TestAreas.david(), TestAreas.footprint(TestAreas.T17PLK)))
                .isEqualTo(1);
        assertThat(Coverage.share(TestAreas.david(), TestAreas.box(-82, 8, -81, 9)))
                .isZero();
    }

    /** Half of a hemisphere is between the equator and 30 degrees, because the sine of 30 degrees is a half. */
    @Test
    void half_of_a_hemisphere_ends_at_thirty_degrees() {
        assertThat(Coverage.share(TestAreas.box(0, 0, 90, 90), TestAreas.box(0, 0, 90, 30)))
                .isCloseTo(0.5, within(1e-12));
    }

    @Test
    void holes_and_parts_apart_count_as_they_are() throws ParseException {
        Geometry ring = wkt("POLYGON ((0 -1, 4 -1, 4 1, 0 1, 0 -1), (1 -1, 3 -1, 3 1, 1 1, 1 -1))")
                .buffer(0);

        assertThat(Coverage.share(TestAreas.box(0, -1, 4, 1), ring)).isCloseTo(0.5, within(1e-12));
        assertThat(Coverage.share(ring, TestAreas.box(0, -1, 2, 1))).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void a_footprint_beyond_the_180th_meridian_covers_areas_on_its_other_side() {
        assertThat(Coverage.share(TestAreas.box(-180, 0, -178, 1), TestAreas.box(179, 0, 181, 1)))
                .isCloseTo(0.5, within(1e-12));
    }

    @Test
    void a_footprint_that_only_touches_the_area_covers_nothing() {
        assertThat(Coverage.share(TestAreas.box(0, 0, 1, 1), TestAreas.box(1, 0, 2, 1)))
                .isZero();
    }

    @Test
    void pixels_lie_within_a_footprint_if_sixteen_more_on_each_side_do() {
        RasterGrid pixels =
                new RasterGrid(Projection.of("EPSG:4326"), AffineTransform.northUp(1, 3, 0.01, 0.01), 100, 200);

        assertThat(Coverage.holds(TestAreas.box(0.84, 0.84, 2.16, 3.16), pixels))
                .isTrue();
        assertThat(Coverage.holds(TestAreas.box(0.85, 0.84, 2.16, 3.16), pixels))
                .isFalse();
        assertThat(Coverage.holds(TestAreas.box(360.5, 0, 363, 4), pixels))
                .as("a turn further")
                .isTrue();
        assertThat(Coverage.holds(new GeometryFactory().createPolygon(), pixels))
                .isFalse();
    }

    @Test
    void no_area_has_a_size() {
        assertThat(Coverage.size(new GeometryFactory().createPolygon())).isZero();
    }

    private static Geometry wkt(String text) throws ParseException {
        return new WKTReader().read(text);
    }
}
