package dev.swath;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One file of {@code routes/}.
 *
 * @param path where it is
 * @param content its list of routes, templates and configurations
 */
public record RouteFile(Path path, JsonNode content) {
    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());

    /** The folder of the project, which need not be the one that the tests were started in. */
    public static Path projectFolder() {
        return Path.of(System.getProperty("swath.root", "")).toAbsolutePath();
    }

    /** Every route file under {@code routes/} of the project, by name; none if there is no such folder. */
    public static List<RouteFile> all(Path projectFolder) throws IOException {
        Path routes = projectFolder.resolve("routes");
        if (Files.notExists(routes)) {
            return List.of();
        }
        List<Path> paths;
        try (Stream<Path> files = Files.walk(routes)) {
            paths = files.filter(file -> file.toString().endsWith(".camel.yaml"))
                    .sorted()
                    .toList();
        }
        List<RouteFile> all = new ArrayList<>();
        for (Path path : paths) {
            all.add(read(path));
        }
        return all;
    }

    /** The route file of a path. */
    public static RouteFile read(Path path) throws IOException {
        return new RouteFile(path, YAML.readTree(path.toFile()));
    }

    /** The definitions of one kind, such as {@code route} or {@code routeTemplate}, in the order of the file. */
    public List<JsonNode> definitions(String kind) {
        List<JsonNode> found = new ArrayList<>();
        content.forEach(definition -> {
            if (definition.has(kind)) {
                found.add(definition.get(kind));
            }
        });
        return found;
    }

    /** The file's name. */
    public String name() {
        return path.getFileName().toString();
    }

    @Override
    public String toString() {
        return name();
    }
}
