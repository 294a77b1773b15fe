package dev.swath.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.swath.Slow;
import dev.swath.flow.ScriptedEarthEngine;
import dev.swath.flow.ServiceAccountFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrong input gives exit code 2 and one line that names the key, the value and the remedy. */
@Slow("Wrong input ends a command with exit code 2 and one line that names key, value and remedy, and creates nothing.")
@Timeout(60)
class BadInputTest {

    @TempDir
    Path folder;

    private ScriptedEarthEngine earthEngine;

    @BeforeEach
    void startEarthEngine() {
        earthEngine = ScriptedEarthEngine.start().lists("a");
    }

    @AfterEach
    void stopEarthEngine() throws IOException {
        earthEngine.close();
    }

    static Stream<Arguments> bad_values() {
        return Stream.of(
                arguments("swath.start", "yesterday", "2024"),
                arguments("swath.start", "2024-13-01", "2024"),
                arguments("swath.end", "2023-12-31", "swath.start"),
                arguments("swath.end", "2024-01-01", "swath.start"),
                arguments("swath.area", "-82.4,8.3,-82.5,8.4", "west"),
                arguments("swath.area", "170,-91,171,-90", ""),
                arguments("swath.area", "centre 95,-82 side 0.1", ""),
                arguments("swath.area", "nowhere.geojson", ""),
                arguments("swath.area", "here", "centre"),
                arguments("swath.collection", "../evil", "COPERNICUS"),
                arguments("swath.collection", "", "COPERNICUS"),
                arguments("swath.filter", "CLOUDS", "CLOUDY_PIXEL_PERCENTAGE < 85"),
                arguments("swath.bands", "", "B8,B4,ndvi=(B8-B4)/(B8+B4)"),
                arguments("swath.bands", "B8,,B3", "in column 4: a band's name is missing"),
                arguments("swath.bands", "B8,B77,B3", "B2"),
                arguments("swath.visualization.min", "5000", ""),
                arguments("swath.visualization.gamma", "0", ""),
                arguments("swath.visualization.gamma", "-1.35", ""),
                arguments("swath.visualization.gamma", "bright", "1.35"),
                arguments("swath.visualization.gamma", "1.35,1.2", "one for each"),
                arguments("swath.visualization.palette", "000000,ff0000", ""),
                arguments("swath.scale", "0", "above 0"),
                arguments("swath.scale", "-10", "above 0"),
                arguments("swath.scale", "fine", "2"),
                arguments("swath.scale", "0.00001", "larger scale"),
                arguments("swath.crs", "EPSG:1234567", "native"),
                arguments("swath.crs", "Mercator", "native"),
                arguments("swath.clip", "maybe", "true"),
                arguments("swath.outline.color", "blurple", ""),
                arguments("swath.outline.width", "-1", "0"),
                arguments("swath.mask", "holes", "internal"),
                arguments("swath.render", "both", "local or server"),
                arguments("swath.method", "get", "getPixels"),
                arguments("swath.fetch", "quickly", "auto"),
                arguments("swath.split", "both", "parallel"),
                arguments("swath.concurrency.images", "0", "1"),
                arguments("swath.concurrency.requests", "many", "1"),
                arguments("swath.concurrency.bytes", "128", "1048576"),
                arguments("swath.concurrency.bytes", "128M", "536870912"),
                arguments("swath.tile.max-bytes", "0", ""),
                arguments("swath.tile.max-bytes", "3", ""),
                arguments("swath.list.page-size", "1001", "1000"),
                arguments("swath.retry.attempts", "-1", "0"),
                arguments("swath.retry.delay", "soon", "10s"),
                arguments("swath.file-name", "image.tif", "{id}"),
                arguments("swath.file-name", "../{id}.tif", "{id}"),
                arguments("swath.output", "nosuchcomponent:there", "component"),
                arguments("swath.ledger.url", "jdbc:mysql://localhost/swath", "jdbc:postgresql:"),
                arguments("swath.ledger.url", "jdbc:postgresql://127.0.0.1:1/swath", "that the server runs"),
                arguments("swath.force", "often", "true"),
                arguments("swath.summary-to", "nosuchcomponent:there", "component"),
                arguments("swath.cron", "every day", "0 0 6 * * ?"),
                arguments("swath.time-zone", "Panama City", "America/Panama"),
                arguments("swath.routes", "no-such-folder", "folder"),
                arguments("swath.earth-engine.url", "earthengine", "https://"),
                arguments("swath.earth-engine.url", "file:/etc/passwd", "https://"),
                arguments("swath.earth-engine.url", "ftp://host", "https://"),
                arguments("swath.earth-engine.url", "netty-http:http://host", "https://"),
                arguments("swath.earth-engine.url", "http://host/path", "https://"),
                arguments("swath.earth-engine.credentials", "missing-key.json", "application-default"),
                arguments("swath.earth-engine.impersonate", "a@b.example", "swath.earth-engine.credentials"),
                arguments("swath.earth-engine.timeout", "long", "10s"),
                arguments("swath.earth-engine.connect-timeout", "0s", "leaves no time"),
                arguments("swath.earth-engine.min-rate", "-1", "0"),
                arguments("swath.time-limit.tile", "0s", "30m"),
                arguments("swath.time-limit.image", "forever", "10s"),
                arguments("swath.time-limit.run", "4000d", "shorter"),
                arguments("swath.time-limit.progress", "10m", "swath.earth-engine.timeout = 10m"),
                arguments("swath.outputs", "there", "did you mean swath.output?"));
    }

    @ParameterizedTest(name = "{0} = {1}")
    @MethodSource("bad_values")
    void a_bad_value_is_reported_in_one_line_and_nothing_is_created(String key, String value, String remedy)
            throws IOException {
        CommandLineRun run = once("--set", key + "=" + value);

        isOneLine(run, key, value, remedy);
        assertThat(folder).isEmptyDirectory();
        assertThat(earthEngine.pixelRequests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"once", "run", "compare", "plan"})
    void every_command_that_reads_jobs_refuses_the_same(String command) throws IOException {
        CommandLineRun run = command(command, "--set", "swath.scale=-1");

        isOneLine(run, "swath.scale", "-1", "above 0");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_setting_that_a_job_lacks_is_reported_with_the_file_of_the_job() throws IOException {
        Path file = Files.createDirectories(folder.resolve("routes/jobs")).resolve("bare.camel.yaml");
        Files.writeString(file, """
                - templatedRoute:
                    routeId: bare
                    routeTemplateRef: ingest
                    parameters:
                      - { name: job, value: bare }
                      - { name: collection, value: COPERNICUS/S2_SR_HARMONIZED }
                """);
        CommandLineRun run = CommandLineRun.swath("plan", "--set", "swath.routes=" + copiedRoutes());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).hasLineCount(1).startsWith("swath: " + file + ": swath.start = '': is not set;");
    }

    @ParameterizedTest
    @ValueSource(strings = {"once", "plan", "compare"})
    void without_an_enabled_job_a_command_says_so(String command) throws IOException {
        CommandLineRun run = CommandLineRun.swath(command, "--set", "swath.routes=" + copiedRoutes());

        isOneLine(run, "job", "", "no route file has a job; write one with 'swath new'");
    }

    /** The flow without any job but those that a test writes. */
    private Path copiedRoutes() throws IOException {
        Path routes = Files.createDirectories(folder.resolve("routes"));
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, routes.resolve(file.getFileName()));
            }
        }
        return routes;
    }

    @Test
    void a_ring_that_crosses_itself_is_not_an_area() throws IOException {
        Path file = Files.writeString(
                folder.resolve("bow-tie.geojson"),
                "{\"type\": \"Polygon\", \"coordinates\": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}");

        isOneLine(once("--set", "swath.area=" + file), "swath.area", file.toString(), "");
    }

    @Test
    void bands_of_several_resolutions_need_a_scale() throws IOException {
        isOneLine(once("--set", "swath.bands=B8,B5,B3", "--set", "swath.scale="), "swath.bands", "B8,B5,B3", "scale");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void an_output_below_a_file_cannot_be_written() throws IOException {
        Path file = Files.writeString(folder.resolve("taken"), "");

        isOneLine(
                once("--set", "swath.output=" + file.resolve("images")),
                "swath.output",
                file.resolve("images").toString(),
                "folder");
    }

    @Test
    void a_file_that_is_not_a_key_is_reported_without_its_content() throws IOException {
        Path file = Files.writeString(folder.resolve("key.json"), "{\"type\": \"hunter2\"}");

        CommandLineRun run = once("--set", "swath.earth-engine.credentials=" + file);

        isOneLine(run, "swath.earth-engine.credentials", file.toString(), "service");
        assertThat(run.err()).doesNotContain("hunter2");
    }

    @Test
    void a_token_goes_to_another_machine_only_by_https() throws IOException {
        Path key = ServiceAccountFile.write(
                folder.resolve("key.json"), earthEngine.url().resolve("/token"));
        String credentials = "swath.earth-engine.credentials=" + key;

        for (String url :
                List.of("http://earthengine.example.com", "http://10.1.2.3:8080", "http://127.0.0.1.example.com")) {
            CommandLineRun run = once("--set", credentials, "--set", "swath.earth-engine.url=" + url);

            isOneLine(run, "swath.earth-engine.url", url, "write https://");
        }
        assertThat(once("--set", credentials).exitCode()).as("on this machine").isZero();
        assertThat(earthEngine.tokensIssued()).isEqualTo(1);
    }

    @Test
    void a_key_is_exchanged_for_tokens_only_by_https() throws IOException {
        Path key = ServiceAccountFile.write(folder.resolve("key.json"), URI.create("http://tokens.example.com/token"));

        isOneLine(
                once("--set", "swath.earth-engine.credentials=" + key),
                "swath.earth-engine.credentials",
                key.toString(),
                "token_uri");
    }

    @Test
    void a_password_in_the_address_of_the_service_is_refused_and_not_shown() throws IOException {
        CommandLineRun run = once("--set", "swath.earth-engine.url=https://me:hunter2@earthengine.example.com");

        isOneLine(run, "swath.earth-engine.url", "https://me:xxxxxx@earthengine.example.com", "is not a server");
    }

    @Test
    void an_unknown_job_is_answered_with_the_names_of_the_jobs() throws IOException {
        isOneLine(once("davidd"), "job", "davidd", "david-chiriqui");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--nonsense", "--set=swath.scale", "--set"})
    void a_wrong_option_is_reported_with_the_help_command(String option) {
        CommandLineRun run = CommandLineRun.swath("once", option);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).hasLineCount(1).startsWith("swath: ").contains("swath once --help");
    }

    @Test
    void an_unknown_command_is_reported_with_the_nearest_one_or_the_help_command() {
        CommandLineRun near = CommandLineRun.swath("onec");
        CommandLineRun far = CommandLineRun.swath("download");

        assertThat(near.exitCode()).isEqualTo(2);
        assertThat(near.err()).hasLineCount(1).startsWith("swath: ").contains("onec", "did you mean 'once'?");
        assertThat(far.exitCode()).isEqualTo(2);
        assertThat(far.err()).hasLineCount(1).startsWith("swath: ").contains("download", "swath --help");
    }

    @Test
    void no_command_at_all_shows_the_help() {
        CommandLineRun run = CommandLineRun.swath();

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("Usage: swath", "once", "emulator");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://earthengine.googleapis.com", "https://earthengine-highvolume.googleapis.com/"})
    void the_real_service_is_not_asked_without_a_project(String url) {
        CommandLineRun run = CommandLineRun.swath("once", "--set", "swath.earth-engine.url=" + url);

        isOneLine(run, "swath.earth-engine.project", "", "Google Cloud project");
    }

    private CommandLineRun once(String... more) {
        return command("once", more);
    }

    private CommandLineRun command(String command, String... more) {
        List<String> arguments = new ArrayList<>(List.of(command));
        for (String setting : List.of(
                "swath.earth-engine.url=" + earthEngine.url(),
                "swath.area=centre 8.3958,-82.4350 side 0.005",
                "swath.output=" + folder.resolve("output"))) {
            arguments.add("--set");
            arguments.add(setting);
        }
        arguments.addAll(List.of(more));
        return CommandLineRun.swath(arguments.toArray(String[]::new));
    }

    private static void isOneLine(CommandLineRun run, String key, String value, String remedy) {
        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.err())
                .hasLineCount(1)
                .startsWith("swath: " + key + " = '" + value + "': ")
                .contains(remedy)
                .doesNotContain("Exception")
                .doesNotContain("\tat ");
        assertThat(run.out()).isEmpty();
    }
}
