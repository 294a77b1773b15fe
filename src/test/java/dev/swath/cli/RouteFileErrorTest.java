package dev.swath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A mistake in a route file is reported in one line that says what to correct. */
@Timeout(60)
class RouteFileErrorTest {

    @TempDir
    Path folder;

    private Path routes;

    @BeforeEach
    void copyRoutes() throws IOException {
        routes = folder.resolve("routes");
        try (Stream<Path> files = Files.walk(Path.of("routes"))) {
            for (Path file : files.toList()) {
                Files.copy(
                        file, routes.resolve(Path.of("routes").relativize(file).toString()));
            }
        }
    }

    @Test
    void broken_yaml_names_the_file() throws IOException {
        write("store.camel.yaml", "- route:\n    id: store-image\n   from: [");

        isOneLine(once(), "swath.routes", "store.camel.yaml");
    }

    @Test
    void an_unknown_step_is_named_with_its_file() throws IOException {
        replace("store.camel.yaml", "- setBody:", "- setBodice:");

        isOneLine(once(), "swath.routes", "setBodice", "store.camel.yaml");
    }

    @Test
    void an_unknown_parameter_of_a_job_is_named_with_the_nearest_one() throws IOException {
        job("      - name: skale\n        value: 2\n");

        isOneLine(once(), "routes/jobs/david-chiriqui.camel.yaml: skale = '2'", "did you mean scale?");
    }

    @Test
    void a_setting_of_the_process_is_refused_in_a_job() throws IOException {
        job("      - name: concurrency.requests\n        value: 2\n");

        isOneLine(
                once(), "concurrency.requests = '2'", "move it from the job david-chiriqui to application.properties");
    }

    @Test
    void a_bad_value_in_a_job_file_names_the_setting() throws IOException {
        job("      - name: scale\n        value: -2\n");

        isOneLine(once(), "routes/jobs/david-chiriqui.camel.yaml: swath.scale = '-2'", "above 0");
    }

    @Test
    void two_jobs_of_one_name_are_reported_with_their_files() throws IOException {
        String text = Files.readString(routes.resolve("jobs/david-chiriqui.camel.yaml"));
        write("jobs/second.camel.yaml", text);

        isOneLine(once(), "job = 'david-chiriqui'", "jobs/david-chiriqui.camel.yaml", "jobs/second.camel.yaml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"- templatedRoute:\n    routeId: x\n", "- templatedRoute: { routeId: 'x' }\n"})
    void a_name_that_is_twice_in_one_file_is_reported_with_the_file(String job) throws IOException {
        write("jobs/twice.camel.yaml", job + job);

        isOneLine(once(), "job = 'x'", "two jobs, both in " + routes.resolve("jobs/twice.camel.yaml"));
    }

    @Test
    void a_file_that_is_nested_too_deeply_is_named() throws IOException {
        for (String endless : List.of("[", "- ", "? ", "a: {", "[{")) {
            write("jobs/deep.camel.yaml", endless.repeat(20_000));

            isOneLine(once(), "swath.routes", "jobs/deep.camel.yaml", "levels deep in line 1");
        }
    }

    @Test
    void a_file_that_is_not_utf_8_is_named() throws IOException {
        Files.write(routes.resolve("jobs/latin.camel.yaml"), "# C\u00f4te".getBytes(StandardCharsets.ISO_8859_1));

        isOneLine(once(), "swath.routes", "jobs/latin.camel.yaml", "is not UTF-8");
    }

    @Test
    void a_file_of_more_than_a_mebibyte_is_named() throws IOException {
        write("jobs/long.camel.yaml", "#".repeat((1 << 20) + 1));

        isOneLine(once(), "swath.routes", "jobs/long.camel.yaml", "more than 1 MiB");
    }

    @Test
    void a_file_with_nested_aliases_is_named() throws IOException {
        String nines = "a0: &a0 [x]\n"
                + IntStream.range(1, 9)
                        .mapToObj(i -> "a%d: &a%d [%s]\n"
                                .formatted(i, i, String.join(",", Collections.nCopies(9, "*a" + (i - 1)))))
                        .collect(Collectors.joining());
        write("jobs/aliases.camel.yaml", nines);

        isOneLine(once(), "swath.routes", "jobs/aliases.camel.yaml", "more than 20 aliases");
    }

    @Test
    void a_job_with_another_name_than_its_route_is_reported_with_both() throws IOException {
        replace("jobs/david-chiriqui.camel.yaml", "value: david-chiriqui", "value: david");

        isOneLine(once(), "job = 'david'", "david-chiriqui");
    }

    @Test
    void a_call_of_an_unknown_route_is_reported_with_its_name() throws IOException {
        replace("download.camel.yaml", "uri: direct:send-file", "uri: direct:send-files");

        isOneLine(once(), "swath.routes", "direct://send-files,");
    }

    @Test
    void a_job_file_overrides_settings_and_the_command_line_overrides_the_job_file() throws IOException {
        job("      - name: scale\n        value: 0\n");

        CommandLineRun run = once("--set", "swath.scale=-1");

        isOneLine(run, "swath.scale = '-1'");
    }

    private void job(String parameters) throws IOException {
        write("jobs/david-chiriqui.camel.yaml", """
                - templatedRoute:
                    routeId: david-chiriqui
                    routeTemplateRef: ingest
                    parameters:
                      - name: job
                        value: david-chiriqui
                      - name: collection
                        value: COPERNICUS/S2_SR_HARMONIZED
                      - name: area
                        value: centre 8.3958,-82.4350 side 0.005
                      - name: start
                        value: P30D
                      - name: bands
                        value: B8
                """ + parameters);
    }

    private void replace(String file, String text, String other) throws IOException {
        String before = Files.readString(routes.resolve(file));
        assertThat(before).contains(text);
        write(file, before.replace(text, other));
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(routes.resolve(file), text);
    }

    private CommandLineRun once(String... more) {
        return CommandLineRun.swath(Stream.concat(
                        Stream.of(
                                "once",
                                "--set",
                                "swath.routes=" + routes,
                                "--set",
                                "swath.output=" + folder.resolve("output")),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    private void isOneLine(CommandLineRun run, String... parts) {
        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.err())
                .hasLineCount(1)
                .startsWith("swath: ")
                .contains(parts)
                .doesNotContain("\tat ")
                .doesNotContainPattern("\\w+Exception");
        assertThat(folder.resolve("output")).doesNotExist();
    }
}
