package dev.swath.flow.download;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.Slow;
import dev.swath.flow.EmulatedRun;
import dev.swath.flow.ScriptedEarthEngine;
import dev.swath.flow.ScriptedReply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An interrupted image is resumed by a run with other settings. */
@Slow("An interrupted image is resumed by a run with other settings without mixing their pixels.")
@Timeout(120)
class ResumeOtherwiseTest {

    /** 57 × 57 pixels of the band, each 25 times in the file: nine tiles or more with as-asked, otherwise one. */
    private static final Map<String, String> SMALL = EmulatedRun.settings(
            "area = centre 8.3958,-82.4350 side 0.005", "scale = 2", "retry.delay = 1ms", "concurrency.requests = 1");

    private static final Map<String, String> AS_ASKED =
            EmulatedRun.settings("fetch = as-asked", "tile.max-bytes = 60000");

    private static final ScriptedReply GONE = ScriptedReply.error(404, "NOT_FOUND", "Gone.");

    @TempDir
    private Path folder;

    private final ScriptedEarthEngine earthEngine = ScriptedEarthEngine.start().lists("a");

    @AfterEach
    void stop() throws IOException {
        earthEngine.close();
    }

    @Test
    void with_the_same_settings_only_the_missing_tiles_are_asked_for() throws IOException {
        EmulatedRun resumed = interruptedThenResumed(Map.of());

        assertThat(resumed.summary().path("resumed").asInt()).isEqualTo(2);
        assertThat(resumed.summary().at("/images/0/resumed").asInt()).isEqualTo(2);
        assertSame(resumed, Map.of());
    }

    @Test
    void in_another_fetch_mode_the_file_is_the_same() throws IOException {
        Map<String, String> auto = EmulatedRun.settings("fetch = auto");

        EmulatedRun resumed = interruptedThenResumed(auto);

        assertThat(resumed.summary().path("requests").asInt()).isEqualTo(1);
        assertThat(resumed.summary().path("resumed").asInt()).isZero();
        assertSame(resumed, Map.of());
    }

    @Test
    void in_tiles_of_another_size_the_file_is_the_same() throws IOException {
        EmulatedRun resumed = interruptedThenResumed(EmulatedRun.settings("tile.max-bytes = 200000"));

        assertThat(resumed.summary().path("requests").asInt()).isGreaterThan(1);
        assertSame(resumed, Map.of());
    }

    @Test
    void with_other_pixels_all_are_asked_for_and_what_was_kept_is_removed() throws IOException {
        Map<String, String> brighter = EmulatedRun.settings("visualization.gamma = 1");

        EmulatedRun resumed = interruptedThenResumed(brighter);

        assertThat(resumed.summary().path("resumed").asInt()).isZero();
        assertSame(resumed, brighter);
    }

    private EmulatedRun interruptedThenResumed(Map<String, String> changes) throws IOException {
        Path output = folder.resolve("output");
        earthEngine.answersPixels(
                request -> earthEngine.pixelRequests().size() < 3 ? ScriptedReply.pixels(request) : GONE);
        EmulatedRun interrupted = once(output, Map.of());
        assertThat(interrupted.exitCode()).isEqualTo(1);
        assertThat(interrupted.summary().path("requests").asInt()).isEqualTo(3);
        assertThat(WorkTree.replies(output)).hasSize(2);

        earthEngine.answersPixels(ScriptedReply::pixels);
        EmulatedRun resumed = once(output, changes);
        assertThat(resumed.exitCode()).as(resumed.causes().toString()).isZero();
        assertThat(output.resolve(".work")).doesNotExist();
        return resumed;
    }

    private void assertSame(EmulatedRun resumed, Map<String, String> changes) throws IOException {
        EmulatedRun undisturbed = once(Files.createTempDirectory(folder, "undisturbed"), changes);
        assertThat(undisturbed.summary().path("requests").asInt()).isGreaterThan(4);
        assertThat(undisturbed.images()).containsOnlyKeys("a_L2A.tif");
        assertThat(resumed.images()).isEqualTo(undisturbed.images());
    }

    private EmulatedRun once(Path output, Map<String, String> changes) throws IOException {
        return EmulatedRun.once(earthEngine.url(), output, List.of(SMALL, AS_ASKED, changes));
    }
}
