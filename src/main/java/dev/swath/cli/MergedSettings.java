package dev.swath.cli;

import dev.swath.job.Setting;
import dev.swath.job.SettingException;
import dev.swath.job.SettingReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The settings of a process, from four sources: the command line beats the environment, which beats the file, which
 * beats the default. Keys that do not begin with {@code swath.} are Camel's own and are passed on.
 */
final class MergedSettings {

    private static final String PREFIX = "swath.";
    private static final String ENVIRONMENT_PREFIX = "SWATH_";
    /** Used by the launcher, not by Swath itself. */
    private static final Set<String> OF_THE_LAUNCHER = Set.of("SWATH_HOME", "SWATH_JAVA_OPTS");

    private final Map<String, String> given;
    private final Map<String, String> commandLine;

    private MergedSettings(Map<String, String> given, Map<String, String> commandLine) {
        this.given = given;
        this.commandLine = commandLine;
    }

    /**
     * Merges the three sources of settings.
     *
     * @param commandLine keys and values of {@code --set}
     * @param environment variables, such as {@code SWATH_EARTH_ENGINE_URL} for {@code swath.earth-engine.url}
     * @param files properties files in UTF-8; a later one beats those before it
     * @throws SettingException if a key is unknown or a file can't be read
     */
    static MergedSettings load(Map<String, String> commandLine, Map<String, String> environment, List<Path> files) {
        Map<String, String> given = new TreeMap<>();
        files.forEach(path -> given.putAll(read(path)));
        given.putAll(fromEnvironment(environment));
        given.putAll(commandLine);
        given.forEach(MergedSettings::requireKnown);
        return new MergedSettings(given, Map.copyOf(commandLine));
    }

    private static Map<String, String> read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new SettingException(
                    String.valueOf(file.getFileName()), file.toString(), "can't be read: " + e.getMessage());
        }
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(
                        key -> key, key -> properties.getProperty(key).trim()));
    }

    private static Map<String, String> fromEnvironment(Map<String, String> environment) {
        Map<String, String> keys = Setting.all().stream()
                .collect(Collectors.toMap(setting -> environmentName(setting.key()), Setting::key));
        Map<String, String> values = new TreeMap<>();
        environment.forEach((name, value) -> {
            if (!name.startsWith(ENVIRONMENT_PREFIX) || OF_THE_LAUNCHER.contains(name)) {
                return;
            }
            String key = keys.get(name);
            if (key == null) {
                throw new SettingException(
                        name, value, "is not the environment variable of a setting; unset it, or see 'swath --help'");
            }
            values.put(key, value.trim());
        });
        return values;
    }

    /** The environment variable of a key: upper case, with dots and dashes as underscores. */
    static String environmentName(String key) {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    private static void requireKnown(String key, String value) {
        if (key.startsWith(PREFIX) && Setting.find(key).isEmpty()) {
            String remedy = Setting.closest(key)
                    .map(near -> "did you mean " + near.key() + "?")
                    .orElse("application.properties lists them all");
            throw new SettingException(key, value, "is not a setting; " + remedy);
        }
    }

    /** The value of a setting: as given, or its default; empty if there is neither. */
    Optional<String> get(String key) {
        String value = given.getOrDefault(
                key, Setting.find(key).map(Setting::defaultValue).orElse(""));
        return Optional.of(value.trim()).filter(text -> !text.isEmpty());
    }

    /** Reads these settings. */
    SettingReader reader() {
        return SettingReader.ofComplete(this::get);
    }

    /** The value of a setting that always has one. */
    String require(String key) {
        return get(key).orElseThrow(() -> new SettingException(key, "", "is not set; set it"));
    }

    /** These settings with further ones from the command line. */
    MergedSettings with(Map<String, String> overrides) {
        Map<String, String> merged = new TreeMap<>(given);
        merged.putAll(overrides);
        Map<String, String> line = new TreeMap<>(commandLine);
        line.putAll(overrides);
        return new MergedSettings(merged, Map.copyOf(line));
    }

    /** These settings with a value that was determined at run time, which does not override job files. */
    MergedSettings locate(String key, String value) {
        Map<String, String> merged = new TreeMap<>(given);
        merged.put(key, value);
        return new MergedSettings(merged, commandLine);
    }

    /** The settings from the command line, which also override parameters of a job file. */
    Map<String, String> commandLine() {
        return commandLine;
    }

    /** Settings that jobs can have of their own, as given for all of them: in the environment or in the file. */
    Map<String, String> forAllJobs() {
        Map<String, String> common = new TreeMap<>(given);
        common.keySet().removeAll(commandLine.keySet());
        common.entrySet()
                .removeIf(setting -> setting.getValue().isEmpty()
                        || Setting.find(setting.getKey())
                                .filter(Setting::perJob)
                                .isEmpty());
        return common;
    }

    /** Every setting with its value, and Camel's own keys, for the property placeholders of the routes. */
    Properties toProperties() {
        Properties properties = new Properties();
        Setting.all()
                .forEach(setting ->
                        properties.setProperty(setting.key(), get(setting.key()).orElse("")));
        given.forEach(properties::setProperty);
        return properties;
    }
}
