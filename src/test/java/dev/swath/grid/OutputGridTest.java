package dev.swath.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

class OutputGridTest {

    private static final Projection LON_LAT = Projection.of("EPSG:4326");

    @Test
    void the_box_around_david_is_995_by_1000_pixels_of_the_band() {
        OutputGrid output =
                OutputGrid.of(TestAreas.david(), TestAreas.T17PLK, Optional.empty(), OptionalDouble.empty());

        assertThat(output.grid())
                .isEqualTo(new RasterGrid(
                        Projection.utm(17, true), AffineTransform.northUp(337030, 933340, 10, 10), 995, 1000));
        assertThat(output.repeat()).hasValue(1);
        assertThat(output.nativeGrid()).isEqualTo(output.grid());
    }

    @Test
    void at_2_metres_each_band_pixel_is_divided_into_5_by_5() {
        OutputGrid output = OutputGrid.of(TestAreas.david(), TestAreas.T17PLK, Optional.empty(), OptionalDouble.of(2));

        assertThat(output.grid().transform()).isEqualTo(AffineTransform.northUp(337030, 933340, 2, 2));
        assertThat(output.grid().width()).isEqualTo(4975);
        assertThat(output.grid().height()).isEqualTo(5000);
        assertThat(output.repeat()).hasValue(5);
        assertThat(output.nativeGrid().width()).isEqualTo(995);
        assertThat(output.nativeGrid().height()).isEqualTo(1000);
    }

    @Test
    void naming_the_bands_own_system_changes_nothing() {
        Optional<Projection> own = Optional.of(Projection.of("EPSG:32617"));

        assertThat(OutputGrid.of(TestAreas.david(), TestAreas.T17PLK, own, OptionalDouble.of(2)))
                .isEqualTo(OutputGrid.of(TestAreas.david(), TestAreas.T17PLK, Optional.empty(), OptionalDouble.of(2)));
    }

    @Test
    void an_area_that_ends_on_the_lattice_does_not_grow_by_a_pixel() {
        RasterGrid band = new RasterGrid(LON_LAT, AffineTransform.northUp(-180, 90, 0.1, 0.1), 3600, 1800);

        OutputGrid output =
                OutputGrid.of(TestAreas.box(-82.7, 8.1, -82.3, 8.4), band, Optional.empty(), OptionalDouble.empty());

        assertThat(output.grid().width()).isEqualTo(4);
        assertThat(output.grid().height()).isEqualTo(3);
        assertThat(output.grid().transform().translateX()).isEqualTo(-82.7, within(1e-9));
        assertThat(output.grid().transform().translateY()).isEqualTo(8.4, within(1e-9));
    }

    @Test
    void a_scale_that_does_not_divide_the_bands_counts_from_the_bands_corner() {
        OutputGrid output = OutputGrid.of(TestAreas.david(), TestAreas.T17PLK, Optional.empty(), OptionalDouble.of(30));

        AffineTransform transform = output.grid().transform();
        assertThat(output.repeat()).isEmpty();
        assertThat((transform.translateX() - 300000) % 30).isZero();
        assertThat((1000020 - transform.translateY()) % 30).isZero();
        assertThat(output.grid().bounds().contains(337030.2, 923349.4)).isTrue();
        assertThat(output.grid().bounds().contains(346977.7, 933338.4)).isTrue();
        assertThat(output.grid().width()).isEqualTo(332);
        assertThatIllegalStateException().isThrownBy(output::nativeGrid);
    }

    @Test
    void another_system_gets_the_bands_scale_and_counts_from_its_own_origin() {
        OutputGrid output = OutputGrid.of(
                TestAreas.david(), TestAreas.T17PLK, Optional.of(Projection.of("EPSG:3857")), OptionalDouble.empty());

        AffineTransform transform = output.grid().transform();
        assertThat(output.repeat()).isEmpty();
        assertThat(transform.scaleX()).isEqualTo(10);
        assertThat(transform.translateX() % 10).isZero();
        assertThat(transform.translateY() % 10).isZero();
        // 0.09 degrees are 10018.75 m on the equator.
        assertThat(output.grid().width()).isBetween(1002, 1003);
    }

    @Test
    void metres_become_degrees_of_the_equator() {
        OutputGrid output = OutputGrid.of(
                TestAreas.david(), TestAreas.T17PLK, Optional.of(LON_LAT), OptionalDouble.of(111.31949079327358));

        assertThat(output.grid().transform().scaleX()).isEqualTo(0.001, within(1e-15));
        assertThat(output.grid().width()).isEqualTo(90);
        assertThat(output.grid().height()).isBetween(90, 91);
    }

    @Test
    void the_grid_is_as_large_as_the_area_also_where_the_image_ends() {
        OutputGrid output = OutputGrid.of(
                TestAreas.box(-82.9, 8.9, -82.7, 9.2), TestAreas.T17PLK, Optional.empty(), OptionalDouble.empty());

        assertThat(output.grid().transform().translateX()).isLessThan(300000);
        assertThat(output.grid().transform().translateY()).isGreaterThan(1000020);
        assertThat(output.grid().height()).isGreaterThan(3300);
    }

    @Test
    void a_band_whose_rows_run_northwards_gives_the_same_file() {
        RasterGrid southUp = new RasterGrid(
                Projection.utm(17, true), new AffineTransform(10, 0, 300000, 0, 10, 1000020 - 109800), 10980, 10980);

        OutputGrid output = OutputGrid.of(TestAreas.david(), southUp, Optional.empty(), OptionalDouble.of(2));

        assertThat(output)
                .isEqualTo(OutputGrid.of(TestAreas.david(), TestAreas.T17PLK, Optional.empty(), OptionalDouble.of(2)));
    }

    @Test
    void sheared_pixels_need_crs_and_scale() {
        RasterGrid sheared = new RasterGrid(
                Projection.utm(17, true), new AffineTransform(10, 1, 300000, 1, -10, 1000020), 10980, 10980);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> OutputGrid.of(TestAreas.david(), sheared, Optional.empty(), OptionalDouble.of(10)))
                .withMessageContaining("sheared")
                .withMessageContaining("state both crs and scale");
        OutputGrid output =
                OutputGrid.of(TestAreas.david(), sheared, Optional.of(Projection.utm(17, true)), OptionalDouble.of(10));
        assertThat(output.grid().width()).isEqualTo(995);
        assertThat(output.repeat()).isEmpty();
    }

    @Test
    void oblong_band_pixels_are_kept_unless_a_scale_is_asked_for() {
        RasterGrid oblong =
                new RasterGrid(Projection.utm(17, true), AffineTransform.northUp(300000, 1000020, 10, 20), 10980, 5490);

        OutputGrid own = OutputGrid.of(TestAreas.david(), oblong, Optional.empty(), OptionalDouble.empty());
        OutputGrid square = OutputGrid.of(TestAreas.david(), oblong, Optional.empty(), OptionalDouble.of(10));

        assertThat(own.grid().transform()).isEqualTo(AffineTransform.northUp(337030, 933340, 10, 20));
        assertThat(own.repeat()).hasValue(1);
        assertThat(square.grid().transform().scaleY()).isEqualTo(-10);
        assertThat(square.repeat()).isEmpty();
    }

    @Test
    void a_grid_of_absurd_size_is_refused_with_its_size() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        OutputGrid.of(TestAreas.david(), TestAreas.T17PLK, Optional.empty(), OptionalDouble.of(0.001)))
                .withMessageContaining("9950000 x 10000000 pixels")
                .withMessageContaining("larger scale");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        OutputGrid.of(TestAreas.david(), TestAreas.T17PLK, Optional.empty(), OptionalDouble.of(1e-300)))
                .withMessageContaining("pixels");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        OutputGrid.of(TestAreas.david(), TestAreas.T17PLK, Optional.empty(), OptionalDouble.of(0)))
                .withMessageContaining("scale of 0.0");
    }

    @Test
    void a_zone_on_the_other_side_of_the_world_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OutputGrid.of(
                        TestAreas.david(),
                        TestAreas.T17PLK,
                        Optional.of(Projection.utm(47, true)),
                        OptionalDouble.empty()))
                .withMessageContaining("degrees from the central meridian of EPSG:32647");
    }

    @Test
    void the_parallel_between_two_corners_is_followed_to_the_central_meridian() {
        Geometry across = TestAreas.box(-82, 45, -80, 46);

        Envelope bounds = ProjectedArea.of(across, Projection.utm(17, true)).bounds();

        assertThat(bounds.getMinY()).isEqualTo(Projection.utm(17, true).project(-81, 45).y, within(1e-6));
        assertThat(bounds.getMaxY()).isEqualTo(Projection.utm(17, true).project(-82, 46).y, within(1e-6));
    }

    @Test
    void an_edge_is_divided_into_20_pieces_and_at_the_central_meridian() {
        Geometry across = TestAreas.box(-82, 45, -80.51, 46);

        assertThat(ProjectedArea.of(across, Projection.utm(17, true)).geometry().getNumPoints())
                .isEqualTo(4 * 20 + 2 + 1);
        assertThat(ProjectedArea.of(across, Projection.of("EPSG:3857"))
                        .geometry()
                        .getNumPoints())
                .isEqualTo(4 * 20 + 1);
        assertThat((Object) ProjectedArea.of(across, LON_LAT).geometry()).isEqualTo(across);
    }

    @Test
    void an_empty_area_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProjectedArea.of(new GeometryFactory().createPolygon(), LON_LAT))
                .withMessageContaining("empty");
    }
}
