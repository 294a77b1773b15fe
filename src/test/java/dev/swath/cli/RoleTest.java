package dev.swath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a process does of the work of a cluster: a role without a queue, or a queue without the others, is refused. */
class RoleTest {

    @ParameterizedTest
    @ValueSource(strings = {"worker", "scheduler"})
    void a_role_needs_a_queue(String role) {
        CommandLineRun run = CommandLineRun.swath("run", "--role", role);

        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_CONFIGURATION);
        assertThat(run.err()).contains("swath.role", role, "needs a queue", "swath.download-to");
    }

    @Test
    void a_role_of_a_run_at_once_needs_a_queue() {
        CommandLineRun run = CommandLineRun.swath("once", "--role", "scheduler");

        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_CONFIGURATION);
        assertThat(run.err()).contains("swath.role", "scheduler", "needs a queue", "swath.download-to");
    }

    @Test
    void an_unknown_role_is_refused_with_those_there_are() {
        CommandLineRun run = CommandLineRun.swath("run", "--role", "boss");

        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_CONFIGURATION);
        assertThat(run.err()).contains("swath.role", "boss", "scheduler or worker or all");
    }

    @ParameterizedTest
    @ValueSource(strings = {"swath.outcomes-to", "swath.dead-tasks-to"})
    void a_queue_of_images_needs_the_others(String missing) {
        String other = missing.equals("swath.outcomes-to") ? "swath.dead-tasks-to" : "swath.outcomes-to";

        CommandLineRun run =
                CommandLineRun.swath("run", "--set", "swath.download-to=seda:tasks", "--set", other + "=seda:other");

        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_CONFIGURATION);
        assertThat(run.err()).contains(missing, "is not a queue");
    }

    @Test
    void a_worker_starts_no_run_at_once() {
        CommandLineRun run = CommandLineRun.swath(
                "once",
                "--role",
                "worker",
                "--set",
                "swath.download-to=seda:tasks",
                "--set",
                "swath.outcomes-to=seda:outcomes",
                "--set",
                "swath.dead-tasks-to=seda:dead");

        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_CONFIGURATION);
        assertThat(run.err()).contains("swath.role", "'swath run'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"clutser", "../cluster", ""})
    void a_profile_without_a_file_is_refused(String profile) {
        CommandLineRun run = CommandLineRun.swath("run", "--profile", profile);

        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_CONFIGURATION);
        assertThat(run.err()).contains("--profile", "application-cluster.properties");
    }

    @Test
    void the_command_line_beats_the_profile_of_a_cluster() {
        CommandLineRun run = CommandLineRun.swath("run", "--profile", "cluster", "--role", "boss");

        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_CONFIGURATION);
        assertThat(run.err()).contains("swath.role", "boss");
    }

    @Test
    void without_its_libraries_the_profile_of_a_cluster_says_how_to_get_them(@TempDir Path folder) {
        CommandLineRun run = CommandLineRun.swath(
                "run",
                "--profile",
                "cluster",
                "--set",
                "swath.earth-engine.url=http://localhost:1/",
                "--set",
                "swath.earth-engine.credentials=none",
                "--set",
                "swath.work=" + folder,
                "--set",
                "swath.output=" + folder);

        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_CONFIGURATION);
        assertThat(run.err())
                .contains("the class org.apache.activemq.artemis", "was not found", "./mvnw -ntp -Pcluster")
                .doesNotContain("correct the route file");
    }

    @Test
    void a_queue_whose_component_is_missing_says_how_to_get_it(@TempDir Path folder) {
        CommandLineRun run = CommandLineRun.swath(
                "run",
                "--set",
                "swath.download-to=jms:queue:tasks",
                "--set",
                "swath.outcomes-to=jms:queue:outcomes",
                "--set",
                "swath.dead-tasks-to=jms:queue:dead",
                "--set",
                "swath.earth-engine.url=http://localhost:1/",
                "--set",
                "swath.earth-engine.credentials=none",
                "--set",
                "swath.work=" + folder,
                "--set",
                "swath.output=" + folder);

        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_CONFIGURATION);
        assertThat(run.err()).contains("jms", "./mvnw -ntp -Pcluster").doesNotContain("correct the route file");
    }
}
