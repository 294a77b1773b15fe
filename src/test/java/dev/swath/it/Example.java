package dev.swath.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.RouteFile;
import dev.swath.it.SwathProcess.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** One of the projects under {@code examples/}, built with the packaged jar as a user builds it. */
final class Example {

    private final Path folder;

    private Example(Path folder) {
        this.folder = folder;
    }

    /** Installs the packaged jar into a repository under {@code target/}, in front of the user's own, which is not changed. */
    static void install() throws IOException, InterruptedException {
        maven(
                "org.apache.maven.plugins:maven-install-plugin:3.1.4:install-file",
                "-Dfile=" + SwathProcess.jar(),
                "-DpomFile=" + RouteFile.projectFolder().resolve("pom.xml"));
    }

    /** Builds one, with the jar that {@link #install} put there. */
    static Example build(String name) throws IOException, InterruptedException {
        Path example = RouteFile.projectFolder().resolve("examples").resolve(name);
        maven("-f", example.resolve("pom.xml").toString(), "clean", "package");
        return new Example(example);
    }

    /** Runs Maven with a repository under {@code target/} in front of the user's own, which is not changed; it has to succeed. */
    static void maven(String... arguments) throws IOException, InterruptedException {
        Path project = RouteFile.projectFolder();
        String own =
                Path.of(System.getProperty("user.home"), ".m2", "repository").toString();
        List<String> command = new ArrayList<>(List.of(
                project.resolve("mvnw").toString(),
                "-ntp",
                "-B",
                "-Dmaven.repo.local=" + project.resolve("target/repository"),
                "-Dmaven.repo.local.tail=" + System.getProperty("swath.repository", own)));
        command.addAll(List.of(arguments));
        Result result = SwathProcess.run(project, Map.of(), command);
        assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
    }

    /** A file that its build made. */
    Path built(String name) {
        return folder.resolve("target").resolve(name);
    }

    /** The names of the libraries in a folder that its build made, or in a jar. */
    List<String> libraries(String name) throws IOException {
        Path built = built(name);
        if (Files.isDirectory(built)) {
            try (Stream<Path> files = Files.list(built)) {
                return files.map(file -> file.getFileName().toString()).toList();
            }
        }
        try (JarFile jar = new JarFile(built.toFile())) {
            return jar.stream()
                    .map(JarEntry::getName)
                    .filter(entry -> entry.endsWith(".jar"))
                    .map(entry -> entry.substring(entry.lastIndexOf('/') + 1))
                    .toList();
        }
    }

    /** The stored images below a folder, by their paths in it; what a process that was killed had in work goes with the next run. */
    static List<String> images(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .filter(name -> name.endsWith(".tif") && !name.startsWith(".work/"))
                    .sorted()
                    .toList();
        }
    }
}
