package dev.swath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swath.Slow;
import dev.swath.flow.ScriptedEarthEngine;
import dev.swath.flow.ScriptedImages;
import dev.swath.flow.ScriptedReply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the commands do and with which exit code they end. */
@Slow("Each command does what its help says on a real run and ends with the documented exit code.")
@Timeout(60)
class CommandsTest {

    @TempDir
    Path folder;

    private final ScriptedEarthEngine earthEngine = ScriptedEarthEngine.start();

    @AfterEach
    void stopEarthEngine() throws IOException {
        earthEngine.close();
    }

    @Test
    void once_stores_every_image_and_ends_with_0() {
        earthEngine.lists("a b", "c");

        CommandLineRun run = swath("once");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(output())
                .isDirectoryContaining("glob:**/a_L2A.tif")
                .isDirectoryContaining("glob:**/c_L2A.tif")
                .isDirectoryNotContaining("glob:**/.work");
    }

    @Test
    void once_ends_with_1_when_an_image_failed() {
        earthEngine
                .lists("a b")
                .answersPixels(request -> request.image().equals("a")
                        ? ScriptedReply.error(404, "NOT_FOUND", "Gone.")
                        : ScriptedReply.pixels(request));

        assertThat(swath("once", "david-chiriqui").exitCode()).isEqualTo(1);
    }

    @Test
    void once_ends_with_3_when_the_collection_cannot_be_listed() {
        earthEngine.answersListing(request -> ScriptedReply.error(403, "PERMISSION_DENIED", "No."));

        assertThat(swath("once").exitCode()).isEqualTo(3);
    }

    @Test
    void once_ends_with_0_when_nothing_matches() {
        earthEngine.lists("");

        assertThat(swath("once").exitCode()).isZero();
    }

    @Test
    void once_fetches_stored_images_again_only_with_force() {
        earthEngine.lists("a b");

        assertThat(swath("once").exitCode()).isZero();
        assertThat(swath("once").exitCode()).isZero();
        assertThat(earthEngine.pixelRequests()).hasSize(2);
        assertThat(swath("once", "--force").exitCode()).isZero();
        assertThat(earthEngine.pixelRequests()).hasSize(4);
    }

    @Test
    void plan_lists_images_and_totals_and_downloads_nothing() {
        earthEngine.lists("a b", "c");

        CommandLineRun run = swath("plan");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out().lines().toList()).hasSize(10).satisfies(lines -> {
            assertThat(lines.get(0)).isEqualTo("david-chiriqui");
            assertThat(lines.get(1))
                    .matches(
                            "schedule  0 0 6 \\* \\* \\? \\(UTC\\): next \\d{4}-\\d\\d-\\d\\dT06:00Z, .*T06:00Z, .*T06:00Z");
            assertThat(lines.get(3))
                    .matches(ScriptedEarthEngine.COLLECTION + "/a +57x57 +EPSG:32617 +1 +9747 +to fetch");
            assertThat(lines.get(6)).startsWith("images    3 found: 3 to fetch, 0 stored already");
            assertThat(lines.get(7)).isEqualTo("to fetch  3 requests, 29241 bytes uncompressed (29.2 kB)");
            assertThat(lines.get(8))
                    .isEqualTo("masks     up to 3 requests more, 29241 bytes (29.2 kB), where replies hold zeros");
            assertThat(lines.get(9)).isEqualTo("time      about 3 s with 20 requests in flight, if each takes 3.0 s");
        });
        assertThat(earthEngine.pixelRequests()).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void plan_ends_with_3_when_the_collection_cannot_be_listed() {
        earthEngine.answersListing(request -> ScriptedReply.error(404, "NOT_FOUND", "No such collection."));

        CommandLineRun run = swath("plan");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out()).contains("No such collection.", "swath.collection");
    }

    /** An unusable image in a collection of thousands is shown in its place; a run would set it aside, too. */
    @Test
    void plan_continues_after_an_image_that_cannot_be_planned() {
        earthEngine.answersListing(request -> ScriptedEarthEngine.assets(
                List.of(
                        asset("a", 0),
                        ScriptedImages.asset(ScriptedEarthEngine.COLLECTION, "b", 1, List.of("B2")),
                        asset("c", 2)),
                ""));

        CommandLineRun run = swath("plan");

        assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
        assertThat(run.out())
                .contains("/a ", "has no band 'B8'", "/c ", "3 found: 2 to fetch", "1 can't be downloaded");
    }

    @Test
    void plan_shows_which_images_are_left_out_or_set_aside_and_why() {
        earthEngine.lists("a b c");

        CommandLineRun fewer = swath("plan", "--set", "swath.max-images=2");
        CommandLineRun sameName =
                swath("plan", "--set", "swath.file-name={mgrs}/{property:CLOUDY_PIXEL_PERCENTAGE}.tif");

        assertThat(fewer.exitCode()).as(fewer.err()).isZero();
        assertThat(fewer.out())
                .contains("2 found: 2 to fetch", "1 left out", ScriptedEarthEngine.COLLECTION + "/c")
                .containsPattern("/c +left out: exceeds the number of images that a run may download");
        assertThat(sameName.exitCode()).isEqualTo(1);
        assertThat(sameName.out())
                .contains("3 found: 1 to fetch", "2 can't be downloaded")
                .containsPattern("/b +can't be downloaded: its file would be called 17PLK/12.5.tif, as that of .*/a;");
    }

    @Test
    void plan_knows_what_is_stored_already() {
        earthEngine.lists("a b");
        assertThat(swath("once").exitCode()).isZero();
        earthEngine.lists("a b c");

        CommandLineRun run = swath("plan");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).containsPattern("/b .* stored\n").containsPattern("/c .* to fetch\n");
        assertThat(run.out()).contains("3 found: 1 to fetch, 2 stored already", "to fetch  1 requests, 9747 bytes");
    }

    @Test
    void plan_as_json_has_the_same_values() throws IOException {
        earthEngine.lists("a b c");

        CommandLineRun run = swath("plan", "--json", "--request-seconds=2", "--set", "swath.max-images=2");

        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode job = new ObjectMapper().readTree(run.out()).get(0);
        assertThat(job.path("job").asText()).isEqualTo("david-chiriqui");
        assertThat(job.path("found").asInt()).isEqualTo(2);
        assertThat(job.path("toFetch").asInt()).isEqualTo(2);
        assertThat(job.path("requests").asInt()).isEqualTo(2);
        assertThat(job.path("uncompressedBytes").asInt()).isEqualTo(2 * 9747);
        assertThat(job.path("seconds").asDouble()).isEqualTo(2);
        assertThat(job.at("/images/0/fate").asText()).isEqualTo("to-fetch");
        assertThat(job.at("/images/0/width").asInt()).isEqualTo(57);
        assertThat(job.at("/leftOut/0/reason").asText()).isEqualTo("max-images");
    }

    @Test
    void plan_ends_with_1_where_a_run_would_spend_too_much() {
        earthEngine.lists("a b c");

        CommandLineRun run = swath("plan", "--set", "swath.max-requests-per-run=2");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("a run would not start: the plan needs up to 6 requests (3 of them for masks), and"
                        + " swath.max-requests-per-run is 2");
    }

    @Test
    void once_exceeds_a_spending_limit_only_with_yes() {
        earthEngine.lists("a b c");

        CommandLineRun refused = swath("once", "--set", "swath.max-requests-per-run=2");
        int asked = earthEngine.pixelRequests().size();
        CommandLineRun told = swath("once", "--yes", "--set", "swath.max-requests-per-run=2");

        assertThat(refused.exitCode()).isEqualTo(1);

        assertThat(asked).isZero();
        assertThat(told.exitCode()).as(told.err()).isZero();
        assertThat(earthEngine.pixelRequests()).hasSize(3);
    }

    @Test
    void compare_needs_a_folder() {
        CommandLineRun run = CommandLineRun.swath("compare", "--set", "swath.output=seda:images");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().strip())
                .isEqualTo(
                        "swath: swath.output = 'seda:images': is not a folder; set it to a folder, which compare needs");
    }

    @Test
    void compare_shows_both_times_and_that_the_files_are_identical() throws IOException {
        earthEngine.lists("a b c");

        CommandLineRun run = swath("compare");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out().lines())
                .hasSize(5)
                .anyMatch(line -> line.matches("report +.*compare\\.html"))
                .anyMatch(line -> line.matches("sequential +\\d+\\.\\d\\d s wall, 3 images stored, 3 requests"))
                .anyMatch(line -> line.matches("parallel +\\d+\\.\\d\\d s wall, 3 images stored, 3 requests"))
                .anyMatch(line -> line.matches("speed-up +\\d+\\.\\d\\d"))
                .anyMatch(line -> line.contains("3 pairs, byte-identical"));
        try (Stream<Path> files = Files.walk(output())) {
            assertThat(files.filter(file -> file.toString().endsWith(".tif"))).hasSize(6);
        }
    }

    @Test
    void an_empty_visualization_on_the_command_line_gives_raw_bands() {
        earthEngine.lists("a");

        CommandLineRun run = swath("once", "--set", "swath.visualization.min=", "--set", "swath.visualization.max=");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(earthEngine.pixelRequests().get(0).json().has("visualizationOptions"))
                .isFalse();
    }

    @Test
    void an_output_folder_may_be_called_anything() {
        earthEngine.lists("a");
        Path odd = folder.resolve("50% + ünter #1 & (x)=?");

        CommandLineRun run = swath("once", "--set", "swath.output=" + odd);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(odd).isDirectoryContaining("glob:**/a_L2A.tif");
    }

    @Test
    void help_names_the_commands_and_what_each_is_for() {
        CommandLineRun run = CommandLineRun.swath("--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("once", "run", "compare", "plan", "runs", "failures", "emulator");
    }

    @ParameterizedTest
    @ValueSource(strings = {"once", "run", "compare", "plan", "runs", "failures", "emulator"})
    void every_command_has_its_help(String command) {
        CommandLineRun run = CommandLineRun.swath(command, "--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("swath " + command, "--set", "--help");
    }

    @Test
    void version_shows_the_name() {
        assertThat(CommandLineRun.swath("--version").out()).startsWith("swath ");
    }

    private Path output() {
        return folder.resolve("output");
    }

    private static String asset(String index, int number) {
        return ScriptedImages.asset(ScriptedEarthEngine.COLLECTION, index, number);
    }

    private CommandLineRun swath(String command, String... more) {
        return CommandLineRun.smallJob(earthEngine.url(), output(), command, more);
    }
}
