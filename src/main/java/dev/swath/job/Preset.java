package dev.swath.job;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a job of a well-known collection needs, but for its area: what {@code swath new --preset} starts from.
 *
 * @param name such as {@code landsat-raw}
 * @param about one or two lines on the collection and its values
 * @param settings in the order of the job file
 */
public record Preset(String name, String about, List<Value> settings) {

    /** Every preset, in the order in which they are shown. */
    public static final List<String> NAMES = List.of(
            "s2-picture",
            "s2-raw",
            "s2-ndvi",
            "landsat-picture",
            "landsat-raw",
            "landsat-temperature",
            "s1",
            "dem",
            "modis-ndvi",
            "worldcover");

    private static final String COMMENT = "# ";

    /**
     * One setting of a preset.
     *
     * @param key full name, such as {@code swath.bands}
     * @param value for this collection
     * @param why what a reader of the file should know; empty where the value speaks for itself
     */
    public record Value(String key, String value, Optional<String> why) {}

    public Preset {
        settings = List.copyOf(settings);
    }

    /**
     * The preset of this name.
     *
     * @throws SettingException if there is none
     */
    public static Preset of(String name) {
        if (!NAMES.contains(name)) {
            throw new SettingException(
                    "preset", name, "is not a preset; choose one of " + String.join(", ", NAMES) + ", or leave it out");
        }
        return load(name).orElseThrow();
    }

    private static Optional<Preset> load(String name) {
        try (InputStream in = Preset.class.getResourceAsStream("/dev/swath/presets/" + name + ".properties")) {
            if (in == null) {
                return Optional.empty();
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            return Optional.of(read(name, lines.lines().toList()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Comments at the top are about the preset, each further one about the setting below it. */
    private static Preset read(String name, List<String> lines) {
        List<String> comments = new ArrayList<>();
        Optional<String> about = Optional.empty();
        List<Value> settings = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith(COMMENT)) {
                comments.add(line.substring(COMMENT.length()));
                continue;
            }
            Optional<String> comment = Optional.of(String.join(" ", comments)).filter(text -> !text.isEmpty());
            comments.clear();
            boolean top = about.isEmpty();
            about = about.or(() -> comment);
            String[] parts = line.split(" = ", 2);
            settings.add(new Value("swath." + parts[0], parts[1], top ? Optional.empty() : comment));
        }
        return new Preset(name, about.orElseThrow(), settings);
    }

    /** Whether its images are pictures rather than raw bands. */
    public boolean isPicture() {
        return values().containsKey("swath.visualization.max");
    }

    /**
     * The same collection with its bands raw.
     *
     * @return the preset for raw bands if there is one, else this one without what makes a picture
     */
    public Preset raw() {
        if (!isPicture()) {
            return this;
        }
        return sibling("-raw")
                .orElseGet(() -> new Preset(
                        name,
                        about,
                        settings.stream()
                                .filter(setting -> !setting.key().startsWith("swath.visualization."))
                                .toList()));
    }

    /**
     * The same collection as pictures.
     *
     * @throws SettingException if there is no preset for its pictures
     */
    public Preset picture() {
        return isPicture()
                ? this
                : sibling("-picture")
                        .orElseThrow(
                                () -> new SettingException(
                                        "preset",
                                        name,
                                        "has no picture; give one to three --bands, --visualization.min and --visualization.max"));
    }

    private Optional<Preset> sibling(String ending) {
        return load(name.replaceFirst("-(raw|picture)$", "") + ending);
    }

    /** The values by the keys of their settings. */
    public Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        settings.forEach(setting -> values.put(setting.key(), setting.value()));
        return values;
    }
}
