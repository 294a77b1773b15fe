package dev.swath.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.RouteFile;
import dev.swath.Slow;
import dev.swath.deploy.MinimumVersions;
import dev.swath.emulator.EarthEngineEmulator;
import dev.swath.emulator.EmulatorSettings;
import dev.swath.it.SwathProcess.Result;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same jar and the same route files under the Camel CLI and under Spring Boot: the files are those of {@code swath once}. Once
 * built, neither may need files that an earlier run left in a home folder.
 */
@Slow("The Camel CLI and Spring Boot run the same jar and routes and make the files of `swath once`.")
@Timeout(600)
class OtherRuntimesIT {

    private static final int SIGTERM = 143;
    private static final String[] SETTINGS = {"end = 2024-01-16", "cron = * * * * * ?"};

    @TempDir
    private Path folder;

    @TempDir
    private Path ownFolder;

    @TempDir
    private Path emptyHome;

    private EarthEngineEmulator emulator;

    @BeforeAll
    static void install() throws Exception {
        Example.install();
    }

    @BeforeEach
    void start() throws IOException {
        emulator = EarthEngineEmulator.start(EmulatorSettings.defaults());
        OtherFolder.fill(folder, emulator.url(), SETTINGS);
        OtherFolder.fill(ownFolder, emulator.url(), SETTINGS);
    }

    @AfterEach
    void stop() throws IOException {
        emulator.close();
    }

    @Test
    void the_camel_cli_makes_the_same_files_without_a_network_and_stops_when_asked() throws Exception {
        Example cli = Example.build("camel-cli");
        assertNoKnownFaults(cli.libraries("lib"));
        List<String> command = java(
                "-Duser.home=" + emptyHome,
                "-Dmaven.repo.local=" + cli.built("repository"),
                "-cp",
                cli.built("lib") + "/*",
                "main.CamelJBang",
                "run",
                "--download=false",
                "--kamelets-version=4.18.0",
                "--profile=prod",
                "--property=camel.main.routes-include-pattern=file:routes/**/*.camel.yaml",
                "application.properties");

        try (SwathProcess camel = SwathProcess.start(folder, Map.of("HOME", emptyHome.toString()), command)) {
            assertThat(camel.hasWritten("3 listed: 3 stored")).isTrue();
            camel.terminate();
            Result result = camel.result();

            assertThat(result.exitCode()).isEqualTo(SIGTERM);
            assertThat(result.out()).contains("Apache Camel 4.18.0").doesNotContain("ERROR");
        }
        assertSameFilesAsOnce();
    }

    @Test
    void spring_boot_makes_the_same_files_is_healthy_counts_and_stops_when_asked() throws Exception {
        Example application = Example.build("spring-boot");
        assertNoKnownFaults(application.libraries("swath-on-spring-boot.jar"));
        int port = FreePort.find();
        List<String> command = java(
                "-Duser.home=" + emptyHome,
                "-jar",
                application.built("swath-on-spring-boot.jar").toString(),
                "--server.port=" + port);

        try (SwathProcess spring = SwathProcess.start(folder, Map.of("HOME", emptyHome.toString()), command)) {
            assertThat(spring.hasWritten("3 listed: 3 stored")).isTrue();
            HttpResponse<String> health = page(port, "health");
            HttpResponse<String> images = page(port, "metrics/swath.images?tag=status:stored");
            spring.terminate();
            Result result = spring.result();

            assertThat(health.statusCode()).isEqualTo(200);
            assertThat(health.body()).contains("\"swath-earth-engine\":\"UP\"", "\"swath-output\":\"UP\"");
            assertThat(images.body()).contains("\"statistic\":\"COUNT\",\"value\":3.0");
            assertThat(result.exitCode()).isEqualTo(SIGTERM);
            assertThat(result.out()).contains("Routes stopped").doesNotContain("ERROR");
        }
        assertSameFilesAsOnce();
    }

    private static void assertNoKnownFaults(List<String> libraries) throws IOException {
        assertThat(libraries).hasSizeGreaterThan(50);
        assertThat(MinimumVersions.committed(RouteFile.projectFolder()).findings(libraries))
                .isEmpty();
    }

    private static List<String> java(String... arguments) {
        return Stream.of(
                        Stream.of(Path.of(System.getProperty("java.home"), "bin", "java")
                                .toString()),
                        SwathProcess.FAST_START.stream(),
                        Stream.of(arguments))
                .flatMap(part -> part)
                .toList();
    }

    private static HttpResponse<String> page(int port, String name) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port + "/actuator/" + name);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    private void assertSameFilesAsOnce() throws Exception {
        Result once = SwathProcess.javaUncounted(ownFolder, Map.of(), "once");
        assertThat(once.exitCode()).as(once.err()).isZero();
        assertThat(Example.images(folder))
                .hasSize(3)
                .isEqualTo(Example.images(ownFolder))
                .allSatisfy(image -> assertThat(Files.mismatch(folder.resolve(image), ownFolder.resolve(image)))
                        .as(image)
                        .isEqualTo(-1));
    }
}
