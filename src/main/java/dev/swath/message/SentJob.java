package dev.swath.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swath.job.AreaFeature;
import dev.swath.job.AreaOfInterest;
import dev.swath.job.Job;
import dev.swath.job.Secrets;
import dev.swath.job.Setting;
import dev.swath.job.SettingException;
import dev.swath.job.SettingReader;
import dev.swath.job.TimeWindow;
import dev.swath.run.Run;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A job on its way to another process. Paths are absolute, times are those of the run, and the area and an expression are spelled out. A setting that
 * holds a secret is withheld: who reads this has it of its own.
 *
 * @param settings by their full keys, sorted
 * @param withheld those that hold a secret, with the secret struck out
 */
public record SentJob(Map<String, String> settings, Map<String, String> withheld) {

    private static final String PREFIX = "swath.";
    private static final String AREA = "swath.area";
    private static final String OUTPUT = "swath.output";
    private static final String EXPRESSION = "swath.expression";
    private static final String START = "swath.start";
    private static final String END = "swath.end";
    /** What only the process that listed the images uses, or what is sent otherwise. */
    private static final Set<String> KEPT_BACK = Set.of(
            "swath.area.buffer",
            "swath.look-back",
            "swath.cron",
            "swath.misfire",
            "swath.enabled",
            "swath.summary-to",
            "swath.alert-to",
            "swath.alert.on");

    private static final String URI = "[a-zA-Z][a-zA-Z0-9+.-]+:.*";

    public SentJob {
        settings = Collections.unmodifiableMap(new TreeMap<>(settings));
        withheld = Collections.unmodifiableMap(new TreeMap<>(withheld));
    }

    /**
     * What a run sends of its job.
     *
     * @param feature the key of the feature that an image is wanted for; the others are left out
     */
    static SentJob of(Job job, Run run, Optional<String> feature) {
        Map<String, String> settings = new TreeMap<>(job.settings());
        settings.keySet().removeAll(KEPT_BACK);
        settings.put(AREA, area(job, feature));
        job.computing().expression().ifPresent(expression -> settings.put(EXPRESSION, expression.document()));
        settings.computeIfPresent(OUTPUT, (key, output) -> absolute(output));
        if (job.source().collection().isPresent()) {
            TimeWindow window = job.timeWindow(Clock.fixed(run.started(), ZoneOffset.UTC));
            settings.put(START, window.start().toString());
            settings.put(END, window.end().toString());
        }
        Map<String, String> withheld = new TreeMap<>();
        settings.forEach((key, value) -> {
            String shown = Secrets.redact(value);
            if (!shown.equals(value)) {
                withheld.put(key, shown);
            }
        });
        settings.keySet().removeAll(withheld.keySet());
        return new SentJob(settings, withheld);
    }

    private static String absolute(String output) {
        return output.isEmpty() || output.matches("(?s)" + URI)
                ? output
                : Path.of(output).toAbsolutePath().normalize().toString();
    }

    private static String area(Job job, Optional<String> feature) {
        AreaFeature whole = feature.flatMap(key -> job.features().stream()
                        .filter(part -> part.key().equals(key))
                        .findFirst())
                .orElseGet(() -> new AreaFeature("1", Map.of(), job.area()));
        return feature(whole.key(), whole.properties(), whole.area());
    }

    private static String feature(String key, Map<String, String> properties, AreaOfInterest area) {
        ObjectNode json = Documents.object().put("type", "Feature").put("id", key);
        ObjectNode named = json.putObject("properties");
        new TreeMap<>(properties).forEach(named::put);
        json.set("geometry", Documents.parse(area.outline()));
        return json.toString();
    }

    /**
     * The job itself.
     *
     * @param name its name
     * @param own a setting of this process, by its full key, for what is withheld
     * @throws SettingException if a setting is not valid here, or this process has not the withheld one that was meant
     */
    public Job job(String name, Function<String, Optional<String>> own) {
        return Job.from(name, SettingReader.ofComplete(key -> value(key, own))).ofArea(area());
    }

    private AreaFeature area() {
        JsonNode feature = Documents.parse(settings.get(AREA));
        Map<String, String> properties = new TreeMap<>();
        feature.path("properties")
                .properties()
                .forEach(
                        field -> properties.put(field.getKey(), field.getValue().asText()));
        return new AreaFeature(
                feature.path("id").asText("1"),
                properties,
                AreaOfInterest.ofOutline(feature.path("geometry").toString()));
    }

    private Optional<String> value(String key, Function<String, Optional<String>> own) {
        if (withheld.containsKey(key)) {
            return own.apply(key)
                    .filter(value -> Secrets.redact(value).equals(withheld.get(key)))
                    .or(() -> {
                        throw new SettingException(
                                key,
                                withheld.get(key),
                                "holds a secret, which is not sent to workers, and this process has no such value of its own; set "
                                        + key + " to the same here, or give this process the job's file");
                    });
        }
        return Optional.ofNullable(settings.get(key))
                .or(() -> Setting.find(key).map(Setting::defaultValue))
                .filter(value -> !value.isEmpty());
    }

    ObjectNode toJson() {
        ObjectNode json = Documents.object();
        ObjectNode sent = json.putObject("settings");
        settings.forEach((key, value) -> {
            if (key.equals(AREA)) {
                json.set("area", Documents.parse(value));
            } else {
                sent.put(key.substring(PREFIX.length()), value);
            }
        });
        ObjectNode own = json.putObject("withheld");
        withheld.forEach((key, value) -> own.put(key.substring(PREFIX.length()), value));
        return json;
    }

    static SentJob read(JsonNode json) {
        Map<String, String> settings = texts(json.path("settings"));
        if (!json.path("area").isObject()) {
            throw new IllegalArgumentException("it lacks the area of the job");
        }
        settings.put(AREA, json.path("area").toString());
        return new SentJob(settings, texts(json.path("withheld")));
    }

    private static Map<String, String> texts(JsonNode json) {
        Map<String, String> texts = new TreeMap<>();
        json.properties()
                .forEach(field ->
                        texts.put(PREFIX + field.getKey(), field.getValue().asText()));
        return texts;
    }
}
