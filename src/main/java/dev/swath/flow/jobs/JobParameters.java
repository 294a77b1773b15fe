package dev.swath.flow.jobs;

import dev.swath.job.Setting;
import dev.swath.job.SettingException;
import dev.swath.job.SettingReader;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.RuntimeCamelException;

/** What the route of a job gives to its template: the settings of the job, without the prefix that their full keys have. */
final class JobParameters {

    private static final String PREFIX = "swath.";

    private final Map<String, Object> values;
    private final Map<String, String> overrides;

    /**
     * @param values by their names, as Camel holds them: it offers each name with dashes in camel case too
     * @param overrides settings that beat them, by their full keys
     */
    JobParameters(Map<String, Object> values, Map<String, String> overrides) {
        this.values = values;
        this.overrides = overrides;
    }

    /** The name of the parameter for a setting. */
    static String parameter(String key) {
        return key.startsWith(PREFIX) ? key.substring(PREFIX.length()) : key;
    }

    /** Puts what the command line says in the place of the file's own values, for Camel to see it too. */
    void override() {
        overrides.forEach((key, value) -> {
            values.computeIfPresent(parameter(key), (name, own) -> value);
            values.computeIfPresent(camelCase(parameter(key)), (name, own) -> value);
        });
    }

    /** The parameters that have their value from the job's own file. */
    Set<String> written() {
        Set<String> written = new TreeSet<>(values.keySet());
        written.removeIf(parameter -> !isWritten(PREFIX + parameter));
        return written;
    }

    /** Whether a setting has its value from the job's own file. */
    boolean isWritten(String key) {
        String parameter = parameter(key);
        return !overrides.containsKey(PREFIX + parameter)
                && values.containsKey(parameter)
                && !String.valueOf(values.get(parameter)).equals("{{" + PREFIX + parameter + "}}");
    }

    /** Whether a setting at fault has no value, so that the job's file is where it can be given one. */
    boolean isMissing(SettingException fault) {
        return fault.value().isEmpty() && !overrides.containsKey(fault.key());
    }

    /**
     * Refuses parameters that are not settings of a job.
     *
     * @param job its name
     */
    void requireKnown(String job) {
        values.keySet().stream()
                .filter(parameter -> !parameter.equals(Jobs.NAME) && !isAlias(parameter))
                .forEach(parameter -> requireKnown(job, parameter, values.get(parameter)));
    }

    private boolean isAlias(String parameter) {
        return values.keySet().stream()
                .anyMatch(other -> other.contains("-")
                        && !other.equals(parameter)
                        && camelCase(other).equals(parameter));
    }

    private static String camelCase(String dashed) {
        StringBuilder text = new StringBuilder();
        boolean upper = false;
        for (int i = 0; i < dashed.length(); i++) {
            char c = dashed.charAt(i);
            if (c == '-') {
                upper = true;
            } else {
                text.append(upper ? Character.toUpperCase(c) : c);
                upper = false;
            }
        }
        return text.toString();
    }

    private static void requireKnown(String job, String parameter, Object value) {
        Optional<Setting> setting = Setting.find(PREFIX + parameter);
        if (setting.isEmpty() || !setting.get().perJob()) {
            throw new SettingException(
                    parameter,
                    String.valueOf(value),
                    setting.isPresent()
                            ? "is a setting of the process as a whole; move it from the job " + job
                                    + " to application.properties"
                            : "is not a setting of a job (" + job + "); "
                                    + Setting.closest(PREFIX + parameter)
                                            .map(near -> "did you mean " + parameter(near.key()) + "?")
                                            .orElse("see application.properties for those there are"));
        }
    }

    /** Reads these, and where there is none the setting of the process. */
    SettingReader settings(CamelContext context) {
        return SettingReader.of(key -> {
            Object own = values.get(parameter(key));
            String value = own == null ? "{{?" + key + "}}" : String.valueOf(own);
            try {
                return Optional.ofNullable(context.resolvePropertyPlaceholders(value))
                        .map(String::trim)
                        .filter(text -> !text.isEmpty());
            } catch (RuntimeCamelException | IllegalArgumentException e) {
                throw new SettingException(
                        key, value, "names a placeholder that has no value; set it or write the value");
            }
        });
    }
}
