package dev.swath.flow.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.swath.Slow;
import dev.swath.flow.FlowTest;
import dev.swath.flow.ScriptedEarthEngine;
import dev.swath.flow.ScriptedImages;
import dev.swath.flow.ScriptedReply;
import dev.swath.flow.With;
import dev.swath.ledger.FailedImage;
import dev.swath.ledger.Ledger;
import dev.swath.ledger.LedgerUrl;
import dev.swath.ledger.RunRecord;
import dev.swath.ledger.RunStatus;
import dev.swath.ledger.StoredImage;
import dev.swath.run.OutcomeStatus;
import dev.swath.run.Run;
import dev.swath.run.RunSummary;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;

/** What the flow writes into the ledger, and what it makes of what is there. */
@Slow("The ledger has what runs did, what it knows is not fetched again, and one that fails harms no image.")
class RunRecorderTest extends FlowTest {

    private static final String UPDATED = "2024-08-01T00:00:00Z";

    @Test
    void a_second_run_downloads_nothing_and_believes_the_ledger_without_reading_the_files() throws Exception {
        earthEngine.lists("a b");
        run();
        Path file = output().resolve("a_L2A.tif");
        byte[] otherBytes = new byte[(int) Files.size(file)];
        Files.write(file, otherBytes);

        RunSummary second = run();

        assertThat(second.skipped()).isEqualTo(2);
        assertThat(earthEngine.pixelRequests()).hasSize(2);
        assertThat(file).hasBinaryContent(otherBytes);
    }

    @Test
    void a_file_that_was_deleted_or_has_another_length_is_fetched_again() throws Exception {
        earthEngine.lists("a b c");
        run();
        byte[] whole = Files.readAllBytes(output().resolve("a_L2A.tif"));
        Files.delete(output().resolve("a_L2A.tif"));
        Files.writeString(output().resolve("b_L2A.tif"), "something else");

        RunSummary second = run();

        assertThat(outcome(second, "a").status()).isEqualTo(OutcomeStatus.STORED);
        assertThat(outcome(second, "b").status()).isEqualTo(OutcomeStatus.STORED);
        assertThat(outcome(second, "c").status()).isEqualTo(OutcomeStatus.SKIPPED);
        assertThat(output().resolve("a_L2A.tif")).hasBinaryContent(whole);
    }

    @Test
    void an_asset_that_was_ingested_again_is_fetched_again() throws Exception {
        earthEngine.lists("a");
        run();
        earthEngine.answersListing(request -> ScriptedEarthEngine.assets(
                List.of(ScriptedImages.asset(ScriptedEarthEngine.COLLECTION, "a", 0)
                        .replace(UPDATED, "2024-09-01T00:00:00Z")),
                ""));

        assertThat(run().stored()).isEqualTo(1);
        assertThat(run().skipped()).isEqualTo(1);
        assertThat(storedIn(output(), "a_L2A.tif").map(StoredImage::updated))
                .hasValue(Instant.parse("2024-09-01T00:00:00Z"));
    }

    @Test
    @With("force = true")
    void what_is_stored_is_fetched_again_by_force() throws Exception {
        earthEngine.lists("a");

        assertThat(run().stored()).isEqualTo(1);
        assertThat(run().stored()).isEqualTo(1);
        assertThat(earthEngine.pixelRequests()).hasSize(2);
    }

    @Test
    void a_whole_file_that_the_ledger_does_not_know_is_taken_into_it() throws Exception {
        earthEngine.lists("a");
        RunSummary first = run();
        long bytes = storedIn(output(), "a_L2A.tif").orElseThrow().bytes();
        execute("DELETE FROM stored_image");

        RunSummary second = run();

        assertThat(second.skipped()).isEqualTo(1);
        assertThat(storedIn(output(), "a_L2A.tif")).hasValueSatisfying(stored -> {
            assertThat(stored.run()).isEqualTo(second.run()).isNotEqualTo(first.run());
            assertThat(stored.bytes()).isEqualTo(bytes);
        });
    }

    @Test
    @With("output = mock:sink?password=open-sesame-4711")
    void for_an_output_that_is_a_uri_only_the_ledger_knows_what_is_stored() throws Exception {
        MockEndpoint sink = getMockEndpoint("mock:sink");
        sink.whenAnyExchangeReceived(exchange -> exchange.getMessage().getBody(File.class));
        earthEngine.lists("a b");

        assertThat(run().stored()).isEqualTo(2);
        assertThat(run().skipped()).isEqualTo(2);
        assertThat(earthEngine.pixelRequests()).hasSize(2);
        assertThat(storedIn("mock:sink?password=xxxxxx", "a_L2A.tif")).isPresent();
        execute("DELETE FROM stored_image WHERE file = 'a_L2A.tif'");
        assertThat(run().stored()).isEqualTo(1);
    }

    /** Else a crash in between would leave a row about a file that is not there. */
    @Test
    void an_image_is_noted_after_the_output_has_taken_its_file() throws Exception {
        List<Boolean> noted = new CopyOnWriteArrayList<>();
        AdviceWith.adviceWith(context, "fetch-image", route -> route.weaveById("to-send-image")
                .after()
                .process(exchange -> noted.add(storedIn(output(), "a_L2A.tif").isPresent())));
        earthEngine.lists("a");

        run();

        assertThat(noted).containsExactly(false);
        assertThat(storedIn(output(), "a_L2A.tif")).isPresent();
    }

    @Test
    void an_image_that_the_output_refuses_is_not_noted_as_stored() throws Exception {
        insteadOfOffering(".*tif", exchange -> {
            throw new IllegalArgumentException("no room");
        });
        earthEngine.lists("a");

        assertThat(run().failed()).isEqualTo(1);
        assertThat(storedIn(output(), "a_L2A.tif")).isEmpty();
    }

    @Test
    void the_ledger_says_what_the_summary_says() throws Exception {
        earthEngine
                .lists("a b c")
                .answersPixels(request -> request.image().equals("b")
                        ? ScriptedReply.error(404, "NOT_FOUND", "Gone.")
                        : ScriptedReply.pixels(request));

        RunSummary summary = run();

        assertThat(theRun()).satisfies(record -> {
            assertThat(record.run().id()).isEqualTo(summary.run());
            assertThat(record.status()).isEqualTo(RunStatus.INCOMPLETE);
            assertThat(record.counts()).isEqualTo(new RunRecord.Counts(3, 2, 0, 0, 0, 1));
            assertThat(record.requests()).isEqualTo(summary.requests());
            assertThat(record.bytesReceived()).isEqualTo(summary.bytesReceived());
            assertThat(record.bytesWritten()).isEqualTo(summary.bytesWritten());
        });
        List<FailedImage> failures = ledger(books -> books.outcomes().latestFailures(JOB));
        assertThat(failures)
                .extracting(FailedImage::image, FailedImage::cause)
                .containsExactly(tuple(
                        ScriptedEarthEngine.COLLECTION + "/b",
                        outcome(summary, "b").cause().orElseThrow()));
    }

    @Test
    void a_run_shows_that_it_lives_while_no_image_ends() throws Exception {
        List<RunRecord> seen = new CopyOnWriteArrayList<>();
        earthEngine.lists("a").answersPixels(request -> {
            seen.add(theRun());
            context.getRegistry()
                    .lookupByNameAndType("runRecorder", RunRecorder.class)
                    .beat();
            seen.add(theRun());
            return ScriptedReply.pixels(request);
        });

        run();

        assertThat(seen.get(0).status()).isEqualTo(RunStatus.RUNNING);
        assertThat(seen.get(1).seen()).isAfter(seen.get(0).seen());
        assertThat(theRun().status()).isEqualTo(RunStatus.COMPLETE);
    }

    @Test
    void a_run_that_was_left_open_is_shown_as_interrupted_once_its_job_runs_again() throws Exception {
        earthEngine.lists("a");
        Run left = Run.of(JOB, "parallel", Instant.parse("2024-01-01T00:00:00Z"));
        try (Ledger books = open()) {
            books.runs().opened(left);
            run();
            assertThat(books.runs().find(left.id(), Instant.now()))
                    .hasValueSatisfying(record -> assertThat(record.status()).isEqualTo(RunStatus.INTERRUPTED));
        }
    }

    @Test
    @With("split = sequential")
    void a_ledger_that_fails_for_a_while_harms_nothing_and_is_written_later() throws Exception {
        earthEngine.lists("a b c").answersPixels(request -> {
            if (request.image().equals("a")) {
                execute("ALTER TABLE outcome RENAME TO away");
            }
            if (request.image().equals("c")) {
                execute("ALTER TABLE away RENAME TO outcome");
            }
            return ScriptedReply.pixels(request);
        });

        RunSummary summary = run();

        assertThat(summary.complete()).isTrue();
        assertThat(files()).containsExactly("a_L2A.tif", "b_L2A.tif", "c_L2A.tif");
        assertThat(theRun().counts()).isEqualTo(new RunRecord.Counts(3, 3, 0, 0, 0, 0));
        assertThat(storedIn(output(), "b_L2A.tif")).isPresent();
        assertThat(count("SELECT count(*) FROM outcome")).isEqualTo(3);
    }

    @Test
    void a_run_that_the_ledger_cannot_record_is_incomplete_even_if_all_images_are_stored() throws Exception {
        earthEngine.lists("a b").answersPixels(request -> {
            execute("DROP TABLE IF EXISTS outcome");
            return ScriptedReply.pixels(request);
        });

        RunSummary summary = run();

        assertThat(summary.stored()).isEqualTo(2);
        assertThat(summary.complete()).isFalse();
        assertThat(summary.stopped()).hasValueSatisfying(reason -> assertThat(reason)
                .startsWith("the ledger could not be written: ")
                .contains("OUTCOME"));
        assertThat(files()).containsExactly("a_L2A.tif", "b_L2A.tif");
        assertThat(run().skipped()).as("known by the files").isEqualTo(2);
    }

    /** Somebody tidied up by hand: what can never be written must not hold up the rest. */
    @Test
    @With("split = sequential")
    void a_note_that_the_database_refuses_is_given_up_and_the_others_are_written() throws Exception {
        earthEngine.lists("a b").answersPixels(request -> {
            execute("DELETE FROM run");
            return ScriptedReply.pixels(request);
        });

        RunSummary summary = run();

        assertThat(summary.complete()).isTrue();
        assertThat(storedIn(output(), "b_L2A.tif")).isPresent();
    }

    private Ledger open() {
        return Ledger.open(LedgerUrl.of(Optional.of(ledgerUrl), Optional.empty()));
    }

    private <T> T ledger(Function<Ledger, T> question) {
        try (Ledger books = open()) {
            return question.apply(books);
        }
    }

    private RunRecord theRun() {
        return ledger(
                books -> books.runs().latest(Optional.of(JOB), 1, Instant.now()).get(0));
    }

    private Optional<StoredImage> storedIn(Path folder, String file) {
        return storedIn(folder.toString(), file);
    }

    private Optional<StoredImage> storedIn(String output, String file) {
        return ledger(books -> books.storedImages().find(output, file));
    }

    private void execute(String sql) {
        try (Connection connection = DriverManager.getConnection(ledgerUrl, "sa", "")) {
            connection.createStatement().execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private int count(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(ledgerUrl, "sa", "")) {
            var rows = connection.createStatement().executeQuery(sql);
            rows.next();
            return rows.getInt(1);
        }
    }
}
