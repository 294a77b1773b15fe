package dev.swath.it;

import dev.swath.RouteFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;

/** The libraries of a cluster, for a class path of their own. */
final class Libraries {

    private static final String COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies";

    private Libraries() {}

    /** The folder with those of the profile {@code cluster}, copied unless that was done since {@code pom.xml} changed. */
    static Path ofCluster() throws IOException, InterruptedException {
        Path project = RouteFile.projectFolder().resolve("pom.xml");
        Path folder = RouteFile.projectFolder().resolve("target/cluster/lib");
        Files.createDirectories(folder.getParent());
        Path copied = folder.resolveSibling("copied-pom.xml");
        // Tests run in several processes.
        try (FileChannel lock =
                FileChannel.open(folder.resolveSibling("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            lock.lock();
            if (Files.notExists(copied) || Files.mismatch(copied, project) >= 0) {
                delete(folder);
                Example.maven(
                        "-f",
                        project.toString(),
                        "-Pcluster",
                        COPY,
                        "-DincludeScope=runtime",
                        "-DoutputDirectory=" + folder);
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
