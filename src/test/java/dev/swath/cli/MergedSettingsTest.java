package dev.swath.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swath.job.Setting;
import dev.swath.job.SettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergedSettingsTest {

    @TempDir
    Path folder;

    @Test
    void the_command_line_beats_the_environment_which_beats_the_file_which_beats_the_default() throws IOException {
        List<Path> file = file("swath.scale = 30\nswath.collection = FILE\nswath.bands = B2\n");
        Map<String, String> environment = Map.of("SWATH_SCALE", "20", "SWATH_COLLECTION", "ENVIRONMENT");
        Map<String, String> commandLine = Map.of("swath.scale", "10");

        MergedSettings settings = MergedSettings.load(commandLine, environment, file);

        assertThat(settings.get("swath.scale")).contains("10");
        assertThat(settings.get("swath.collection")).contains("ENVIRONMENT");
        assertThat(settings.get("swath.bands")).contains("B2");
        assertThat(settings.get("swath.file-name")).contains("{id}.tif");
    }

    @Test
    void an_empty_value_means_not_set_even_where_another_place_sets_it() throws IOException {
        MergedSettings settings = MergedSettings.load(
                Map.of("swath.visualization.min", ""), Map.of(), file("swath.visualization.min = 0\n"));

        assertThat(settings.get("swath.visualization.min")).isEmpty();
        assertThat(settings.toProperties()).containsEntry("swath.visualization.min", "");
    }

    @Test
    void an_unknown_key_is_refused_with_the_nearest_known_one() {
        assertThatThrownBy(() -> MergedSettings.load(Map.of("swath.outptu", "x"), Map.of(), List.of()))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("swath.outptu = 'x'")
                .hasMessageContaining("did you mean swath.output?");
    }

    @Test
    void an_unknown_variable_is_refused_but_the_launchers_own_are_not() {
        MergedSettings.load(Map.of(), Map.of("SWATH_JAVA_OPTS", "-Xmx2g", "PATH", "/bin"), List.of());

        assertThatThrownBy(() -> MergedSettings.load(Map.of(), Map.of("SWATH_SCAEL", "2"), List.of()))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("SWATH_SCAEL");
    }

    @Test
    void camels_own_keys_pass_through() throws IOException {
        MergedSettings settings = MergedSettings.load(Map.of(), Map.of(), file("camel.main.shutdownTimeout = 5\n"));

        assertThat(settings.toProperties()).containsEntry("camel.main.shutdownTimeout", "5");
    }

    @Test
    void every_setting_has_an_environment_variable_of_its_own() {
        assertThat(Setting.all().stream().map(setting -> MergedSettings.environmentName(setting.key())))
                .doesNotHaveDuplicates()
                .contains("SWATH_EARTH_ENGINE_URL");
    }

    @Test
    void the_file_at_the_top_holds_every_setting_once_with_its_default() throws IOException {
        Properties file = new Properties();
        try (var reader = Files.newBufferedReader(Path.of("application.properties"))) {
            file.load(reader);
        }

        assertThat(file.stringPropertyNames())
                .containsExactlyInAnyOrderElementsOf(
                        Setting.all().stream().map(Setting::key).toList());
        assertThat(Files.readAllLines(Path.of("application.properties")).stream()
                        .filter(line -> line.startsWith("swath."))
                        .map(line -> line.substring(0, line.indexOf('=')).trim()))
                .doesNotHaveDuplicates();
    }

    @Test
    void the_file_of_a_profile_beats_the_one_before_it() throws IOException {
        Path base = Files.writeString(folder.resolve("application.properties"), "swath.scale = 30\nswath.bands = B2\n");
        Path profile = Files.writeString(folder.resolve("application-cluster.properties"), "swath.scale = 20\n");

        MergedSettings settings = MergedSettings.load(Map.of(), Map.of(), List.of(base, profile));

        assertThat(settings.get("swath.scale")).contains("20");
        assertThat(settings.get("swath.bands")).contains("B2");
    }

    private List<Path> file(String text) throws IOException {
        return List.of(Files.writeString(folder.resolve("application.properties"), text));
    }
}
