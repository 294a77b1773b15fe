package dev.swath.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The tables of settings in a page, written from the settings' own definitions. A table begins with the setting in its first
 * row and goes on to the one before the first of the next table, in the order in which they are declared.
 *
 * @param start how each row begins, up to the name of the setting
 * @param prefix what of a key is not written
 * @param row the row of a setting
 */
record SettingTables(String start, String prefix, Function<Setting, String> row) {

    /** Those of docs/configuration.md: key, environment variable, description, default, example, per job. */
    static final SettingTables CONFIGURATION = new SettingTables(
            "| `swath.",
            "swath.",
            setting -> String.join(
                    " | ",
                    "| " + code(setting.key()),
                    code(setting.key().toUpperCase(Locale.ROOT).replaceAll("[.-]", "_")),
                    setting.description(),
                    code(setting.defaultValue()),
                    code(setting.example()),
                    (setting.perJob() ? "yes" : "no") + " |"));

    /** That of README.md, from its heading on: key, description, default. */
    static final SettingTables README = new SettingTables(
            "| `",
            "swath.",
            setting -> String.join(
                    " | ",
                    "| " + code(setting.key().substring("swath.".length())),
                    setting.description(),
                    code(setting.defaultValue()) + " |"));

    private static String code(String value) {
        return value.isEmpty() ? "–" : "`" + value + "`";
    }

    /** A page with its tables as they should be. */
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
        return line.startsWith(start);
    }

    /** Where the setting of a row is declared. */
    private int declared(String line) {
        String key = prefix + line.substring(start.length(), line.indexOf('`', start.length()));
        return IntStream.range(0, Setting.all().size())
                .filter(i -> Setting.all().get(i).key().equals(key))
                .findFirst()
                .orElseThrow(() -> new AssertionError("a table begins with " + key + ", which is no setting: " + line));
    }
}
