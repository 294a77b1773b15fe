package dev.swath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swath.Slow;
import dev.swath.flow.ScriptedEarthEngine;
import dev.swath.job.Preset;
import dev.swath.job.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** One command writes a job, and the next one runs it. */
@Timeout(60)
@Slow("`swath new` writes jobs that run as they are, refuses what a start would refuse, and never writes over a file.")
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
                    "--preset=s2-picture",
                    "--area=centre 8.3958,-82.4350 side 0.005",
                    "--start=2024-01-01",
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
            assertThat(folder.resolve("output/a.tif")).exists();
            assertThat(earthEngine.pixelRequests()).hasSize(1);
        }
    }

    @Test
    void a_second_job_of_the_same_images_has_files_of_its_own() throws IOException {
        try (ScriptedEarthEngine earthEngine = ScriptedEarthEngine.start()) {
            earthEngine.lists("a");
            for (String[] job : List.of(new String[] {"coast", "B4"}, new String[] {"shore", "B8"})) {
                CommandLineRun written = swath(
                        "new",
                        job[0],
                        "--collection=COPERNICUS/S2_SR_HARMONIZED",
                        "--area=centre 8.3958,-82.4350 side 0.005",
                        "--start=2024-01-01",
                        "--bands=" + job[1]);
                assertThat(written.exitCode()).as(written.err()).isZero();
                assertThat(written.out().contains("file-name is written as '{job}/{id}.tif'"))
                        .isEqualTo(job[0].equals("shore"));
            }

            CommandLineRun run = once(earthEngine, "coast", "shore");

            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(folder.resolve("output/a.tif")).exists();
            assertThat(folder.resolve("output/shore/a.tif")).exists();
        }
    }

    @Test
    void a_job_does_not_replace_the_files_of_another_one() throws IOException {
        try (ScriptedEarthEngine earthEngine = ScriptedEarthEngine.start()) {
            earthEngine.lists("a");
            for (String[] job : List.of(new String[] {"coast", "B4"}, new String[] {"shore", "B8"})) {
                swath(
                        "new",
                        job[0],
                        "--collection=COPERNICUS/S2_SR_HARMONIZED",
                        "--area=centre 8.3958,-82.4350 side 0.005",
                        "--start=2024-01-01",
                        "--file-name={id}.tif",
                        "--bands=" + job[1]);
            }
            assertThat(once(earthEngine, "coast").exitCode()).isZero();

            for (String[] jobs : List.of(new String[] {"coast", "shore"}, new String[] {"shore"})) {
                CommandLineRun run = once(earthEngine, jobs);

                assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
                assertThat(swath("failures", "shore", "--set", "swath.output=" + folder.resolve("output"))
                                .out())
                        .contains("a.tif is the file of the job coast, made with other settings;");
            }
            assertThat(earthEngine.pixelRequests()).hasSize(1);
            assertThat(once(earthEngine, "shore", "--force").exitCode()).isZero();
        }
    }

    private CommandLineRun once(ScriptedEarthEngine earthEngine, String... jobs) {
        List<String> arguments = new ArrayList<>(List.of("once"));
        arguments.addAll(List.of(jobs));
        arguments.addAll(List.of(
                "--set",
                "swath.earth-engine.url=" + earthEngine.url(),
                "--set",
                "swath.output=" + folder.resolve("output")));
        return swath(arguments.toArray(String[]::new));
    }

    @Test
    void what_set_says_is_written_too_unless_an_option_says_otherwise() throws IOException {
        CommandLineRun run = swath(
                "new",
                "coast",
                "--preset=s2-raw",
                "--area=-82.9,8.2,-82.8,8.3",
                "--scale=20",
                "--set",
                "swath.start=2024-01-01",
                "--set",
                "swath.scale=60");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(routes.resolve("jobs/coast.camel.yaml"))
                .content()
                .contains("name: start\n        value: '2024-01-01'")
                .contains("name: scale\n        value: '20'");
    }

    @Test
    void an_existing_file_is_not_changed() throws IOException {
        Path file = routes.resolve("jobs/david-chiriqui.camel.yaml");
        String before = Files.readString(file);

        CommandLineRun run = swath("new", "david-chiriqui", "--preset=s2-raw", "--area=-82.9,8.2,-82.8,8.3");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("exists already");
        assertThat(file).hasContent(before);
    }

    @ParameterizedTest
    @FieldSource("dev.swath.job.Preset#NAMES")
    void every_preset_makes_a_job_that_needs_nothing_but_an_area(String preset) throws IOException {
        CommandLineRun written = swath("new", "my-" + preset, "--preset=" + preset, "--area=-82.9,8.2,-82.8,8.3");

        assertThat(written.exitCode()).as(written.err()).isZero();
        Path file = routes.resolve("jobs").resolve("my-" + preset + ".camel.yaml");
        Preset of = Preset.of(preset);
        assertThat(file).content().startsWith("# " + of.about()).contains("value: '-82.9,8.2,-82.8,8.3'");
        of.settings().forEach(setting -> assertThat(file)
                .content()
                .contains("value: '" + setting.value() + "'")
                .contains(setting.why().orElse("")));
    }

    @Test
    void what_is_given_beats_the_preset_and_an_unknown_one_is_refused() {
        swath("new", "dry", "--preset=s2-raw", "--area=-82.9,8.2,-82.8,8.3", "--filter=CLOUDY_PIXEL_PERCENTAGE < 5");
        CommandLineRun unknown = swath("new", "coast", "--preset=spot", "--area=-82.9,8.2,-82.8,8.3");

        assertThat(routes.resolve("jobs/dry.camel.yaml"))
                .content()
                .contains("value: 'CLOUDY_PIXEL_PERCENTAGE < 5'")
                .doesNotContain("< 60");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("preset = 'spot': is not a preset; choose one of s2-picture,");
    }

    @Test
    void a_bad_value_is_reported_and_nothing_is_written() {
        CommandLineRun run = swath("new", "coast", "--preset=s2-raw", "--area=-82.9,8.2,-82.8,8.3", "--scale=-2");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("swath.scale = '-2'");
        assertThat(routes.resolve("jobs/coast.camel.yaml")).doesNotExist();
    }

    @Test
    void what_a_start_would_refuse_is_refused_and_nothing_is_written() {
        assertThat(refusal("--filter=CLOUDY_PIXEL_PERCENTAGE < AND x = 1"))
                .contains("swath.filter = ", "column 27, at 'AND x = 1': a value is missing after <");
        assertThat(refusal("--bands=B8,B77")).contains("swath.bands = 'B8,B77'", "did you mean B7?");
        assertThat(refusal("--output=gopher://x")).contains("swath.output = 'gopher://x'", "Camel component");
        assertThat(refusal("--alert-to=smtp://mail?no-such-option=1")).contains("swath.alert-to = ");
        assertThat(refusal("--enabled=perhaps")).contains("swath.enabled = 'perhaps'");
        assertThat(refusal("--cron=61 5 * * *")).contains("swath.cron = '61 5 * * *'", "five fields");
        assertThat(refusal("--cron=@often")).contains("swath.cron = '@often'", "@hourly");
    }

    private String refusal(String option) {
        CommandLineRun run = swath("new", "coast", "--preset=s2-raw", "--area=-82.9,8.2,-82.8,8.3", option);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(routes.resolve("jobs/coast.camel.yaml")).doesNotExist();
        return run.err();
    }

    @Test
    void a_cron_of_five_fields_is_written_as_quartz_reads_it() {
        CommandLineRun run =
                swath("new", "coast", "--preset=s2-raw", "--area=-82.9,8.2,-82.8,8.3", "--cron=30 5 * * 1-5");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("cron is written as '0 30 5 ? * MON-FRI'");
        assertThat(routes.resolve("jobs/coast.camel.yaml")).content().contains("value: '0 30 5 ? * MON-FRI'");
    }

    @Test
    void with_json_standard_output_holds_nothing_else() throws IOException {
        CommandLineRun run =
                swath("new", "coast", "--json", "--preset=s2-raw", "--area=-82.9,8.2,-82.8,8.3", "--cron=@daily");

        JsonNode answer = new ObjectMapper().readTree(run.out());
        assertThat(answer.path("job").asText()).isEqualTo("coast");
        assertThat(answer.path("file").asText()).endsWith("coast.camel.yaml");
        assertThat(answer.path("written").path("swath.cron").asText()).isEqualTo("0 0 0 * * ?");
    }

    @Test
    void the_address_of_a_bucket_is_written_as_the_uri_of_its_component() {
        CommandLineRun run = swath(
                "new",
                "coast",
                "--preset=s2-raw",
                "--area=-82.9,8.2,-82.8,8.3",
                "--output=s3://my-bucket/coast?region=eu-central-1");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(routes.resolve("jobs/coast.camel.yaml"))
                .content()
                .contains("value: 'aws2-s3://my-bucket?keyName=RAW(coast/${file:name})")
                .contains("&region=eu-central-1'");
    }

    @Test
    void what_a_preset_shows_can_be_raw_or_a_picture() {
        assertThat(swath("new", "one", "--preset=s2-picture", "--raw", "--area=-82.9,8.2,-82.8,8.3")
                        .exitCode())
                .isZero();
        assertThat(swath("new", "two", "--preset=s1", "--picture", "--area=-82.9,8.2,-82.8,8.3")
                        .exitCode())
                .isZero();
        CommandLineRun both = swath("new", "three", "--preset=s1", "--picture", "--raw", "--area=-82.9,8.2,-82.8,8.3");

        assertThat(routes.resolve("jobs/one.camel.yaml"))
                .content()
                .contains("'B2,B3,B4,B8'")
                .doesNotContain("visualization");
        assertThat(routes.resolve("jobs/two.camel.yaml")).content().contains("visualization.max");
        assertThat(both.exitCode()).isEqualTo(2);
    }

    @ParameterizedTest
    @FieldSource("dev.swath.job.Preset#NAMES")
    void every_preset_has_raw_bands(String preset) {
        CommandLineRun run = swath("new", "raw", "--preset=" + preset, "--raw", "--area=-82.9,8.2,-82.8,8.3");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(routes.resolve("jobs/raw.camel.yaml")).content().doesNotContain("visualization");
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
