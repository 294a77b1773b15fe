package dev.swath.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The tables of settings in a page, written from the settings' definitions. A table begins with the setting in its first row
 * and ends before the first setting of the next table, in the order in which settings are declared.
 *
 * @param row the row of a setting
 */
record SettingTables(Function<Setting, String> row) {

    private static final String START = "| `swath.";

    /** The tables of docs/configuration.md: key, environment variable, description, default, example, per job. */
    static final SettingTables CONFIGURATION = new SettingTables(setting -> String.join(
            " | ",
            "| " + code(setting.key()),
            code(setting.key().toUpperCase(Locale.ROOT).replaceAll("[.-]", "_")),
            setting.description(),
            code(setting.defaultValue()),
            code(setting.example()),
            (setting.perJob() ? "yes" : "no") + " |"));

    /** The correct row of README.md for the setting that this row names: key, description, default. */
    static String readmeRow(String row) {
        String key = "swath." + row.replaceFirst("\\| `([^`]*)`.*", "$1");
        Setting setting =
                Setting.find(key).orElseThrow(() -> new AssertionError(key + " is not a setting, in the row " + row));
        return String.join(
                " | ",
                "| " + code(setting.key().substring("swath.".length())),
                setting.description(),
                code(setting.defaultValue()) + " |");
    }

    private static String code(String value) {
        return value.isEmpty() ? "–" : "`" + value + "`";
    }

    /** The page with correct tables. */
    String written(String page) {
        List<String> lines = page.lines().toList();
        List<Integer> tables = IntStream.range(1, lines.size())
                .filter(i -> isRow(lines.get(i)) && !isRow(lines.get(i - 1)))
                .boxed()
                .toList();
        List<String> written = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            int table = tables.indexOf(i);
            if (table >= 0) {
                int end = table + 1 < tables.size()
                        ? declared(lines.get(tables.get(table + 1)))
                        : Setting.all().size();
                Setting.all().subList(declared(lines.get(i)), end).forEach(setting -> written.add(row.apply(setting)));
            } else if (!isRow(lines.get(i))) {
                written.add(lines.get(i));
            }
        }
        return String.join("\n", written) + "\n";
    }

    private boolean isRow(String line) {
        return line.startsWith(START);
    }

    /** The index at which the setting of a row is declared. */
    private int declared(String line) {
        String key = line.substring(START.indexOf('`') + 1, line.indexOf('`', START.length()));
        return IntStream.range(0, Setting.all().size())
                .filter(i -> Setting.all().get(i).key().equals(key))
                .findFirst()
                .orElseThrow(
                        () -> new AssertionError("a table begins with " + key + ", which is not a setting: " + line));
    }
}
