package dev.swath.earthengine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AssetNameTest {

    @ParameterizedTest
    @CsvSource({
        "COPERNICUS/S2_SR_HARMONIZED, projects/earthengine-public/assets/COPERNICUS/S2_SR_HARMONIZED",
        "users/david/chiriqui, projects/earthengine-legacy/assets/users/david/chiriqui",
        "projects/some/folder, projects/earthengine-legacy/assets/projects/some/folder",
        "projects/my-project/assets/fields, projects/my-project/assets/fields",
        "projects/example.com:mine/assets/fields, projects/example.com:mine/assets/fields"
    })
    void an_id_becomes_the_name_that_the_python_client_gives_it(String id, String name) {
        assertThat(AssetName.of(id).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"COPERNICUS/S2_SR/20240110T160621_T17PLK", "users/david/chiriqui", "projects/mine/assets/fields"
            })
    void a_name_has_the_id_it_came_from(String id) {
        assertThat(AssetName.of(id).id()).isEqualTo(id);
    }

    @Test
    void the_last_part_follows_the_last_slash() {
        assertThat(AssetName.of("COPERNICUS/S2_SR/A_B").lastPart()).isEqualTo("A_B");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "A//B",
                "/A",
                "A/",
                "../A",
                "A/../B",
                "A/.hidden",
                "A?x=1",
                "A B",
                "A%2fB",
                "A\nB",
                "A:getPixels",
                "Ä",
                "http://elsewhere/A"
            })
    void an_id_that_could_change_the_path_is_refused(String id) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AssetName.of(id))
                .withMessageContaining("not the name of an Earth Engine asset")
                .withMessageNotContaining("\n");
    }
}
