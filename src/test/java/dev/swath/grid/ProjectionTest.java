package dev.swath.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;

class ProjectionTest {

    /** Coordinates as PROJ 9.1.1 computes them. */
    @ParameterizedTest
    @CsvSource({
        "32601, -179.3, 12.5, 250033.75595394426, 1382929.993909915",
        "32601, 179.2, 70.1, 355725.73867179675, 7781525.60680552",
        "32631, 0.5, 79.9, 451070.7149121288, 8871475.428146949",
        "32631, 6, 83.9, 535575.6801895751, 9317856.466148265",
        "32733, 15, -33.9, 500000.00000000146, 6248931.733875988",
        "32760, 178.9, -79.5, 538647.3523490367, 1173590.8383022435",
        "32760, -179.9, -16.5, 830972.8544646514, 8173211.345484426",
        "32617, -82.435, 8.3958, 342004.51336822356, 928343.5111172621",
        "32617, -100.5, 45.25, -1029454.5607108267, 5199202.952976539",
        "32618, -60.1, -2.5, 2175478.6039472017, -285996.65113361407",
        "32633, 33.0, 55.0, 1644687.0369867547, 6244119.460514845",
        "3857, -82.435, 8.3958, -9176622.223543506, 937978.9774298392",
        "3857, 179.99, 84.9, 20036395.14788131, 19845401.33549638",
        "3857, 12.345678, -55.5, 1374314.5884577201, -7459516.941379664",
        "3857, -180, 0, -20037508.342789244, 0.0",
        "4326, -82.435, 8.3958, -82.435, 8.3958"
    })
    void agrees_with_proj_within_a_micrometre(int epsg, double longitude, double latitude, double x, double y) {
        Projection projection = Projection.of("EPSG:" + epsg);

        Coordinate projected = projection.project(longitude, latitude);

        assertThat(projected.x).isEqualTo(x, within(1e-6));
        assertThat(projected.y).isEqualTo(y, within(1e-6));
        Coordinate back = projection.unproject(x, y);
        assertThat(back.x).isEqualTo(longitude, within(1e-11));
        assertThat(back.y).isEqualTo(latitude, within(1e-11));
    }

    @Test
    void codes_are_read_as_people_write_them() {
        assertThat(Projection.of(" epsg:32617 ").code()).isEqualTo("EPSG:32617");
        assertThat(Projection.of("EPSG:32760")).isEqualTo(Projection.utm(60, false));
        assertThat(Projection.of("EPSG:4326").isGeographic()).isTrue();
        assertThat(Projection.of("EPSG:3857").isGeographic()).isFalse();
    }

    @Test
    void of_its_own_systems_only_utm_zones_have_a_central_meridian() {
        assertThat(Projection.utm(17, true).centralMeridian()).hasValue(-81);
        assertThat(Projection.utm(60, false).centralMeridian()).hasValue(177);
        assertThat(Projection.of("EPSG:3857").centralMeridian()).isEmpty();
    }

    /** Coordinates as PROJ 9.1.1 computes them. */
    @ParameterizedTest
    @CsvSource({
        "EPSG:3035,   24.5, 61.3, 5094402.3495, 4324160.5992",
        "EPSG:5070,   -90.2, 39.05, 497000.1845, 1795685.1996",
        "EPSG:3413,   12.25, 81.5, 775779.7959, -498998.3324",
        "EPSG:3031,   -120.75, -75.1, -1398888.8301, -832251.3975",
        "EPSG:3338,   179.3, 52.1, -1789002.8876, 596609.8535",
        "EPSG:2154,   2.35, 48.85, 652301.5648, 6861302.7259",
        "EPSG:6933,   33.1, -12.7, 3193695.8763, -1607292.9930",
        "SR-ORG:6974, -82.435, 8.3958, -9068128.5407, 933571.4174",
    })
    void computes_other_systems_with_a_library(String code, double longitude, double latitude, double x, double y) {
        Projection projection = Projection.of(code);

        Coordinate projected = projection.project(longitude, latitude);

        assertThat(projection.code()).isEqualTo(code);
        assertThat(projected.x).isEqualTo(x, within(1e-3));
        assertThat(projected.y).isEqualTo(y, within(1e-3));
        Coordinate back = projection.unproject(x, y);
        assertThat(back.x).isEqualTo(longitude, within(1e-7));
        assertThat(back.y).isEqualTo(latitude, within(1e-7));
    }

    @Test
    void knows_the_units_of_a_system() {
        assertThat(Projection.of("EPSG:2263").metresPerUnit()).isEqualTo(1200 / 3937.0, within(1e-12));
        assertThat(Projection.of("EPSG:3035").metresPerUnit()).isEqualTo(1);
        assertThat(Projection.of("EPSG:4269").metresPerUnit()).isEqualTo(OutputGrid.METRES_PER_DEGREE);
        assertThat(Projection.of("EPSG:4269").isGeographic()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"EPSG:32600", "EPSG:1", "UTM 17", "", "EPSG:99999999999", "SR-ORG:1"})
    void an_unknown_code_is_refused_with_what_to_write(String code) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Projection.of(code))
                .withMessageContaining("'" + code + "'")
                .withMessageContaining("EPSG:3035");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EPSG:5880  | projection (poly)",
                "EPSG:26717 | files of grid shifts",
                "EPSG:27572 | another meridian than Greenwich",
                "EPSG:4978  | projection (geocent)"
            })
    void a_system_that_would_be_inexact_is_refused_with_the_reason(String code, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Projection.of(code))
                .withMessageContaining(code)
                .withMessageContaining(reason);
    }

    @Test
    void own_systems_load_no_class_of_the_library() throws Exception {
        List<String> asked = new ArrayList<>();
        URL[] places = {
            Projection.class.getProtectionDomain().getCodeSource().getLocation(),
            Coordinate.class.getProtectionDomain().getCodeSource().getLocation()
        };
        try (URLClassLoader withoutLibrary = new URLClassLoader(places, ClassLoader.getPlatformClassLoader()) {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                asked.add(name);
                return super.findClass(name);
            }
        }) {
            Method of = withoutLibrary.loadClass(Projection.class.getName()).getMethod("of", String.class);

            assertThat(of.invoke(null, "EPSG:32617")).hasToString("UniversalTransverseMercator[zone=17, north=true]");
            assertThat(of.invoke(null, "EPSG:3857")).isNotNull();
            assertThat(of.invoke(null, "EPSG:4326")).isNotNull();
            assertThat(asked).noneMatch(name -> name.contains("proj4j") || name.contains("Library"));
        }
    }
}
