package dev.swath.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swath.cli.SwathCommand;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The results of {@code swath once}, run in this process with the real route files.
 *
 * @param exitCode its exit code
 * @param images the files in the output folder by name, those of the summaries and of the ledger left out: {@link Digest}s
 *     of their bytes
 * @param summary the summary that it wrote, the last one in the folder
 */
public record EmulatedRun(int exitCode, Map<String, Digest> images, JsonNode summary) {

    /** Days of the synthetic Sentinel-2 with three images of the area. */
    public static final Map<String, String> THREE_IMAGES = settings(
            "area = centre 8.3958,-82.4350 side 0.005",
            // About 560 pixels along each side: more than a block, so that a tile can be divided.
            "scale = 1",
            "start = 2024-01-01",
            "end = 2024-01-16",
            "filter =",
            "list.page-size = 2",
            "retry.delay = 10ms",
            // Sidecars and the report are made from the stored files: faults do not change them.
            "quicklook = 0",
            "stac = false",
            "report = false");

    /** Raw bands of a month over a small area, in place of the pictures of the default job. */
    public static final Map<String, String> RAW = settings(
            "area = centre 8.3958,-82.4350 side 0.005",
            "scale = 10",
            "start = 2024-01-01",
            "end = 2024-02-01",
            "filter =",
            "visualization.min =",
            "visualization.max =",
            "visualization.gamma =",
            "outline.width =",
            "file-name = {id}.tif",
            "retry.delay = 10ms",
            "quicklook = 0",
            "report = false");

    /** Runs the default job into a separate folder. */
    public static EmulatedRun once(URI server, Path output, List<Map<String, String>> settings) throws IOException {
        Map<String, String> all = new LinkedHashMap<>(settings("earth-engine.url = " + server, "output = " + output));
        settings.forEach(all::putAll);
        List<String> arguments = new ArrayList<>(List.of("once"));
        all.forEach((key, value) -> arguments.addAll(List.of("--set", key + "=" + value)));
        int exitCode = SwathCommand.execute(arguments.toArray(String[]::new));
        Map<String, Digest> images = new TreeMap<>();
        JsonNode summary = new ObjectMapper().nullNode();
        try (Stream<Path> files = Files.walk(output)) {
            for (Path file : files.filter(path -> !path.equals(output)).sorted().toList()) {
                String name = output.relativize(file).toString();
                if (name.startsWith("runs/") && name.endsWith(".json")) {
                    summary = new ObjectMapper().readTree(file.toFile());
                } else if (!name.startsWith("runs") && !name.startsWith(".swath") && !isSidecar(name)) {
                    images.put(name, Digest.of(file));
                }
            }
        }
        return new EmulatedRun(exitCode, images, summary);
    }

    /** Whether a file is a sidecar of an image. */
    private static boolean isSidecar(String name) {
        return name.matches("[^.].*\\.(json|png)");
    }

    /** Settings written {@code key = value} with keys below {@code swath.}; an empty value means not set. */
    public static Map<String, String> settings(String... lines) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String line : lines) {
            String[] parts = line.split("=", 2);
            settings.put("swath." + parts[0].trim(), parts[1].trim());
        }
        return settings;
    }

    /** The causes of the images that failed. */
    public List<String> causes() {
        List<String> causes = new ArrayList<>();
        summary.path("images").forEach(image -> {
            if (image.has("cause")) {
                causes.add(image.path("cause").asText());
            }
        });
        return causes;
    }
}
