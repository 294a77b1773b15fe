package dev.swath.flow.download;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.Slow;
import dev.swath.flow.FlowTest;
import dev.swath.flow.With;
import dev.swath.run.RunSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Files left by interrupted runs are removed when the next run starts; files in use are not. */
@Slow("Files left by interrupted runs are removed when the next run starts; files in use are not.")
class StaleFilesTest extends FlowTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration EIGHT_DAYS = Duration.ofDays(8);

    @Test
    void files_of_an_image_that_was_killed_are_removed() throws Exception {
        file(HOUR, ".work", JOB, "gone_L2A.tif", WorkFolder.LOCK);
        file(HOUR, ".work", JOB, "gone_L2A.tif", "swath-123.blocks");
        file(HOUR, ".work", JOB, "gone_L2A.tif", "0123-0-0-1x1-4567.reply.new");
        Files.createDirectories(output().resolve(".work").resolve(JOB).resolve("begun_L2A.tif"));
        file(HOUR, ".part-gone_L2A.tif");
        file(HOUR, unfinished("gone_L2A.tif", 0));
        file(HOUR, unfinished("gone_L2A.tif", 1));
        file(HOUR, "runs", ".part-20240101T000000.000Z-david-chiriqui.json");
        earthEngine.lists("a");

        assertThat(run().stored()).isEqualTo(1);

        assertThat(files()).containsExactly("a_L2A.tif");
        assertThat(output().resolve(".work")).doesNotExist();
        try (Stream<Path> summaries = Files.list(output().resolve("runs"))) {
            assertThat(summaries)
                    .hasSize(3)
                    .noneMatch(file -> file.getFileName().toString().startsWith("."));
        }
    }

    @Test
    @With("file-name = {year}/{month}/{id}.tif")
    void files_in_folders_are_removed_as_well() throws Exception {
        file(HOUR, ".work", JOB, "2024%01%gone.tif", WorkFolder.LOCK);
        file(HOUR, "2024", "01", ".part-gone.tif");
        file(HOUR, unfinished("2024/01/gone.tif", 0));
        file(HOUR, unfinished("2024/01/gone.tif", 1));
        file(HOUR, ".part-gone.tif");
        earthEngine.lists("a");

        assertThat(run().stored()).isEqualTo(1);

        assertThat(files()).containsExactly("2024/01/a.tif");
        assertThat(output().resolve(".work")).doesNotExist();
    }

    @Test
    @With("file-name = {year}/{month}/{id}.tif")
    void files_in_use_within_a_folder_are_not_removed() throws Exception {
        earthEngine.lists("a");
        Path folder = output().resolve(".work").resolve(JOB).resolve("2024%01%other.tif");
        try (WorkFolder elsewhere = WorkFolder.take(folder, () -> {}).orElseThrow()) {
            assertThat(elsewhere.path()).isDirectory();
            file(HOUR, unfinished("2024/01/other.tif", 0));

            assertThat(run().stored()).isEqualTo(1);

            assertThat(output().resolve(unfinished("2024/01/other.tif", 0))).exists();
        }
    }

    @Test
    void the_folder_of_a_run_of_an_earlier_release_is_removed() throws Exception {
        String run = "20241122T225924.854Z-david-chiriqui";
        file(HOUR, ".work", run, "swath-123.blocks");
        file(HOUR, ".work", run, ".a_L2A.tif.part");
        file(HOUR, ".work", run, "b_L2A.tif");
        earthEngine.lists("");

        run();

        assertThat(output().resolve(".work")).doesNotExist();
    }

    @Test
    void files_in_use_are_not_removed() throws Exception {
        earthEngine.lists("a");
        Path folder = output().resolve(".work").resolve(JOB).resolve("other_L2A.tif");
        try (WorkFolder elsewhere = WorkFolder.take(folder, () -> {}).orElseThrow()) {
            file(HOUR, ".work", JOB, "other_L2A.tif", "swath-123.blocks");
            file(HOUR, unfinished("other_L2A.tif", 0));
            file(HOUR, unfinished("other_L2A.tif", 1));
            file(Duration.ZERO, ".part-other-process");

            run();

            assertThat(elsewhere.files()).hasSize(1);
            assertThat(files())
                    .contains(unfinished("other_L2A.tif", 0), unfinished("other_L2A.tif", 1), ".part-other-process");
        }
    }

    /** A work folder may be shared with other files. */
    @Test
    void files_that_swath_did_not_make_are_not_removed() throws Exception {
        file(EIGHT_DAYS, ".work", "papers", "of", "mine.txt");
        file(EIGHT_DAYS, ".work", JOB, "photo.tif");
        file(EIGHT_DAYS, ".work", "notes.txt");
        earthEngine.lists("a");

        run();

        assertThat(files())
                .containsExactly(
                        ".work/" + JOB + "/photo.tif", ".work/notes.txt", ".work/papers/of/mine.txt", "a_L2A.tif");
    }

    @Test
    void replies_are_kept_for_a_week() throws Exception {
        for (String image : new String[] {"young", "old"}) {
            file(EIGHT_DAYS, ".work", JOB, image, WorkFolder.LOCK);
            file(image.equals("old") ? EIGHT_DAYS : HOUR, ".work", JOB, image, "0123-0-0-1x1-4567.reply");
        }
        earthEngine.lists("a");

        RunSummary summary = run();

        assertThat(summary.stored()).isEqualTo(1);
        assertThat(files())
                .containsExactly(
                        ".work/" + JOB + "/young/0123-0-0-1x1-4567.reply",
                        ".work/" + JOB + "/young/" + WorkFolder.LOCK,
                        "a_L2A.tif");
    }

    /** Killed after the file had got its name, and before its work folder was removed. */
    @Test
    void replies_of_an_image_that_is_stored_are_removed() throws Exception {
        earthEngine.lists("a");
        run();
        file(HOUR, ".work", JOB, "a_L2A.tif", WorkFolder.LOCK);
        file(HOUR, ".work", JOB, "a_L2A.tif", "0123-0-0-1x1-4567.reply");

        assertThat(run().skipped()).isEqualTo(1);

        assertThat(files()).containsExactly("a_L2A.tif");
    }

    private static String unfinished(String name, int index) {
        return ImageFile.unfinishedNames(JOB, name).get(index);
    }

    @Test
    void a_reply_that_is_as_old_as_the_file_is_removed_and_a_younger_one_kept() throws Exception {
        earthEngine.lists("a");
        run();
        FileTime stored = Files.getLastModifiedTime(output().resolve("a_L2A.tif"));
        file(HOUR, ".work", JOB, "a_L2A.tif", WorkFolder.LOCK);
        file(HOUR, ".work", JOB, "a_L2A.tif", "0123-0-0-1x1-4567.reply");
        Path reply = output().resolve(".work/" + JOB + "/a_L2A.tif/0123-0-0-1x1-4567.reply");

        Files.setLastModifiedTime(reply, FileTime.fromMillis(stored.toMillis() + 1));
        run();
        assertThat(reply).exists();

        Files.setLastModifiedTime(reply, stored);
        run();
        assertThat(files()).containsExactly("a_L2A.tif");
    }

    private void file(Duration age, String... path) throws IOException {
        Path file = output();
        for (String part : path) {
            file = file.resolve(part);
        }
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[10]);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
    }
}
