package dev.swath.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.swath.RouteFile;
import dev.swath.Slow;
import dev.swath.it.SwathProcess.Result;
import dev.swath.ledger.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./swath cluster-demo}, with a shorter time window than its own. */
@Slow(
        "`./swath cluster-demo` runs a job over three workers in processes of their own, kills one, and leaves no process behind.")
@Timeout(600)
class ClusterDemoIT {

    private static final List<String> SMALL = List.of("swath.end=2024-02-15", "swath.scale=20");
    private static final Pattern PROCESS = Pattern.compile("^(\\S+) is process (\\d+):", Pattern.MULTILINE);
    private static final Pattern KILLED = Pattern.compile("now (worker-\\d), process (\\d+), is killed");
    private static final Duration LIMIT = Duration.ofMinutes(4);

    @TempDir
    private Path folder;

    private Path temporary = Path.of("");

    /** The default place of a demonstration: PostgreSQL's user has to reach it, which can't reach JUnit's folder. */
    @BeforeEach
    void prepare() throws Exception {
        PostgresServer.requireInstalled();
        temporary = Files.createTempDirectory("swath-demo-it");
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwx--x--x"));
    }

    @AfterEach
    void clean() throws Exception {
        try (Stream<Path> files = Files.walk(temporary)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    @Test
    void every_image_is_stored_once_and_right_though_a_worker_is_killed_and_nothing_is_left_running() throws Exception {
        List<Long> processes;
        Result result;
        try (SwathProcess demo = start()) {
            assertThat(demo.hasWritten("is killed", LIMIT)).as(demo.written()).isTrue();
            assertThat(commandLinesWith(place().toString())).isNotEmpty();
            assertThat(commandLinesWith(password())).isEmpty();
            result = demo.result();
            processes = processes(result.out());
        }

        assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
        // An image that the killed worker had just stored is skipped by the one that finds it.
        assertThat(result.out())
                .containsOnlyOnce(" listed: ")
                .containsPattern("9 listed: [6-9] stored, [0-3] skipped, 0 empty, 0 failed");
        assertThat(result.out())
                .contains("files    9 sound, 0 missing, 0 damaged", "everything is stopped", place().toString());
        MatchResult killed = KILLED.matcher(result.out()).results().findFirst().orElseThrow();
        assertThat(processes).hasSize(9).contains(Long.parseLong(killed.group(2)));
        assertNoneIsLeft(processes);
        assertThat(Files.readString(place().resolve("logs/scheduler.log"))).doesNotContain(password());
        assertThat(Files.readString(place().resolve("logs/standby.log"))).doesNotContain("is taken over", password());
        assertSameFilesAsOnce();
    }

    @Test
    void everything_ends_with_a_demonstration_that_is_killed() throws Exception {
        List<Long> processes;
        try (SwathProcess demo = start()) {
            assertThat(demo.hasWritten("worker-3 is process", LIMIT))
                    .as(demo.written())
                    .isTrue();
            processes = processes(demo.written());
            assertThat(processes).hasSizeGreaterThanOrEqualTo(6).allMatch(ClusterDemoIT::isRunning);
            demo.kill();
        }

        await().atMost(Duration.ofSeconds(60)).until(() -> processes.stream().noneMatch(ClusterDemoIT::isRunning));
        assertNoneIsLeft(processes);
    }

    private SwathProcess start() throws Exception {
        List<String> arguments = new ArrayList<>(List.of("cluster-demo", "--folder", place().toString()));
        SMALL.forEach(setting -> arguments.addAll(List.of("--set", setting)));
        return SwathProcess.startLauncher(folder, Map.of(), arguments.toArray(String[]::new));
    }

    private Path place() {
        return temporary.resolve("demo");
    }

    private String password() {
        Properties settings = new Properties();
        try (var profile = Files.newBufferedReader(place().resolve("application-cluster.properties"))) {
            settings.load(profile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String password = settings.getProperty("swath.ledger.password");
        assertThat(password).hasSizeGreaterThan(20);
        return password;
    }

    private static List<Long> processes(String output) {
        return PROCESS.matcher(output)
                .results()
                .map(found -> Long.parseLong(found.group(2)))
                .toList();
    }

    private static boolean isRunning(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    private void assertNoneIsLeft(List<Long> processes) {
        assertThat(processes).isNotEmpty().noneMatch(ClusterDemoIT::isRunning);
        // What watches over a process ends a moment after it.
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(commandLinesWith(place().toString()))
                .isEmpty());
    }

    /** Only those with the text: the others are nobody's business. */
    private static List<String> commandLinesWith(String text) {
        return ProcessHandle.allProcesses()
                .map(process -> process.info().commandLine())
                .flatMap(Optional::stream)
                .filter(line -> line.contains(text))
                .toList();
    }

    private void assertSameFilesAsOnce() throws Exception {
        Path alone = folder.resolve("alone");
        List<String> arguments = new ArrayList<>(List.of("once", "--set", "swath.output=" + alone));
        SMALL.forEach(setting -> arguments.addAll(List.of("--set", setting)));
        arguments.add("david-chiriqui");
        List<String> options = new ArrayList<>(ClassArchive.options());
        options.add("-Dswath.home=" + RouteFile.projectFolder());
        Result once =
                SwathProcess.run(folder, Map.of(), SwathProcess.command(options, arguments.toArray(String[]::new)));
        assertThat(once.exitCode()).as(once.err()).isZero();
        Path images = place().resolve("images");
        assertThat(Example.images(images))
                .hasSize(9)
                .isEqualTo(Example.images(alone))
                .allSatisfy(image -> assertThat(Files.mismatch(images.resolve(image), alone.resolve(image)))
                        .as(image)
                        .isEqualTo(-1));
    }
}
