package dev.swath.flow.summarize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swath.Slow;
import dev.swath.flow.FlowTest;
import dev.swath.flow.With;
import dev.swath.job.SettingException;
import dev.swath.run.RunSummary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is left in the folder of runs. */
@Slow("Files of old runs are removed, and nothing else; a run with nothing new writes no report.")
class OldRunFilesTest extends FlowTest {

    @Test
    @With("runs.keep = 30d")
    void files_of_old_runs_of_the_job_are_removed_and_nothing_else() throws Exception {
        Path runs = Files.createDirectories(output().resolve("runs"));
        List<String> old = List.of(
                "20200101T000000.000Z-" + JOB + ".json",
                "20200101T000000.000Z-" + JOB + ".html",
                "20200101T000000.000Z-" + JOB + ".png");
        List<String> others = List.of(
                "20200101T000000.000Z-" + JOB + "-2.json",
                "20200101T000000.000Z-other.json",
                "20200101T000000.000Z-" + JOB + ".tif",
                "29990101T000000.000Z-" + JOB + ".json",
                "notes.json");
        for (String name : Stream.concat(old.stream(), others.stream()).toList()) {
            Files.writeString(runs.resolve(name), "x");
        }
        earthEngine.lists("a");

        RunSummary summary = run();

        assertThat(old).allSatisfy(name -> assertThat(runs.resolve(name)).doesNotExist());
        assertThat(others).allSatisfy(name -> assertThat(runs.resolve(name)).exists());
        assertThat(runs.resolve(summary.run() + ".json")).exists();
    }

    @Test
    void a_run_with_nothing_new_writes_a_summary_and_no_report() throws Exception {
        earthEngine.lists("a");
        run();

        RunSummary idle = run();

        assertThat(idle.isIdle()).isTrue();
        assertThat(output().resolve("runs/" + idle.run() + ".json")).exists();
        assertThat(output().resolve("runs/" + idle.run() + ".html")).doesNotExist();
    }

    @Test
    void days_are_read_and_anything_else_is_refused() {
        assertThat(OldRunFiles.keep("90d")).isEqualTo(Duration.ofDays(90));
        assertThatThrownBy(() -> OldRunFiles.keep("0d")).isInstanceOf(SettingException.class);
        assertThatThrownBy(() -> OldRunFiles.keep("3 months"))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("write it as 90d");
    }
}
