package dev.swath.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The tables of settings in the documentation agree with the settings' definitions. With {@code -Dswath.docs=write} the
 * tests write the tables instead of failing.
 */
class ConfigurationPageTest {

    private static final boolean WRITE = "write".equals(System.getProperty("swath.docs"));
    private static final String HEADING = "| `swath.` | meaning | default |\n| --- | --- | --- |\n";

    @Test
    void the_configuration_page_describes_every_setting_as_it_is_declared() throws IOException {
        Path page = Path.of("docs", "configuration.md");
        String text = Files.readString(page);

        assertIsUpToDate(page, text, SettingTables.CONFIGURATION.written(text));
    }

    @Test
    void the_readme_describes_ten_settings_as_they_are_declared() throws IOException {
        Path page = Path.of("README.md");
        String text = Files.readString(page);
        int begin = text.indexOf(HEADING) + HEADING.length();
        int end = text.indexOf("\n\n", begin) + 1;
        List<String> rows = text.substring(begin, end).lines().toList();

        assertThat(begin).isGreaterThan(HEADING.length());
        assertThat(rows).hasSize(10);
        assertIsUpToDate(
                page,
                text,
                text.substring(0, begin)
                        + rows.stream()
                                .map(SettingTables::readmeRow)
                                .map(row -> row + "\n")
                                .collect(Collectors.joining())
                        + text.substring(end));
    }

    @Test
    void a_setting_that_the_page_lacks_is_added_to_the_table_before_it() {
        Setting second = Setting.all().get(1);
        String page = "# Title\n\n"
                + SettingTables.CONFIGURATION.row().apply(Setting.all().get(0)) + "\n\nend\n";

        assertThat(SettingTables.CONFIGURATION.written(page))
                .startsWith("# Title\n\n| `swath.earth-engine.url`")
                .contains("\n" + SettingTables.CONFIGURATION.row().apply(second) + "\n")
                .endsWith("\n\nend\n");
    }

    private static void assertIsUpToDate(Path page, String text, String expected) throws IOException {
        if (WRITE) {
            Files.writeString(page, expected);
            return;
        }
        assertThat(text)
                .as("%s; ./mvnw test -Dtest=ConfigurationPageTest -Dswath.docs=write brings it up to date", page)
                .isEqualTo(expected);
    }
}
