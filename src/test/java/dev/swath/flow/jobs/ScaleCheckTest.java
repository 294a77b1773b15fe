package dev.swath.flow.jobs;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swath.job.Job;
import dev.swath.job.SettingException;
import dev.swath.job.SettingReader;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Physical values need a collection whose scale is known. */
class ScaleCheckTest {

    @ParameterizedTest
    @ValueSource(strings = {"COPERNICUS/S2_SR_HARMONIZED", "LANDSAT/LC09/C02/T1_L2", "MODIS/061/MOD13Q1"})
    void a_collection_of_the_table_has_physical_values(String collection) {
        assertThatCode(() -> ScaleCheck.check(job("collection", collection, "scaled")))
                .doesNotThrowAnyException();
    }

    @Test
    void an_unknown_collection_is_refused_with_the_way_out() {
        assertThatThrownBy(() -> ScaleCheck.check(job("collection", "users/me/drone", "scaled")))
                .isInstanceOf(SettingException.class)
                .hasMessage("swath.values = 'scaled': needs the scale of bands, and nothing is known of those of"
                        + " users/me/drone; write formulas in swath.bands, such as height=elevation*0.1");
    }

    @Test
    void stored_values_need_no_scale() {
        assertThatCode(() -> ScaleCheck.check(job("collection", "users/me/drone", "stored")))
                .doesNotThrowAnyException();
    }

    /** Which collection a single image belongs to shows when it is read. */
    @Test
    void a_single_image_is_not_held_against_the_table() {
        assertThatCode(() -> ScaleCheck.check(job("image", "users/me/drone/flight", "scaled")))
                .doesNotThrowAnyException();
    }

    private static Job job(String source, String id, String values) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "swath." + source,
                id,
                "swath.area",
                "-82.5,8.3,-82.4,8.4",
                "swath.bands",
                "B4",
                "swath.values",
                values));
        if (source.equals("collection")) {
            settings.put("swath.start", "P1D");
        }
        return Job.from("job", SettingReader.of(key -> Optional.ofNullable(settings.get(key))));
    }
}
