package dev.swath.it;

import dev.swath.RouteFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A folder with its own {@code application.properties} and {@code routes/}, like that of a user of the packaged application. */
final class OtherFolder {

    private OtherFolder() {}

    /** Fills a folder: the project's route files, and these settings, each {@code key = value} below {@code swath.}. */
    static void fill(Path folder, URI service, String... settings) throws IOException {
        Path routes = RouteFile.projectFolder().resolve("routes");
        try (Stream<Path> files = Files.walk(routes)) {
            for (Path file : files.toList()) {
                Files.copy(
                        file,
                        folder.resolve("routes").resolve(routes.relativize(file).toString()));
            }
        }
        StringBuilder properties = new StringBuilder();
        List<String> common = List.of(
                "earth-engine.url = " + service,
                "collection = COPERNICUS/S2_SR_HARMONIZED",
                "area = centre 8.3958,-82.4350 side 0.005",
                "start = 2024-01-01",
                "end = 2024-07-31",
                "bands = B8,B4,B3",
                "output = images");
        Stream.concat(common.stream(), Stream.of(settings))
                .forEach(setting -> properties.append("swath.").append(setting).append('\n'));
        Files.writeString(folder.resolve("application.properties"), properties);
    }
}
