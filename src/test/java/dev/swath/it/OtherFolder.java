package dev.swath.it;

import dev.swath.RouteFile;
import dev.swath.job.Setting;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A folder with its own {@code application.properties} and {@code routes/}, like that of a user of the packaged application. */
final class OtherFolder {

    private OtherFolder() {}

    /**
     * Fills a folder: the project's route files, these settings, each {@code key = value} below {@code swath.}, and a job
     * {@code david-chiriqui} of those among them that belong to a job.
     */
    static void fill(Path folder, URI service, String... settings) throws IOException {
        Path routes = RouteFile.projectFolder().resolve("routes");
        try (Stream<Path> files = Files.walk(routes)) {
            for (Path file : files.toList()) {
                Files.copy(
                        file,
                        folder.resolve("routes").resolve(routes.relativize(file).toString()));
            }
        }
        List<String> common = List.of(
                "earth-engine.url = " + service,
                "collection = COPERNICUS/S2_SR_HARMONIZED",
                "area = centre 8.3958,-82.4350 side 0.005",
                "start = 2024-01-01",
                "end = 2024-07-31",
                "bands = B8,B4,B3",
                "file-name = {id}_L2A.tif",
                "output = images");
        Map<String, String> all = new LinkedHashMap<>();
        Stream.concat(common.stream(), Stream.of(settings)).forEach(setting -> {
            String[] parts = setting.split("=", 2);
            all.put(parts[0].strip(), parts[1].strip());
        });
        StringBuilder properties = new StringBuilder();
        StringBuilder job = new StringBuilder("""
                - templatedRoute:
                    routeId: david-chiriqui
                    routeTemplateRef: ingest
                    parameters:
                      - name: job
                        value: david-chiriqui
                """);
        all.forEach((key, value) -> {
            if (Setting.find("swath." + key).filter(Setting::perJob).isPresent()) {
                job.append("      - name: ").append(key).append('\n');
                job.append("        value: '").append(value.replace("'", "''")).append("'\n");
            } else {
                properties
                        .append("swath.")
                        .append(key)
                        .append(" = ")
                        .append(value)
                        .append('\n');
            }
        });
        Files.writeString(folder.resolve("application.properties"), properties);
        Files.writeString(folder.resolve("routes/jobs/david-chiriqui.camel.yaml"), job);
    }
}
