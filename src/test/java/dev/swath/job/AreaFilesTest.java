package dev.swath.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.swath.grid.Projection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;

/** Areas in files as people have them. */
class AreaFilesTest {

    private static final String FIELD = "{\"type\":\"Polygon\",\"coordinates\":"
            + "[[[-82.441,8.380],[-82.431,8.380],[-82.431,8.390],[-82.441,8.390],[-82.441,8.380]]]}";
    private static final OptionalDouble NO_BUFFER = OptionalDouble.empty();

    @TempDir
    private Path folder;

    @Test
    void each_feature_has_its_id_or_number_and_its_properties() throws IOException {
        List<AreaFeature> features = features(
                "{'type':'FeatureCollection','features':["
                        + "{'type':'Feature','id':'f7','properties':{'name':'North','ha':12,'note':null},'geometry':FIELD},"
                        + "{'type':'Feature','properties':null,'geometry':FIELD},"
                        + "{'type':'Feature','properties':{},'geometry':null}]}",
                NO_BUFFER);

        assertThat(features).extracting(AreaFeature::key).containsExactly("f7", "2");
        assertThat(features.get(0).named("name")).isEqualTo("North");
        assertThat(features.get(0).named("ha")).isEqualTo("12");
        assertThat(features.get(0).named("note")).isEqualTo("f7");
        assertThat(features.get(1).named("name")).isEqualTo("2");
    }

    @Test
    void features_with_the_same_id_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> features(
                        "{'type':'FeatureCollection','features':[{'type':'Feature','id':1,'geometry':FIELD},"
                                + "{'type':'Feature','id':1,'geometry':FIELD}]}",
                        NO_BUFFER))
                .withMessageContaining("two features with the id 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'name','properties':{'name':'urn:ogc:def:crs:EPSG::32617'}}",
                "{'type':'name','properties':{'name':'urn:ogc:def:crs:EPSG:6.9:32617'}}",
                "{'type':'name','properties':{'name':'EPSG:32617'}}",
                "{'type':'EPSG','properties':{'code':32617}}"
            })
    void coordinates_of_a_crs_member_become_degrees(String crs) throws IOException {
        List<AreaFeature> features = features(
                "{'type':'FeatureCollection','crs':" + crs
                        + ",'features':[{'type':'Feature','geometry':{'type':'Polygon',"
                        + "'coordinates':[[[341000,927000],[342000,927000],[342000,928000],[341000,928000],[341000,927000]]]}}]}",
                NO_BUFFER);

        Envelope bounds = features.get(0).area().geometry().getEnvelopeInternal();
        Coordinate corner = Projection.of("EPSG:32617").unproject(341_000, 928_000);
        assertThat(bounds.getMinX()).isEqualTo(corner.x, within(1e-4));
        assertThat(bounds.getMaxY()).isEqualTo(corner.y, within(1e-4));
        assertThat(bounds.getWidth()).isEqualTo(0.0091, within(1e-3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:EPSG::4326", "EPSG:4326"})
    void degrees_that_are_said_to_be_degrees_stay_so(String name) throws IOException {
        List<AreaFeature> features = features(
                "{'type':'Feature','crs':{'type':'name','properties':{'name':'" + name + "'}},'geometry':FIELD}",
                NO_BUFFER);

        assertThat((Object) features.get(0).area().geometry().getEnvelopeInternal())
                .isEqualTo(new Envelope(-82.441, -82.431, 8.380, 8.390));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'type':'Point','coordinates':[-82.44,8.38]} | 785398",
                "{'type':'MultiPoint','coordinates':[[-82.44,8.38],[-82.44,8.38,7]]} | 785398",
                "{'type':'Point','coordinates':[179.9999,78.1]} | 785398",
                "{'type':'Point','coordinates':[12,-89.9999]} | 785398",
                "{'type':'LineString','coordinates':[[-82.44,8.38],[-82.44,8.389043]]} | 1785398",
                "FIELD | 4209000"
            })
    void a_buffer_is_in_metres_everywhere(String geometry, double squareMetres) throws IOException {
        AreaOfInterest area = features(geometry, OptionalDouble.of(500)).get(0).area();

        assertThat(squareMetres(area)).isEqualTo(squareMetres, within(squareMetres * 0.03));
    }

    @Test
    void a_margin_below_0_shrinks_a_field_and_leaves_nothing_of_a_small_one() throws IOException {
        double whole = squareMetres(features("FIELD", NO_BUFFER).get(0).area());

        assertThat(squareMetres(features("FIELD", OptionalDouble.of(-50)).get(0).area()))
                .isEqualTo(whole - 4 * 50 * 1103 + 4 * 2500, within(2000.0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> features("FIELD", OptionalDouble.of(-900)))
                .withMessageContaining("nothing left inside a margin of -900 metres");
    }

    @ParameterizedTest
    @ValueSource(strings = {"farm.kml", "farm.gpkg", "Farm.SHP", "farm.kmz"})
    void other_formats_are_refused_with_the_command_that_converts_them(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AreaOfInterest.parse(name))
                .withMessageContaining("ogr2ogr -t_srs EPSG:4326 area.geojson " + name);
    }

    /** On the sphere of the same area as the ellipsoid, about. */
    private static double squareMetres(AreaOfInterest area) {
        double sum = 0;
        Coordinate[] points = area.geometry().getCoordinates();
        for (int i = 0; i + 1 < points.length; i++) {
            double sine = (Math.sin(Math.toRadians(points[i].y)) + Math.sin(Math.toRadians(points[i + 1].y))) / 2;
            sum += Math.toRadians(points[i + 1].x - points[i].x) * sine;
        }
        return Math.abs(sum) * 6_371_007.0 * 6_371_007.0;
    }

    private List<AreaFeature> features(String json, OptionalDouble buffer) throws IOException {
        Path file = folder.resolve("area.geojson");
        Files.writeString(file, json.replace("FIELD", FIELD).replace('\'', '"'));
        return AreaOfInterest.features(file.toString(), buffer);
    }
}
