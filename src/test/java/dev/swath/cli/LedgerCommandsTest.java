package dev.swath.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swath.Slow;
import dev.swath.flow.ScriptedEarthEngine;
import dev.swath.flow.ScriptedReply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code swath runs} and {@code swath failures} show of the ledger, and what {@code --retry} does. */
@Slow("`swath runs` and `swath failures` show what real runs left in the ledger; `--retry` fetches what is missing.")
@Timeout(60)
class LedgerCommandsTest {

    private static final String JOB = "david-chiriqui";

    @TempDir
    Path folder;

    private final ScriptedEarthEngine earthEngine = ScriptedEarthEngine.start();
    private final Set<String> gone = ConcurrentHashMap.newKeySet();

    @BeforeEach
    void script() {
        earthEngine
                .lists("a b c")
                .answersPixels(request -> gone.contains(request.image())
                        ? ScriptedReply.error(404, "NOT_FOUND", "Gone.")
                        : ScriptedReply.pixels(request));
    }

    @AfterEach
    void stopEarthEngine() throws IOException {
        earthEngine.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"runs", "failures"})
    void a_missing_ledger_is_reported_in_one_line_and_not_created(String command) {
        CommandLineRun run = swath(command);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).hasLineCount(1).startsWith("no ").contains("is in the ledger jdbc:h2:file:");
        assertThat(swath(command, "--json").out().strip()).isEqualTo("[ ]");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_damaged_ledger_is_replaced_and_what_is_on_disk_is_recognised() throws IOException {
        swath("once");
        Path ledger = output().resolve(".swath/ledger.mv.db");
        Files.writeString(ledger, "nothing of a database ".repeat(1000));
        int requests = earthEngine.pixelRequests().size();

        CommandLineRun again = swath("once");

        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(earthEngine.pixelRequests()).hasSize(requests);
        assertThat(json("runs"))
                .singleElement()
                .satisfies(run -> assertThat(run.path("skipped").asInt()).isEqualTo(3));
        assertThat(ledger.getParent()).isDirectoryContaining("glob:**/ledger-damaged-*.mv.db");
    }

    @Test
    void a_flipped_byte_and_a_lost_file_are_found_and_fetched_again() throws IOException {
        swath("once");
        assertThat(swath("verify").out()).contains("3 sound, 0 missing, 0 damaged; 0 of the right length");
        Path flipped = output().resolve("a_L2A.tif");
        byte[] whole = Files.readAllBytes(flipped);
        byte[] damaged = whole.clone();
        damaged[damaged.length / 2] ^= 1;
        Files.write(flipped, damaged);
        Files.delete(output().resolve("b_L2A.tif"));

        CommandLineRun found = swath("verify");
        assertThat(found.exitCode()).isEqualTo(1);
        assertThat(found.out())
                .contains("a_L2A.tif: its SHA-256 is ", "b_L2A.tif: it is not there", "1 sound, 1 missing, 1 damaged");
        JsonNode json =
                new ObjectMapper().readTree(swath("verify", JOB, "--json").out());
        assertThat(json.path("files").findValuesAsText("state")).containsExactly("damaged", "missing");
        assertThat(json.path("sound").asInt()).isEqualTo(1);

        CommandLineRun repaired = swath("verify", "--repair");

        assertThat(repaired.exitCode()).as(repaired.err()).isZero();
        assertThat(flipped).hasBinaryContent(whole);
        assertThat(swath("verify").exitCode()).isZero();
        assertThat(earthEngine.pixelRequests()).hasSize(5);
        assertThat(swath("verify", "no-such-job").out()).contains("0 sound");
    }

    @Test
    void runs_are_listed_with_their_outcomes_the_last_one_first() {
        gone.add("b");
        swath("once");
        gone.clear();
        swath("once");

        CommandLineRun all = swath("runs");
        CommandLineRun last = swath("runs", JOB, "--limit", "1");

        assertThat(all.exitCode()).as(all.err()).isZero();
        assertThat(all.out().lines().toList()).hasSize(3).satisfies(lines -> {
            assertThat(lines.get(0))
                    .matches("started +job +status +wall +listed +stored +skipped +empty +elsewhere +failed.*");
            assertThat(lines.get(1)).matches(".*Z +" + JOB + " +complete +.* s +3 +1 +2 +0 +0 +0 +.*-" + JOB);
            assertThat(lines.get(2)).matches(".*Z +" + JOB + " +incomplete +.* s +3 +2 +0 +0 +0 +1 +.*-" + JOB);
        });
        assertThat(last.out().lines().toList())
                .isEqualTo(all.out().lines().limit(2).toList());
        assertThat(swath("runs", "no-such-job").out()).startsWith("no run of no-such-job is in the ledger");
    }

    @Test
    void runs_as_json_have_the_field_names_of_the_summary() throws IOException {
        swath("once");

        JsonNode run = json("runs").get(0);

        JsonNode summary = new ObjectMapper()
                .readTree(output().resolve("runs")
                        .resolve(run.path("run").asText() + ".json")
                        .toFile());
        for (String field : List.of(
                "run",
                "job",
                "split",
                "listed",
                "stored",
                "skipped",
                "empty",
                "elsewhere",
                "failed",
                "requests",
                "retries",
                "rejected",
                "bytesReceived",
                "bytesWritten")) {
            assertThat(run.path(field).asText())
                    .as(field)
                    .isNotEmpty()
                    .isEqualTo(summary.path(field).asText());
        }
        for (String field : List.of("started", "ended")) {
            assertThat(Instant.parse(run.path(field).asText()))
                    .isCloseTo(Instant.parse(summary.path(field).asText()), within(1, ChronoUnit.MICROS));
        }
        assertThat(run.path("status").asText()).isEqualTo("complete");
        assertThat(run.path("process").asLong())
                .isEqualTo(ProcessHandle.current().pid());
    }

    @Test
    void failures_are_listed_with_their_causes_until_their_images_are_stored() throws IOException {
        gone.addAll(List.of("a", "c"));
        swath("once");

        CommandLineRun run = swath("failures");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out().lines().toList()).hasSize(4).satisfies(lines -> {
            assertThat(lines.get(0)).isEqualTo(JOB);
            assertThat(lines.get(1)).matches("acquired +image +cause");
            assertThat(lines.get(2)).matches("2024-01-10T16:14:32Z +" + id("a") + " +HTTP 404 NOT_FOUND: Gone.");
            assertThat(lines.get(3)).matches("2024-01-12T16:14:32Z +" + id("c") + " +HTTP 404 NOT_FOUND: Gone.");
        });
        assertThat(json("failures", JOB)).hasSize(2).allSatisfy(failed -> {
            assertThat(failed.path("cause").asText()).isEqualTo("HTTP 404 NOT_FOUND: Gone.");
            assertThat(failed.path("run").asText()).endsWith(JOB);
        });

        gone.clear();
        swath("once");
        assertThat(swath("failures").out()).startsWith("no failed image is in the ledger");
    }

    @Test
    void retry_fetches_the_failed_images_by_their_ids_in_a_run_of_its_own() throws IOException {
        gone.addAll(List.of("a", "c"));
        swath("once");
        gone.remove("a");
        int pages = earthEngine.listRequests().size();

        CommandLineRun retry = swath("failures", "--retry");

        assertThat(retry.exitCode()).as("c is gone still: %s", retry.err()).isEqualTo(1);
        assertThat(earthEngine.imageRequests())
                .extracting(request -> request.image())
                .containsExactlyInAnyOrder("a", "c");
        assertThat(earthEngine.listRequests()).as("nothing was listed").hasSize(pages);
        assertThat(output().resolve("a_L2A.tif")).isRegularFile();
        assertThat(json("failures"))
                .extracting(failed -> failed.path("image").asText())
                .containsExactly(id("c"));
        JsonNode run = json("runs").get(0);
        assertThat(run.path("listed").asInt()).isEqualTo(2);
        assertThat(run.path("stored").asInt()).isEqualTo(1);
        assertThat(run.path("failed").asInt()).isEqualTo(1);

        gone.clear();
        assertThat(swath("failures", JOB, "--retry").exitCode()).isZero();
        assertThat(swath("failures", JOB, "--retry").out()).startsWith("no failed image of " + JOB);
    }

    @Test
    void an_image_that_is_no_longer_there_fails_again_and_the_others_are_fetched() throws IOException {
        gone.addAll(List.of("a", "b"));
        swath("once");
        gone.clear();
        earthEngine.lists("a c");

        assertThat(swath("failures", "--retry").exitCode()).isEqualTo(1);

        assertThat(output().resolve("a_L2A.tif")).isRegularFile();
        assertThat(json("failures"))
                .extracting(failed -> failed.path("cause").asText())
                .containsExactly("HTTP 404 NOT_FOUND: No such image.");
    }

    /** The run set the second one aside, because both would have the same file. */
    @Test
    void retry_replaces_no_image_by_another() throws IOException {
        String name = "swath.file-name={mgrs}/{property:CLOUDY_PIXEL_PERCENTAGE}.tif";
        swath("once", "--set", name);
        byte[] first = Files.readAllBytes(output().resolve("17PLK").resolve("12.5.tif"));

        assertThat(swath("failures", "--retry", "--set", name).exitCode()).isEqualTo(1);

        assertThat(output().resolve("17PLK").resolve("12.5.tif")).hasBinaryContent(first);
        assertThat(json("failures", "--set", name)).hasSize(2).allSatisfy(failed -> assertThat(
                        failed.path("cause").asText())
                .contains("would be called 17PLK/12.5.tif, as that of"));
    }

    @Test
    void failures_of_one_run_are_those_that_no_later_run_has_stored() throws IOException {
        gone.addAll(List.of("a", "b"));
        swath("once");
        String run = json("runs").get(0).path("run").asText();
        gone.remove("a");
        swath("once");

        assertThat(json("failures", "--run", run))
                .extracting(failed -> failed.path("image").asText())
                .containsExactly(id("b"));
        assertThat(swath("failures", "--run", "yesterday"))
                .isEqualTo(new CommandLineRun(
                        2,
                        "",
                        "swath: --run = 'yesterday': is not a run in the ledger; 'swath runs' lists them"
                                + System.lineSeparator()));
    }

    @Test
    void json_and_retry_exclude_each_other() {
        CommandLineRun run = swath("failures", "--json", "--retry");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--json", "--retry");
    }

    @Test
    void a_limit_below_one_is_refused() {
        assertThat(swath("runs", "--limit", "0").err())
                .isEqualTo(
                        "swath: --limit = '0': is not a number from 1 to 100000; write one" + System.lineSeparator());
    }

    /** The password of the database must not be shown in any error. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://127.0.0.1:1/swath?user=swath&password=open-sesame-4711",
                "jdbc:postgresql://swath:open-sesame-4711@127.0.0.1:1/swath",
                "jdbc:mysql://swath:open-sesame-4711@127.0.0.1:1/swath",
                "jdbc:h2:tcp://127.0.0.1:1/swath;PASSWORD=open-sesame-4711"
            })
    void a_ledger_that_cannot_be_opened_is_reported_without_its_password(String url) {
        for (String command : List.of("runs", "failures", "once")) {
            CommandLineRun run = swath(command, "--set", "swath.ledger.url=" + url);

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.out()).isEmpty();
            assertThat(run.err())
                    .hasLineCount(1)
                    .startsWith("swath: swath.ledger.url = 'jdbc:")
                    .doesNotContain("4711");
        }
        assertThat(folder).isEmptyDirectory();
    }

    private Path output() {
        return folder.resolve("output");
    }

    private static String id(String image) {
        return ScriptedEarthEngine.COLLECTION + "/" + image;
    }

    private JsonNode json(String command, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(more));
        arguments.add("--json");
        CommandLineRun run = swath(command, arguments.toArray(String[]::new));
        assertThat(run.exitCode()).as(run.err()).isZero();
        return new ObjectMapper().readTree(run.out());
    }

    private CommandLineRun swath(String command, String... more) {
        return CommandLineRun.smallJob(earthEngine.url(), output(), command, more);
    }
}
