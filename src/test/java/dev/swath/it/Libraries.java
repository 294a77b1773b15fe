package dev.swath.it;

import dev.swath.RouteFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The libraries of a Maven project, for a class path of their own. */
final class Libraries {

    private static final String COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies";

    private Libraries() {}

    /** The folder of Swath's own, with those of the profile {@code cluster}. */
    static Path ofCluster() throws IOException, InterruptedException {
        Path project = RouteFile.projectFolder();
        return copy(project.resolve("target/cluster/lib"), project.resolve("pom.xml"), "-Pcluster");
    }

    /**
     * Copies those of a project, unless that was done since the project changed.
     *
     * @param folder where to
     * @param project its {@code pom.xml}
     * @param options more options of Maven
     * @return the folder
     */
    static Path copy(Path folder, Path project, String... options) throws IOException, InterruptedException {
        Files.createDirectories(folder.getParent());
        Path copied = folder.resolveSibling("copied-pom.xml");
        // Tests run in several processes.
        try (FileChannel lock =
                FileChannel.open(folder.resolveSibling("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            lock.lock();
            if (Files.notExists(copied) || Files.mismatch(copied, project) >= 0) {
                delete(folder);
                List<String> arguments = new ArrayList<>(List.of("-f", project.toString()));
                arguments.addAll(List.of(options));
                arguments.addAll(List.of(COPY, "-DincludeScope=runtime", "-DoutputDirectory=" + folder));
                Example.maven(arguments.toArray(String[]::new));
                Files.writeString(copied, Files.readString(project));
            }
        }
        return folder;
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
