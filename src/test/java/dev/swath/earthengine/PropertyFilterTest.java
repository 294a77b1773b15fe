package dev.swath.earthengine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PropertyFilterTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "CLOUDY_PIXEL_PERCENTAGE < 85 | properties.CLOUDY_PIXEL_PERCENTAGE < 85",
                "CLOUDY_PIXEL_PERCENTAGE<85 | properties.CLOUDY_PIXEL_PERCENTAGE<85",
                "properties.CLOUDY_PIXEL_PERCENTAGE < 85 | properties.CLOUDY_PIXEL_PERCENTAGE < 85",
                "A >= 1 AND B != 2 | properties.A >= 1 AND properties.B != 2",
                "A = 1 OR B <= -2.5 | properties.A = 1 OR properties.B <= -2.5",
                "NOT A > 1 | NOT properties.A > 1",
                "-A > 1 | -properties.A > 1",
                "(A = 1 AND (B = 2)) | (properties.A = 1 AND (properties.B = 2))",
                "NOT (A = 1) | NOT (properties.A = 1)",
                "MGRS_TILE = \"17PLK\" | properties.MGRS_TILE = \"17PLK\"",
                "MGRS_TILE = '17PLK' | properties.MGRS_TILE = '17PLK'",
                "NAME = \"A < 5 AND B = 'x'\" | properties.NAME = \"A < 5 AND B = 'x'\"",
                "NAME = \"say \\\"A = 1\\\"\" AND B=2 | properties.NAME = \"say \\\"A = 1\\\"\" AND properties.B=2",
                "SPACECRAFT_NAME = Sentinel-2A | properties.SPACECRAFT_NAME = Sentinel-2A",
                "A = B AND C = D | properties.A = B AND properties.C = D",
                "A=B = 3 | properties.A=B = 3",
                "startTime >= \"2024-01-01T00:00:00Z\" AND A = 1 | startTime >= \"2024-01-01T00:00:00Z\" AND properties.A = 1",
                "endTime < 2024-01-01T00:00:00Z AND A = 1 | endTime < 2024-01-01T00:00:00Z AND properties.A = 1",
                "startTimes > 1 | properties.startTimes > 1",
                "MGRS_TILE:\"17PLK\" | properties.MGRS_TILE:\"17PLK\"",
                "MGRS_TILE:17PLK | properties.MGRS_TILE:17PLK",
                "system:index = \"x\" | properties.system:index = \"x\"",
                "properties.system:index=\"x\" | properties.system:index=\"x\"",
                "gee:tag.sub <5 | properties.gee:tag.sub <5",
                "intersects(\"{'type': 'Point', 'coordinates': [-82.4, 8.4]}\") AND A < 1 | intersects(\"{'type': 'Point', 'coordinates': [-82.4, 8.4]}\") AND properties.A < 1",
                "f (A < 1, g(B = 2)) AND C = 3 | f (A < 1, g(B = 2)) AND properties.C = 3",
                "'  A   <   5  ' | properties.A   <   5"
            })
    void bare_names_get_the_prefix_and_everything_else_is_kept(String written, String sent) {
        assertThat(new PropertyFilter(written.replaceAll("^'\\s|\\s'$", "")).prefixed())
                .isEqualTo(sent);
    }

    @Test
    void a_prefixed_filter_stays_as_it_is() {
        String once = new PropertyFilter("A < 5 AND (system:x = \"1\" OR f(B = 2))").prefixed();

        assertThat(new PropertyFilter(once).prefixed()).isEqualTo(once);
    }

    @Test
    void alternatives_are_put_in_parentheses_before_they_are_joined() {
        assertThat(new PropertyFilter("A = 1 OR B = 2").conjunct()).isEqualTo("(properties.A = 1 OR properties.B = 2)");
        assertThat(new PropertyFilter("A = 1 AND B = \"x OR y\"").conjunct())
                .isEqualTo("properties.A = 1 AND properties.B = \"x OR y\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`   ` | the filter is empty",
                "A = \"x | character 5 on: a quote that is not closed",
                "(A = 1 | a parenthesis of the filter is not closed",
                "A = 1) | has no opening one",
                "CLOUDY | has no comparison",
                "A AND B | has no comparison",
                "A ! 5 | character 3 on: '!'"
            })
    void an_invalid_filter_is_refused_with_the_reason(String filter, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PropertyFilter(filter))
                .withMessageContaining(reason);
    }

    @Test
    void a_long_filter_is_read_quickly() {
        String filter = "A = \"" + "x".repeat(200_000) + "\" AND " + "b".repeat(200_000) + " < 1";

        assertThat(new PropertyFilter(filter).prefixed()).contains("properties.bbb");
    }
}
