package dev.swath.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swath.cli.SwathCommand;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code swath once} in this process, with the project's own settings and route files, into a folder.
 *
 * @param service address of Earth Engine
 * @param output folder of the images
 */
record WholeFlow(URI service, Path output) {

    /** Less than a kilometre of the default job's area. */
    static final String AREA = "centre 8.3958,-82.4350 side 0.008";

    /** Runs the job over that area and January 2024 with further settings, {@code key=value} below {@code swath.}. */
    int once(String... settings) {
        List<String> arguments = new ArrayList<>(List.of("once"));
        List<String> all = new ArrayList<>(List.of(
                "earth-engine.url=" + service,
                "output=" + output,
                "area=" + AREA,
                "start=2024-01-01",
                "end=2024-02-01",
                "retry.delay=20ms"));
        all.addAll(Arrays.asList(settings));
        for (String setting : all) {
            arguments.add("--set");
            arguments.add("swath." + setting);
        }
        return SwathCommand.execute(arguments.toArray(String[]::new));
    }

    /** The images in the output, by name. */
    List<Path> images() throws IOException {
        try (Stream<Path> files = Files.list(output)) {
            return files.filter(file -> file.toString().endsWith(".tif"))
                    .sorted()
                    .toList();
        }
    }

    /** The summary of the last run. */
    JsonNode summary() throws IOException {
        try (Stream<Path> files = Files.list(output.resolve("runs"))) {
            Path last = files.filter(file -> file.toString().endsWith(".json"))
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
            return new ObjectMapper().readTree(last.toFile());
        }
    }
}
