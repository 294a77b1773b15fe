package dev.swath.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.Slow;
import dev.swath.flow.ScriptedEarthEngine;
import dev.swath.flow.ScriptedReply;
import dev.swath.it.SwathProcess.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged application in a user's folder. */
@Slow(
        "The packaged application obeys file, environment and command line in that order, with the documented exit codes.")
@Timeout(180)
class OnceIT {

    @TempDir
    private Path folder;

    private ScriptedEarthEngine earthEngine;

    @BeforeEach
    void start() throws IOException {
        earthEngine = ScriptedEarthEngine.start().lists("a b");
        OtherFolder.fill(folder, earthEngine.url());
        addToProperties("swath.list.page-size = 11");
    }

    @AfterEach
    void stop() throws IOException {
        earthEngine.close();
    }

    @Test
    void once_stores_the_images_of_the_folders_own_job_and_exits_with_0() throws Exception {
        Result result = SwathProcess.java(folder, Map.of(), "once");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(StoredImage.read(folder.resolve("images/a_L2A.tif")).descriptions())
                .containsExactly("B8", "B4", "B3");
        assertThat(folder.resolve("images/b_L2A.tif")).isRegularFile();
        assertThat(result.err())
                .contains("image=COPERNICUS/S2_SR_HARMONIZED/a status=stored")
                .contains("image=COPERNICUS/S2_SR_HARMONIZED/b status=stored")
                .doesNotContain("WARN", "ERROR", "\tat ");
        assertThat(pageSize()).isEqualTo("11");
    }

    @Test
    void the_environment_beats_the_file_and_an_image_that_fails_makes_it_exit_with_1() throws Exception {
        earthEngine.answersPixels(request -> request.image().equals("a")
                ? ScriptedReply.error(404, "NOT_FOUND", "Gone.")
                : ScriptedReply.pixels(request));

        Result result = SwathProcess.javaUncounted(folder, Map.of("SWATH_LIST_PAGE_SIZE", "12"), "once");

        assertThat(result.exitCode()).as(result.err()).isEqualTo(1);
        assertThat(pageSize()).isEqualTo("12");
        assertThat(result.err()).contains("Gone.").doesNotContain("\tat ");
        assertThat(folder.resolve("images")).isDirectoryNotContaining("glob:**a_L2A.tif");
    }

    @Test
    void the_command_line_beats_the_environment_and_a_failed_listing_makes_it_exit_with_3() throws Exception {
        earthEngine.answersListing(request -> ScriptedReply.error(403, "PERMISSION_DENIED", "Not yours."));

        Result result = SwathProcess.javaUncounted(
                folder, Map.of("SWATH_LIST_PAGE_SIZE", "12"), "once", "--set", "swath.list.page-size=13");

        assertThat(result.exitCode()).as(result.err()).isEqualTo(3);
        assertThat(pageSize()).isEqualTo("13");
        assertThat(result.err())
                .contains("Not yours.", "roles/earthengine.viewer")
                .doesNotContain("\tat ");
    }

    @Test
    void a_bad_setting_is_one_line_makes_nothing_and_exits_with_2() throws Exception {
        Result result = SwathProcess.javaUncounted(folder, Map.of("SWATH_SCALE", "-2"), "once");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).hasLineCount(1).startsWith("swath: swath.scale = '-2': ");
        assertThat(folder.resolve("images")).doesNotExist();
        assertThat(folder).isDirectoryNotContaining("glob:**/.work");
    }

    /** What job files beat is no use to a user who doesn't know that. */
    @Test
    void a_value_for_all_jobs_that_no_job_uses_is_reported() throws Exception {
        addToProperties("swath.start = P10D");

        Result result = SwathProcess.java(folder, Map.of(), "once");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.err())
                .containsOnlyOnce("WARN")
                .contains(
                        "swath.start = 'P10D' in application.properties or the environment is not used: each job file sets its own");
    }

    private void addToProperties(String line) throws IOException {
        Files.writeString(folder.resolve("application.properties"), line + "\n", StandardOpenOption.APPEND);
    }

    private String pageSize() {
        return earthEngine.listRequests().get(0).query().get("pageSize");
    }
}
