package dev.swath.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingTest {

    @Test
    void every_setting_is_declared_once_and_explained() {
        assertThat(Setting.all())
                .extracting(Setting::key)
                .doesNotHaveDuplicates()
                .allMatch(key -> key.startsWith("swath."));
        assertThat(Setting.all()).allSatisfy(setting -> {
            assertThat(setting.key()).matches("[a-z.-]+");
            assertThat(setting.description()).isNotBlank().doesNotEndWith(".");
            assertThat(setting.example()).isNotBlank();
        });
    }

    @Test
    void a_setting_is_found_by_its_full_key() {
        Setting gamma = Setting.find("swath.visualization.gamma").orElseThrow();

        assertThat(gamma.defaultValue()).isEqualTo("1");
        assertThat(gamma.perJob()).isTrue();
        assertThat(Setting.find("swath.earth-engine.url").orElseThrow().perJob())
                .isFalse();
        assertThat(Setting.find("gamma")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "swath.scales, swath.scale",
        "swath.aera, swath.area",
        "swath.gamma, swath.visualization.gamma",
        "swath.visualisation.min, swath.visualization.min",
        "swath.filename, swath.file-name",
        "swath.page-size, swath.list.page-size",
        "swath.outline.colour, swath.outline.color",
        "scale, swath.scale"
    })
    void the_nearest_setting_is_offered_for_a_mistyped_key(String written, String meant) {
        assertThat(Setting.closest(written)).map(Setting::key).hasValue(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"swath.frobnicate", "swath.", "", "server.tomcat.threads"})
    void nothing_is_offered_where_nothing_is_near(String written) {
        assertThat(Setting.closest(written)).isEmpty();
    }
}
