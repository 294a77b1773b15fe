package dev.swath.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.swath.Slow;
import dev.swath.emulator.EarthEngineEmulator;
import dev.swath.emulator.EmulatorSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What can't be computed is refused with exit code 2 and one line, before Earth Engine is asked for anything. */
@Slow(
        "A band, formula, mask, composite or expression that can't be computed ends a command with one line and no request.")
@Timeout(60)
class RefusedJobsTest {

    private static final String SENTINEL = "collection=COPERNICUS/S2_SR_HARMONIZED";
    private static final String LEVEL_1 = "collection=COPERNICUS/S2_HARMONIZED";
    private static final String LANDSAT = "collection=LANDSAT/LC09/C02/T1_L2";
    private static final String RADAR = "collection=COPERNICUS/S1_GRD";
    private static final String MODIS = "collection=MODIS/061/MOD13Q1";
    private static final String LOAD = "{'functionInvocationValue': {'functionName': 'Image.load', 'arguments': "
            + "{'id': {'constantValue': '${image}'}}}}";

    @TempDir
    private Path folder;

    private EarthEngineEmulator emulator;

    @BeforeEach
    void start() throws IOException {
        emulator = EarthEngineEmulator.start(EmulatorSettings.defaults());
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    static Stream<Arguments> refused_jobs() {
        return Stream.of(
                // Unknown bands, with the nearest one.
                refused("bands", "did you mean B7?", SENTINEL, "bands=B8,B77,B3"),
                refused("bands", "did you mean B8?", SENTINEL, "bands=b8"),
                refused("bands", "did you mean SR_B4?", LANDSAT, "bands=B4"),
                refused("bands", "no band 'B10'", SENTINEL, "bands=B10"),
                refused("bands", "no band 'SCL'", LEVEL_1, "bands=SCL"),
                refused("bands", "its bands are: VV, VH, HH, HV, angle", RADAR, "bands=XX"),
                refused("bands", "no band 'height'", "collection=COPERNICUS/DEM/GLO30", "bands=height"),
                refused("bands", "did you mean Map?", "collection=ESA/WorldCover/v200", "bands=map"),
                refused(
                        "bands",
                        "no band 'B77'",
                        "collection=",
                        "image=COPERNICUS/S2_SR/20240101T000000_T17PKL",
                        "start=",
                        "end=",
                        "bands=B77"),
                refused("bands", "set swath.bands.check=false", SENTINEL, "bands=B77"),
                // In formulas, by common names and as ready-made bands too.
                refused("bands", "no band 'B77'", SENTINEL, "bands=B8,x=(B8-B77)/B4"),
                refused("bands", "did you mean nir?", SENTINEL, "bands=x=nirr-red"),
                refused("bands", "did you mean ndvi?", LANDSAT, "bands=ndvii"),
                refused("bands", "ndvi can't be computed", RADAR, "bands=ndvi"),
                refused("bands", "no band 'green'", MODIS, "bands=ndwi"),
                refused("bands", "no band 'B77'", SENTINEL, "bands=x=B77*2", "composite=mean", "composite.period=P1M"),
                // What is not a formula.
                refused("bands", "in column 3: 'median' is not a function", SENTINEL, "bands=x=median(B8)"),
                refused("bands", "in column 12: the formula ends", SENTINEL, "bands=B8,x=(B8-B4"),
                refused("bands", "in column 6: there is 'B4'", SENTINEL, "bands=x=B8 B4"),
                refused("bands", "in column 6: '=' is not an operator", SENTINEL, "bands=x=B8 = B4"),
                refused("bands", "the same number everywhere", SENTINEL, "bands=x=1+1"),
                // Pixels of several sizes.
                refused("bands", "B8 (10 m), B5 (20 m)", SENTINEL, "bands=B8,B5", "scale="),
                refused("bands", "set swath.scale", SENTINEL, "bands=x=B8-B11", "scale="),
                refused("bands", "set swath.scale", SENTINEL, "bands=mndwi", "scale="),
                refused("bands", "set swath.scale", SENTINEL, "bands=B8,x=B11", "scale="),
                refused("bands", "set swath.scale", RADAR, "bands=VV,angle", "scale="),
                refused("bands", "B8 (15 m)", "collection=LANDSAT/LC08/C02/T1_TOA", "bands=B8,B4", "scale="),
                refused(
                        "bands",
                        "set swath.scale",
                        SENTINEL,
                        "bands=B8,B5",
                        "scale=",
                        "composite=min",
                        "composite.period=P1M"),
                // Clouds that nothing marks.
                refused("cloud-mask", "is not known", SENTINEL, "cloud-mask=fog"),
                refused(
                        "cloud-mask",
                        "has no band 'QA60'",
                        "collection=COPERNICUS/S2_CLOUD_PROBABILITY",
                        "bands=probability",
                        "cloud-mask=qa60"),
                refused("cloud-mask", "does not mark the clouds", LANDSAT, "bands=ndvi", "cloud-mask=scl"),
                refused("cloud-mask", "has no threshold", SENTINEL, "cloud-mask=cloud-probability"),
                refused(
                        "max-cloud-in-area",
                        "nothing is known of the clouds",
                        MODIS,
                        "bands=NDVI",
                        "max-cloud-in-area=20"),
                refused(
                        "values",
                        "nothing is known of those",
                        "collection=NASA/ORNL/DAYMET_V4",
                        "bands=tmax",
                        "values=scaled"),
                // Composites.
                refused("composite.period", "is not set", SENTINEL, "composite=median"),
                refused("composite.period", "", SENTINEL, "composite=median", "composite.period=P0D"),
                refused(
                        "composite",
                        "which is not among swath.bands",
                        SENTINEL,
                        "composite=quality:ndvi",
                        "composite.period=P1M"),
                refused("composite", "", SENTINEL, "composite=percentile:101", "composite.period=P1M"),
                refused("composite", "", SENTINEL, "composite=mode", "composite.period=P1M"));
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("refused_jobs")
    void a_job_that_can_not_be_computed_is_refused_with_one_line_and_no_request(
            String key, String remedy, List<String> settings) {
        for (String command : List.of("once", "plan")) {
            CommandLineRun run = command(command, settings);

            isRefused(run, key, remedy);
            assertThat(run.out()).isEmpty();
        }
        assertThat(emulator.accessLog().requests()).isZero();
    }

    static Stream<Arguments> refused_expressions() {
        return Stream.of(
                arguments("{'result': '0', ", "is not JSON in line 1, column 17"),
                arguments(
                        "{'result': '0', 'values': {'0': {'valueReference': '1'}, '1': {'valueReference': '0'}}}",
                        "goes round in a circle"),
                arguments("{'constantValue': '${picture}'}", "has the placeholder ${picture}, which is not known"),
                arguments("{'result': '7', 'values': {'0': " + LOAD + "}}", "names '7' as its result"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("refused_expressions")
    void an_expression_that_is_not_one_is_refused_with_one_line_and_no_request(String json, String remedy)
            throws IOException {
        Path file = Files.writeString(folder.resolve("expression.json"), json.replace('\'', '"'));

        isRefused(command("once", List.of("expression=" + file, "bands=x", "type=float32")), "expression", remedy);
        assertThat(emulator.accessLog().requests()).isZero();
    }

    /** Earth Engine may have added a band since. */
    @Test
    void a_band_that_is_not_in_the_table_is_looked_for_in_the_first_images_if_that_is_wanted() {
        CommandLineRun run = command("once", List.of(SENTINEL, "bands=B77", "bands.check=false"));

        isRefused(run, "bands", "_T17PLK has no band 'B77'");
        assertThat(emulator.accessLog().requests()).isEqualTo(1);
    }

    private static Arguments refused(String key, String remedy, String... settings) {
        return arguments(key, remedy, List.of(settings));
    }

    private static void isRefused(CommandLineRun run, String key, String remedy) {
        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.err())
                .hasLineCount(1)
                // A setting that a job lacks is reported with the job's file.
                .containsPattern("^swath: ([^ ]+[.]camel[.]yaml: )?swath[.]" + Pattern.quote(key) + " = '")
                .contains(remedy)
                .doesNotContain("Exception");
    }

    private CommandLineRun command(String command, List<String> settings) {
        List<String> all = new ArrayList<>(List.of(
                "earth-engine.url=" + emulator.url(),
                "area=centre 8.3958,-82.4350 side 0.005",
                "visualization.min=",
                "visualization.max=",
                "visualization.gamma=",
                "filter=",
                "output=" + folder.resolve("output")));
        all.addAll(settings);
        return CommandLineRun.swath(Stream.concat(
                        Stream.of(command),
                        all.stream().flatMap(setting -> Arrays.stream(new String[] {"--set", "swath." + setting})))
                .toArray(String[]::new));
    }
}
