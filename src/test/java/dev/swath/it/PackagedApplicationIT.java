package dev.swath.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swath.RouteFile;
import dev.swath.Slow;
import dev.swath.deploy.MinimumVersions;
import dev.swath.it.SwathProcess.Result;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The jar and the launcher in a user's folder. */
@Slow("Jar, libraries, launcher and bill of materials are complete and start in any folder.")
class PackagedApplicationIT {
    private static final String VERSION = System.getProperty("swath.version");

    @TempDir
    private Path folder;

    @Test
    void the_jar_finds_every_library_beside_it() throws IOException {
        try (JarFile jar = new JarFile(SwathProcess.jar().toFile())) {
            Attributes manifest = jar.getManifest().getMainAttributes();
            assertThat(manifest.getValue(Attributes.Name.MAIN_CLASS)).isEqualTo("dev.swath.Main");
            // Without it Java 24 and later warn on standard error of the native code of libraries.
            assertThat(manifest.getValue("Enable-Native-Access")).isEqualTo("ALL-UNNAMED");
            assertThat(manifest.getValue(Attributes.Name.CLASS_PATH).split(" "))
                    .hasSizeGreaterThan(50)
                    .allSatisfy(library -> assertThat(SwathProcess.jar().resolveSibling(library))
                            .isRegularFile());
        }
    }

    @Test
    void the_bill_of_materials_names_every_library_with_its_hash() throws IOException {
        Path file = SwathProcess.jar().resolveSibling("swath-sbom.json");
        assumeTrue(Files.exists(file) || "true".equals(System.getenv("CI")), "Maven makes none while it is offline");
        JsonNode bill = new ObjectMapper().readTree(file.toFile());
        Set<String> named = new HashSet<>();
        bill.path("components").forEach(component -> {
            named.add(component.path("name").asText() + "-"
                    + component.path("version").asText());
            assertThat(component.path("hashes"))
                    .as(component.path("purl").asText())
                    .isNotEmpty();
        });

        assertThat(bill.path("bomFormat").asText()).isEqualTo("CycloneDX");
        try (JarFile jar = new JarFile(SwathProcess.jar().toFile())) {
            String libraries = jar.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            assertThat(libraries.split(" "))
                    .allMatch(library -> named.stream().anyMatch(library.replace("lib/", "")::startsWith));
        }
    }

    @Test
    void no_library_is_shipped_in_a_version_with_known_faults() throws Exception {
        MinimumVersions list = MinimumVersions.committed(RouteFile.projectFolder());
        Set<String> names = new HashSet<>(libraries());
        try (Stream<Path> files = Files.list(Libraries.ofCluster())) {
            files.map(file -> file.getFileName().toString()).forEach(names::add);
        }

        assertThat(list.findings(names)).isEmpty();
        assertThat(list.unmatched(names)).isEmpty();
    }

    @Test
    void the_libraries_of_a_cluster_are_not_among_those_of_one_machine() throws Exception {
        List<String> onlyThere = List.of("postgresql", "camel-jms", "artemis", "qpid", "spring");
        try (Stream<Path> files = Files.list(Libraries.ofCluster())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .anyMatch(name -> name.startsWith("postgresql"));
        }

        assertThat(libraries()).noneMatch(name -> onlyThere.stream().anyMatch(name::startsWith));
    }

    @Test
    void a_ledger_in_postgresql_says_which_libraries_it_needs() throws Exception {
        Result result = SwathProcess.javaUncounted(
                RouteFile.projectFolder(),
                Map.of("SWATH_LEDGER_URL", "jdbc:postgresql://127.0.0.1:1/swath?user=me&password=geheim"),
                "runs");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err())
                .hasLineCount(1)
                .contains("swath.ledger.url = 'jdbc:postgresql:", "org.postgresql.Driver", "./mvnw -ntp -Pcluster")
                .doesNotContain("geheim");
    }

    private static List<String> libraries() throws IOException {
        try (JarFile jar = new JarFile(SwathProcess.jar().toFile())) {
            String libraries = jar.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            return Stream.of(libraries.split(" "))
                    .map(library -> library.replace("lib/", ""))
                    .toList();
        }
    }

    @Test
    void no_test_library_is_shipped() {
        assertThat(SwathProcess.jar().resolveSibling("lib"))
                .isDirectoryNotContaining("glob:**/*{junit,assertj,archunit,jqwik,mockito}*");
    }

    @Test
    void the_jar_shows_its_version_in_any_folder() throws Exception {
        Result result = SwathProcess.java(folder, Map.of(), "--version");
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains(VERSION);
    }

    @Test
    void the_launcher_starts_from_another_folder_and_leaves_nothing_there() throws Exception {
        Path here = Files.createDirectory(folder.resolve("a folder"));
        Result result = SwathProcess.launcher(here, Map.of(), "--version");
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains(VERSION);
        assertThat(here).isEmptyDirectory();
    }

    @Test
    void the_launcher_names_the_remedy_when_there_is_no_java() throws Exception {
        Result result = SwathProcess.launcher(folder, Map.of("JAVA_HOME", "/nowhere"), "--version");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).hasLineCount(1).contains("JAVA_HOME", "/nowhere", "17");
    }

    @Test
    void the_options_of_the_user_beat_those_of_the_launcher() throws Exception {
        Result result = SwathProcess.launcher(
                folder,
                Map.of("SWATH_JAVA_OPTS", "-XX:+UseParallelGC -Xmx72m -XX:TieredStopAtLevel=4 -XX:+PrintFlagsFinal"),
                "--version");
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).isEqualToIgnoringNewLines("swath " + VERSION);
        assertThat(result.err())
                .containsPattern("UseParallelGC += true")
                .containsPattern("UseSerialGC += false")
                .containsPattern("MaxHeapSize += " + 72 * 1024 * 1024)
                .containsPattern("TieredStopAtLevel += 4");
    }

    /** Threads of the emulator are already running then: they must not keep the process alive. */
    @Test
    @Timeout(120)
    void an_installation_that_lacks_a_library_ends_in_one_line() throws Exception {
        String classPath;
        try (Stream<Path> libraries = Files.list(SwathProcess.jar().resolveSibling("lib"))) {
            classPath = Stream.concat(Stream.of(SwathProcess.jar().resolveSibling("classes")), libraries)
                    .map(Path::toString)
                    .filter(library -> !library.contains("jts-core"))
                    .collect(Collectors.joining(File.pathSeparator));
        }
        OtherFolder.fill(folder, URI.create("http://localhost"), "earth-engine.url = emulator");

        Result result = SwathProcess.run(
                folder,
                Map.of(),
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        "dev.swath.Main",
                        "once"));

        assertThat(result.exitCode()).as(result.err()).isNotZero();
        assertThat(result.err())
                .matches("(?s).*swath: .*NoClassDefFoundError: org/locationtech/jts/geom/\\w+\n.*")
                .doesNotContain("\tat ");
    }
}
