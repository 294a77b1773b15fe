package dev.swath.it;

import dev.swath.RouteFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** An unpacked distribution, whose libraries and routes are links. */
final class UnpackedDistribution {

    private UnpackedDistribution() {}

    /** One in a new folder. */
    static Path in(Path place) throws IOException {
        Path empty = withoutRoutes(place);
        Files.createSymbolicLink(
                empty.resolve("routes"), RouteFile.projectFolder().resolve("routes"));
        return empty;
    }

    /** One that can't run a job. */
    static Path withoutRoutes(Path place) throws IOException {
        Files.createDirectory(place);
        for (String file : List.of("swath", "application.properties")) {
            Files.copy(
                    RouteFile.projectFolder().resolve(file), place.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
        }
        Files.copy(SwathProcess.jar(), place.resolve("swath.jar"));
        Files.createSymbolicLink(place.resolve("lib"), SwathProcess.jar().resolveSibling("lib"));
        return place;
    }

    /** What the launcher has made there: {@code archive} or {@code jar}. */
    static List<Path> made(Path place, String kind) throws IOException {
        try (Stream<Path> files = Files.list(place)) {
            return files.filter(file -> file.getFileName().toString().matches("classes-.*\\." + kind))
                    .toList();
        }
    }
}
