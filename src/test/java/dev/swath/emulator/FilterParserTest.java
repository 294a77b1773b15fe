package dev.swath.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swath.emulator.archive.Scene;
import dev.swath.emulator.archive.SearchBounds;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Envelope;

class FilterParserTest {

    private static final Scene SCENE = new TestScene(
            "20240110T160621_20240110T161055_T17PLK",
            Instant.parse("2024-01-10T16:14:32.519Z"),
            Map.of(
                    "CLOUDY_PIXEL_PERCENTAGE",
                    12.483,
                    "MGRS_TILE",
                    "17PLK",
                    "SENSING_ORBIT_NUMBER",
                    54L,
                    "OFFSET",
                    -3,
                    "PROCESSING_BASELINE",
                    "05.10"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "CLOUDY_PIXEL_PERCENTAGE < 20",
                "properties.CLOUDY_PIXEL_PERCENTAGE<20",
                "CLOUDY_PIXEL_PERCENTAGE >= 12.483 AND CLOUDY_PIXEL_PERCENTAGE <= 12.483",
                "SENSING_ORBIT_NUMBER = 54",
                "SENSING_ORBIT_NUMBER = 5.4e1",
                "OFFSET = -3",
                "OFFSET > -4",
                "MGRS_TILE = \"17PLK\"",
                "MGRS_TILE = '17PLK'",
                "MGRS_TILE = 17PLK",
                "MGRS_TILE != \"17PLL\"",
                "MGRS_TILE : \"plk\"",
                "MGRS_TILE:*",
                "PROCESSING_BASELINE >= \"04.00\"",
                "NOT MGRS_TILE = \"17PLL\"",
                "-MGRS_TILE = \"17PLL\"",
                "NOT (MGRS_TILE = \"17PLL\" OR SENSING_ORBIT_NUMBER = 1)",
                "(CLOUDY_PIXEL_PERCENTAGE < 20 AND MGRS_TILE = \"17PLK\")",
                "CLOUDY_PIXEL_PERCENTAGE < 20 MGRS_TILE = \"17PLK\"",
                "MISSING = 1 OR MGRS_TILE = \"17PLK\"",
                "NOT MISSING = 1",
                "startTime >= \"2024-01-10T16:14:32.519Z\"",
                "startTime >= \"2024-01-10T11:14:32.519-05:00\"",
                "endTime < \"2024-01-10T16:14:32.520Z\"",
                "updateTime > \"2024-01-11T00:00:00Z\"",
                "startTime < 2024-02-01T00:00:00Z",
                "system:index = \"20240110T160621_20240110T161055_T17PLK\"",
                "intersects(\"{'type': 'Point', 'coordinates': [-82.445, 8.41]}\")",
                "intersects(\"{\\\"type\\\":\\\"Point\\\",\\\"coordinates\\\":[-82.445,8.41]}\")",
                "intersects(\"POLYGON ((-83 8, -82 8, -82 9, -83 9, -83 8))\")",
                "intersects(\"{'type':'Polygon','coordinates':[[[-83,8],[-82,8],[-82,9],[-83,9]]]}\")",
                "intersects(\"{'type':'MultiPolygon','coordinates':[[[[0,0],[1,0],[1,1],[0,0]]],[[[-83,8],[-82,8],[-82,9],[-83,8]]]]}\")",
                "intersects(\"{'type':'Point','coordinates':[277.555,8.41]}\")"
            })
    void a_filter_that_holds_matches(String filter) {
        assertThat(FilterParser.parse(filter).matches(SCENE)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CLOUDY_PIXEL_PERCENTAGE < 12.483",
                "CLOUDY_PIXEL_PERCENTAGE < \"20\"",
                "MISSING < 20",
                "MISSING != 20",
                "MISSING:*",
                "MGRS_TILE = \"17PLL\"",
                "PROCESSING_BASELINE = \"5.10\"",
                "startTime > \"2024-01-10T16:14:32.519Z\"",
                "endTime < \"2024-01-10T16:14:32.519Z\"",
                "NOT CLOUDY_PIXEL_PERCENTAGE < 20",
                "intersects(\"POINT (-82 8.41)\")",
                "intersects(\"{'type':'Polygon','coordinates':[[[-83,8],[-82,8],[-82,9],[-83,9]],"
                        + "[[-82.9,8.1],[-82.1,8.1],[-82.1,8.9],[-82.9,8.9]]]}\")"
            })
    void a_filter_that_does_not_hold_matches_not(String filter) {
        assertThat(FilterParser.parse(filter).matches(SCENE)).isFalse();
    }

    @Test
    void or_binds_tighter_than_and() {
        String yes = "MGRS_TILE = \"17PLK\"";
        String no = "MGRS_TILE = \"none\"";

        // If AND bound tighter: yes OR (yes AND no), which is true.
        assertThat(FilterParser.parse(yes + " OR " + yes + " AND " + no).matches(SCENE))
                .isFalse();
        // How GDAL writes IN within a conjunction.
        assertThat(FilterParser.parse(no + " AND " + no + " OR " + yes).matches(SCENE))
                .isFalse();
        assertThat(FilterParser.parse(yes + " AND " + no + " OR " + yes).matches(SCENE))
                .isTrue();
    }

    @Test
    void what_google_s_python_client_sends_narrows_the_search() {
        SearchBounds bounds = new SearchBounds();
        FilterParser.parse("startTime >= \"2024-01-01T00:00:00Z\" AND endTime < \"2024-02-01T00:00:00Z\" AND"
                        + " intersects(\"{'type': 'LineString', 'coordinates': [[-82.5, 8.3], [-82.4, 8.4]]}\")"
                        + " AND properties.CLOUDY_PIXEL_PERCENTAGE<20")
                .narrow(bounds);

        assertThat(bounds.query().start()).contains(Instant.parse("2024-01-01T00:00:00Z"));
        assertThat(bounds.query().end()).contains(Instant.parse("2024-02-01T00:00:00Z"));
        assertThat(bounds.query().bounds()).contains(new Envelope(-82.5, -82.4, 8.3, 8.4));
    }

    @Test
    void alternatives_and_negations_do_not_narrow_the_search() {
        SearchBounds bounds = new SearchBounds();
        FilterParser.parse("startTime >= \"2024-01-01T00:00:00Z\" OR MGRS_TILE = \"17PLK\"")
                .narrow(bounds);
        FilterParser.parse("NOT startTime >= \"2024-01-01T00:00:00Z\"").narrow(bounds);

        assertThat(bounds.query()).isEqualTo(new SearchBounds().query());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AND",
                "A = 1 AND",
                "A = 1 OR",
                "A =",
                "A",
                "= 1",
                "(A = 1",
                "A = 1)",
                "A = (1)",
                "A = \"open",
                "NOT",
                "within(\"POINT (0 0)\")",
                "intersects(1)",
                "intersects(\"nonsense\")",
                "intersects(\"POINT EMPTY\")",
                "intersects(\"{'type':'Circle'}\")",
                "intersects(\"{'type':'Point'}\")",
                "startTime > \"yesterday\""
            })
    void what_is_no_filter_is_refused(String filter) {
        assertThatThrownBy(() -> FilterParser.parse(filter))
                .isInstanceOfSatisfying(
                        ApiException.class, error -> assertThat(error.code()).isEqualTo(400));
    }

    @Test
    void parentheses_without_end_are_refused_before_the_stack_is() {
        assertThatThrownBy(() -> FilterParser.parse("(".repeat(100_000)))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("parentheses");
    }
}
