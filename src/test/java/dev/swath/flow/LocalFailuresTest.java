package dev.swath.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swath.Slow;
import dev.swath.flow.download.WorkTree;
import dev.swath.run.ImageOutcome;
import dev.swath.run.OutcomeStatus;
import dev.swath.run.RunSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;

/** Files on this machine that can't be written: the image fails with the cause, and the run ends before it tries them all. */
@Slow("A disk that is full or can't be written fails the image with its cause and ends the run early.")
class LocalFailuresTest extends FlowTest {

    /** The next image starts while one is in progress, so a fourth one may fail. */
    private static final int MOST_TAKEN_UP = 4;

    @Override
    protected Properties settings() throws IOException {
        Properties settings = super.settings();
        settings.setProperty("swath.work", folder.resolve("work").toString());
        return settings;
    }

    @Test
    @With("split = sequential")
    void a_work_folder_that_becomes_a_file_stops_the_run() throws Exception {
        earthEngine.lists("a b c d e f g h").answersPixels(request -> {
            if (request.image().equals("b")) {
                replaceByFile(folder.resolve("work"));
            }
            return ScriptedReply.pixels(request);
        });

        RunSummary summary = run();

        // The file of b was begun before its folder was removed: b is stored nevertheless.
        assertThat(outcome(summary, "a").status()).isEqualTo(OutcomeStatus.STORED);
        assertStopped(summary);
        assertThat(summary.failures())
                .allSatisfy(image -> assertThat(image.cause()).hasValueSatisfying(cause -> assertThat(cause)
                        .contains(
                                "the work folder can't be used",
                                folder.resolve("work").toString())));
        assertThat(earthEngine.pixelRequests()).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    @With("split = sequential")
    void an_output_that_becomes_a_file_stops_the_run_and_harms_nothing_that_is_stored() throws Exception {
        Path saved = folder.resolve("saved");
        AtomicBoolean replaced = new AtomicBoolean();
        earthEngine.lists("a b c d e f g h").answersPixels(request -> {
            if (request.image().equals("b") && replaced.compareAndSet(false, true)) {
                Files.move(output(), saved);
                Files.createFile(output());
            }
            return ScriptedReply.pixels(request);
        });

        // The summary can't be written either, and the run ends with the cause.
        assertThatThrownBy(this::run)
                .isInstanceOf(CamelExecutionException.class)
                .hasRootCauseInstanceOf(IOException.class);

        assertThat(earthEngine.pixelRequests().size()).isBetween(4, 1 + MOST_TAKEN_UP);
        assertThat(PixelCheck.wrongPixels(saved.resolve("a_L2A.tif"))).isZero();
        Files.delete(output());
        Files.move(saved, output());
        RunSummary next = run();
        assertThat(next.skipped()).isEqualTo(1);
        assertThat(next.stored()).isEqualTo(7);
        assertThat(folder.resolve("work").resolve(JOB)).doesNotExist();
    }

    @Test
    @With("split = parallel")
    void names_that_are_taken_by_folders_stop_a_parallel_run_too() throws Exception {
        for (String image : "a b c d e f".split(" ")) {
            Files.createDirectories(output().resolve(image + "_L2A.tif").resolve("inside"));
        }
        earthEngine.lists("a b c d e f");

        RunSummary summary = run();

        assertThat(summary.stored()).isZero();
        assertThat(summary.failures()).isNotEmpty().allMatch(ImageOutcome::local);
        assertThat(summary.stopped()).hasValueSatisfying(reason -> assertThat(reason)
                .startsWith("3 images in a row failed for a reason on this machine")
                .contains("Cannot rename file"));
        assertThat(files()).isEmpty();
        assertThat(folder.resolve("work").resolve(JOB)).doesNotExist();
    }

    @Test
    @With("split = sequential")
    void failures_of_the_service_do_not_stop_the_run() throws Exception {
        earthEngine.lists("a b c d e").answersPixels(request -> ScriptedReply.error(404, "NOT_FOUND", "Gone."));

        RunSummary summary = run();

        assertThat(summary.failed()).isEqualTo(5);
        assertThat(summary.failures()).noneMatch(ImageOutcome::local);
        assertThat(summary.stopped()).isEmpty();
    }

    @Test
    @With("summary-to = mock:interested")
    void a_summary_that_cannot_be_written_fails_the_run_and_is_still_sent() throws Exception {
        Files.createDirectories(output());
        Files.createFile(output().resolve("runs"));
        MockEndpoint interested = getMockEndpoint("mock:interested");
        interested.expectedMessageCount(1);
        earthEngine.lists("a");

        assertThatThrownBy(this::run).isInstanceOf(CamelExecutionException.class);

        interested.assertIsSatisfied();
        assertThat(files()).contains("a_L2A.tif");
    }

    @Test
    @With({"split = sequential", QUARTER_TILES})
    void a_full_disk_under_the_work_folder_stops_the_run() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("work"), 8)) {
            earthEngine.lists("a b c d e f g h");

            RunSummary summary = run();

            assertStopped(summary);
            assertThat(summary.retries()).isZero();
            assertThat(summary.failures()).allSatisfy(image -> assertThat(image.cause())
                    .hasValueSatisfying(cause -> assertThat(cause).contains("No space left on device")));
            assertThat(files()).isEmpty();

            disk.resize(10_000);
            assertThat(run().stored()).isEqualTo(8);
        }
    }

    @Test
    @With("split = sequential")
    void a_full_disk_under_the_output_stops_the_run_and_harms_nothing_that_is_stored() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(output(), 40)) {
            earthEngine.lists("a b c d e f g h i j k l m n o p q r s t u v w x y z");

            assertThatThrownBy(this::run).hasStackTraceContaining("No space left on device");

            int stored = images().size();
            assertThat(stored).isPositive();
            assertThat(earthEngine.pixelRequests().size()).isBetween(stored + 3, stored + MOST_TAKEN_UP);
            assertThat(files()).hasSize(stored).allMatch(file -> file.endsWith("_L2A.tif"));
            for (Path image : images().keySet()) {
                assertThat(PixelCheck.wrongPixels(image)).isZero();
            }
            Map<Path, Digest> before = images();

            disk.resize(10_000);
            RunSummary next = run();
            assertThat(next.skipped()).isEqualTo(stored);
            assertThat(next.stored()).isEqualTo(26 - stored);
            assertThat(images()).containsAllEntriesOf(before);
        }
    }

    @Test
    @With("list.page-size = 1")
    void a_full_disk_under_the_summaries_fails_the_run_and_no_image() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(output().resolve("runs"), 4)) {
            earthEngine.lists("a b c d e f g h");

            assertThatThrownBy(this::run).hasStackTraceContaining("No space left on device");

            assertThat(images()).hasSize(8);
            assertThat(WorkTree.files(output().resolve("runs")))
                    .noneMatch(file -> file.getFileName().toString().endsWith("Z-" + JOB + ".json")
                            && !file.getFileName().toString().startsWith("."));
            disk.resize(10_000);
            assertThat(run().skipped()).isEqualTo(8);
        }
    }

    private void assertStopped(RunSummary summary) {
        assertThat(summary.stopped()).hasValueSatisfying(reason -> assertThat(reason)
                .startsWith("3 images in a row failed for a reason on this machine"));
        assertThat(summary.complete()).isFalse();
        assertThat(summary.failed()).isBetween(3, MOST_TAKEN_UP);
        assertThat(summary.failures().stream().filter(ImageOutcome::local)).hasSizeGreaterThanOrEqualTo(3);
        assertThat(summary.failures()).allMatch(ImageOutcome::local);
    }

    private Map<Path, Digest> images() throws IOException {
        Map<Path, Digest> images = new TreeMap<>();
        try (Stream<Path> files = Files.list(output())) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".tif")).toList()) {
                images.put(file, Digest.of(file));
            }
        }
        return images;
    }

    private static void replaceByFile(Path folder) throws IOException {
        for (Path file : WorkTree.files(folder)) {
            Files.delete(file);
        }
        try (Stream<Path> folders = Files.walk(folder)) {
            for (Path empty : folders.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(empty);
            }
        }
        Files.createFile(folder);
    }
}
