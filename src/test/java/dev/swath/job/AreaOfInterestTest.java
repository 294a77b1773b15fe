package dev.swath.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Envelope;

class AreaOfInterestTest {

    private static final String SQUARE = "[[[0,0],[1,0],[1,1],[0,1],[0,0]]]";
    private static final String DAVID = "{\"type\":\"Polygon\",\"coordinates\":[[[-82.48,8.3508],[-82.39,8.3508],"
            + "[-82.39,8.4408],[-82.48,8.4408],[-82.48,8.3508]]]}";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-82.48,8.3508,-82.39,8.4408",
                " -82.48 , 8.3508 , -82.390 , +8.4408 ",
                "centre 8.3958,-82.4350 side 0.09",
                "Center 8.3958, -82.4350  side 0.09"
            })
    void a_box_and_a_square_around_a_centre_are_the_same_area(String text) {
        AreaOfInterest area = AreaOfInterest.parse(text);

        assertThat((Object) area.geometry().getEnvelopeInternal())
                .isEqualTo(new Envelope(-82.48, -82.39, 8.3508, 8.4408));
        assertThat(area.geoJson()).isEqualTo(DAVID);
    }

    @Test
    void a_file_with_holes_keeps_them() throws IOException {
        AreaOfInterest area = read("{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[0,3],[3,3],[3,0],[0,0]],"
                + "[[1,1],[2,1],[2,2],[1,2],[1,1]]]}");

        assertThat(area.geometry().getArea()).isEqualTo(8);
        assertThat(area.geoJson())
                .as("outer rings counter-clockwise, holes clockwise")
                .isEqualTo("{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[3,0],[3,3],[0,3],[0,0]],"
                        + "[[1,1],[1,2],[2,2],[2,1],[1,1]]]}");
    }

    @Test
    void features_and_collections_are_unwrapped_and_their_polygons_joined() throws IOException {
        AreaOfInterest area = read("{\"type\":\"FeatureCollection\",\"features\":["
                + "{\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":" + SQUARE
                + "}},"
                + "{\"type\":\"Feature\",\"geometry\":{\"type\":\"MultiPolygon\",\"coordinates\":["
                + "[[[0.5,0,7],[1.5,0,7],[1.5,1,7],[0.5,1,7],[0.5,0,7]]],[[[5,5],[6,5],[6,6],[5,6],[5,5]]]]}}]}");

        assertThat(area.geometry().getNumGeometries()).isEqualTo(2);
        assertThat(area.geometry().getArea()).isEqualTo(2.5);
        assertThat(area.geoJson()).startsWith("{\"type\":\"MultiPolygon\",\"coordinates\":[[[[");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "179,8,-179,9 | 179 | 181",
                "179,8,181,9 | 179 | 181",
                "-181,8,-179,9 | -181 | -179",
                "190,8,200,9 | -170 | -160",
                "centre 8,179.99 side 0.09 | 179.945 | 180.035",
                "-170,8,170,9 | -170 | 170",
                "-180,-60,180,60 | -180 | 180"
            })
    void a_box_may_cross_the_180th_meridian_or_go_around_the_world(String text, double west, double east) {
        Envelope bounds = AreaOfInterest.parse(text).geometry().getEnvelopeInternal();

        assertThat(bounds.getMinX()).isEqualTo(west);
        assertThat(bounds.getMaxX()).isEqualTo(east);
    }

    @Test
    void polygons_that_were_cut_at_the_180th_meridian_are_put_together() throws IOException {
        AreaOfInterest area = read("{\"type\":\"MultiPolygon\",\"coordinates\":["
                + "[[[179,0],[180,0],[180,1],[179,1],[179,0]]],[[[-180,0],[-178,0],[-178,1],[-180,1],[-180,0]]]]}");

        assertThat(area.geometry().getNumGeometries()).isEqualTo(1);
        assertThat((Object) area.geometry().getEnvelopeInternal()).isEqualTo(new Envelope(-181, -178, 0, 1));
    }

    @Test
    void small_numbers_are_written_without_exponent() {
        assertThat(AreaOfInterest.parse("0.00001,-0.0,0.00002,0.00001").geoJson())
                .contains("[0.00001,0]")
                .doesNotContain("E");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "over there | is not an area; write west,south,east,north or centre",
                "1,2,3 | is not an area; write west,south,east,north or centre",
                "1e9,2,3,4 | is not an area; write west,south,east,north or centre",
                "-82,8,-83,9 | west edge (-82) that is not west of its east edge (-83)",
                "-83,9,-82,8 | south edge (9) that is not south of its north edge (8)",
                "-83,8,-83,9 | not west of its east",
                "-781,8,-770,9 | outside the world",
                "-83,80,-82,91 | outside the world; write degrees, longitude first: longitudes within -180 to 180",
                "centre 89.99,0 side 0.09 | outside the world",
                "centre -100,8 side 0.09 | write the latitude first, -90 to 90",
                "centre 8,-82 side 0 | has a side of 0 degrees; give one above 0",
                "170,8,10,9 | not west of its east"
            })
    void no_such_area_is_refused_with_what_to_write(String text, String remedy) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AreaOfInterest.parse(text))
                .withMessageContaining(remedy);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,1],[1,0],[0,1],[0,0]]]} | crosses itself or is"
                        + " not a ring (self-intersection near 0.5,0.5)",
                "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,1],[0,1]]]} | is not closed; repeat its first position",
                "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[0,0]]]} | is not closed; repeat its first position",
                "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[2,0],[0,0]]]} | redraw it",
                "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[200,1],[0,1],[0,0]]]} | half the world or more",
                "{\"type\":\"Polygon\",\"coordinates\":[[[179,0],[-179,0],[-179,1],[179,1],[179,0]]]} | write longitudes that run past it (179 to 181), or cut it there",
                "{\"type\":\"Polygon\",\"coordinates\":[]} | without a ring",
                "{\"type\":\"Polygon\",\"coordinates\":[[[\"0\",0],[1,0],[1,1],[0,0]]]} | write [longitude, latitude]",
                "{\"type\":\"Polygon\",\"coordinates\":[[[1e999,0],[1,0],[1,1],[1e999,0]]]} | has a position",
                "{\"type\":\"Point\",\"coordinates\":[0,0]} | holds a Point, which has no area; set swath.area.buffer to the metres around it",
                "{\"type\":\"Feature\",\"geometry\":null} | has no polygon",
                "{\"type\":\"FeatureCollection\",\"features\":[]} | has no polygon",
                "{\"type\":\"Polygon\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"EPSG:26717\"}}} | ogr2ogr -t_srs EPSG:4326 area.geojson",
                "[1, 2] | is not GeoJSON",
                "{\"type\": | is not JSON"
            })
    void a_file_without_a_usable_polygon_is_refused(String json, String remedy) {
        assertThatIllegalArgumentException().isThrownBy(() -> read(json)).withMessageContaining(remedy);
    }

    @Test
    void a_file_that_can_not_be_read_is_refused() throws IOException {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        AreaOfInterest.parse(folder.resolve("missing.geojson").toString()))
                .withMessageContaining("does not exist");
        Path directory = Files.createDirectory(folder.resolve("folder.json"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AreaOfInterest.parse(directory.toString()))
                .withMessageContaining("can't be read");
        Path huge = Files.writeString(folder.resolve("huge.json"), " ".repeat(10_000_001));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AreaOfInterest.parse(huge.toString()))
                .withMessageContaining("simplify its outlines");
    }

    private AreaOfInterest read(String json) throws IOException {
        return AreaOfInterest.parse(
                Files.writeString(folder.resolve("Area.GeoJSON"), json).toString());
    }
}
