package dev.swath.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The tables of docs/configuration.md say what the catalogue says. */
class ConfigurationPageTest {

    private static final int COLUMNS = 6;

    /** A row of one of the page's tables of settings. */
    private record Row(String key, String environment, String defaultValue, String example, boolean perJob) {

        static Row of(String line) {
            List<String> cells = Arrays.stream(line.substring(1).split("\\|"))
                    .map(String::strip)
                    .toList();
            assertThat(cells).as(line).hasSize(COLUMNS);
            assertThat(cells.get(2)).as("description of %s", cells.get(0)).isNotBlank();
            return new Row(
                    value(cells.get(0)),
                    value(cells.get(1)),
                    value(cells.get(3)),
                    value(cells.get(4)),
                    cells.get(5).equals("yes"));
        }

        static Row of(Setting setting) {
            String environment = setting.key().toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
            return new Row(setting.key(), environment, setting.defaultValue(), setting.example(), setting.perJob());
        }

        private static String value(String cell) {
            return cell.equals("–") ? "" : cell.replace("`", "");
        }
    }

    @Test
    void every_setting_stands_in_the_page_once_as_it_is_declared() throws IOException {
        List<Row> rows = Files.readAllLines(Path.of("docs", "configuration.md")).stream()
                .filter(line -> line.startsWith("| `swath."))
                .map(Row::of)
                .toList();

        assertThat(rows)
                .containsExactlyInAnyOrderElementsOf(
                        Setting.all().stream().map(Row::of).toList());
    }

    @Test
    void the_readme_names_every_setting_once_with_its_default() throws IOException {
        String table = Files.readString(Path.of("README.md"));
        table = table.substring(table.indexOf("| `swath.` |"));

        List<String> rows = table.lines()
                .skip(2)
                .takeWhile(line -> line.startsWith("| `"))
                .map(line -> line.substring(1).split("\\|"))
                .map(cells -> Row.value(cells[0].strip()) + " = " + Row.value(cells[2].strip()))
                .toList();

        assertThat(rows)
                .containsExactlyInAnyOrderElementsOf(Setting.all().stream()
                        .map(setting -> setting.key().substring("swath.".length()) + " = " + setting.defaultValue())
                        .toList());
    }
}
