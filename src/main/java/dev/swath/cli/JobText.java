package dev.swath.cli;

import dev.swath.job.Preset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The text of a job file. */
final class JobText {

    private static final String PREFIX = "swath.";

    private JobText() {}

    /**
     * A job file with one job.
     *
     * @param preset what the job starts from
     * @param given further settings by their full keys, which beat those of the preset
     */
    static String of(String name, Optional<Preset> preset, Map<String, String> given) {
        StringBuilder yaml = new StringBuilder();
        preset.ifPresent(of -> yaml.append("# ").append(of.about()).append('\n'));
        yaml.append("# docs/configuration.md lists all settings of a job.\n")
                .append("- templatedRoute:\n    routeId: ")
                .append(name)
                .append("\n    routeTemplateRef: ingest\n    parameters:\n");
        parameter(yaml, "job", name);
        Map<String, String> left = new LinkedHashMap<>(given);
        preset.ifPresent(of -> of.settings().forEach(setting -> {
            String own = left.remove(setting.key());
            if (own == null) {
                setting.why()
                        .ifPresent(why -> yaml.append("      # ").append(why).append('\n'));
            }
            parameter(yaml, setting.key(), Optional.ofNullable(own).orElse(setting.value()));
        }));
        left.forEach((key, value) -> parameter(yaml, key, value));
        return yaml.toString();
    }

    private static void parameter(StringBuilder yaml, String key, String value) {
        yaml.append("      - name: ")
                .append(key.startsWith(PREFIX) ? key.substring(PREFIX.length()) : key)
                .append("\n        value: ")
                .append(quoted(value))
                .append('\n');
    }

    /** A single-quoted scalar of YAML 1.2 can hold any text in one line; only quotes are doubled. */
    private static String quoted(String value) {
        return "'" + value.replaceAll("\\p{Cntrl}+", " ").replace("'", "''") + "'";
    }
}
