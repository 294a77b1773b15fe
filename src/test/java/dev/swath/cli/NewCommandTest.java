package dev.swath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.flow.ScriptedEarthEngine;
import dev.swath.job.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One command writes a job, and the next one runs it. */
@Timeout(60)
class NewCommandTest {

    @TempDir
    Path folder;

    private Path routes;

    @BeforeEach
    void copyRoutes() throws IOException {
        routes = folder.resolve("routes");
        Path source = Path.of("routes");
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.toList()) {
                Files.copy(file, routes.resolve(source.relativize(file).toString()));
            }
        }
    }

    @Test
    void a_new_job_runs_at_once() throws IOException {
        try (ScriptedEarthEngine earthEngine = ScriptedEarthEngine.start()) {
            earthEngine.lists("a");
            CommandLineRun written = swath(
                    "new",
                    "coast",
                    "--area=centre 8.3958,-82.4350 side 0.005",
                    "--scale=20",
                    "--filter=CLOUDY_PIXEL_PERCENTAGE < 20 AND MGRS_TILE = \"17PLK\"");
            assertThat(written.exitCode()).as(written.err()).isZero();
            assertThat(written.out()).contains("coast.camel.yaml", "swath once coast");

            CommandLineRun run = swath(
                    "once",
                    "coast",
                    "--set",
                    "swath.earth-engine.url=" + earthEngine.url(),
                    "--set",
                    "swath.output=" + folder.resolve("output"));

            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(folder.resolve("output/a_L2A.tif")).exists();
            assertThat(earthEngine.pixelRequests()).hasSize(1);
        }
    }

    @Test
    void an_existing_file_is_not_changed() throws IOException {
        Path file = routes.resolve("jobs/david-chiriqui.camel.yaml");
        String before = Files.readString(file);

        CommandLineRun run = swath("new", "david-chiriqui");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("exists already");
        assertThat(file).hasContent(before);
    }

    @Test
    void a_bad_value_is_reported_and_nothing_is_written() {
        CommandLineRun run = swath("new", "coast", "--scale=-2");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("swath.scale = '-2'");
        assertThat(routes.resolve("jobs/coast.camel.yaml")).doesNotExist();
    }

    @Test
    void a_name_that_leads_to_another_folder_is_refused() {
        assertThat(swath("new", "../coast").exitCode()).isEqualTo(2);
        assertThat(swath("new", "Coast").exitCode()).isEqualTo(2);
    }

    @Test
    void every_setting_of_a_job_is_an_option() {
        String help = CommandLineRun.swath("new", "--help").out();

        assertThat(Setting.all().stream().filter(Setting::perJob)).allSatisfy(setting -> assertThat(help)
                .contains("--" + setting.key().substring("swath.".length()) + "=VALUE"));
    }

    private CommandLineRun swath(String... arguments) {
        return CommandLineRun.swath(Stream.concat(Stream.of(arguments), Stream.of("--set", "swath.routes=" + routes))
                .toArray(String[]::new));
    }
}
