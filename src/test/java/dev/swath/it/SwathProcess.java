package dev.swath.it;

import dev.swath.RouteFile;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The packaged application in a process of its own, started as a user starts it. */
final class SwathProcess implements Closeable {
    /**
     * Its result.
     *
     * @param exitCode the exit code
     * @param out what it wrote to standard output
     * @param err what it wrote to standard error
     */
    record Result(int exitCode, String out, String err) {}

    /**
     * A test's process is too short for the second compiler to pay off; without it a start takes half the processor time, and a tenth
     * less again where the first one compiles only what is called three times as often as usual.
     */
    static final List<String> FAST_START = Stream.concat(
                    Stream.of("-XX:TieredStopAtLevel=1", "-XX:CompileThresholdScaling=3", "-XX:+UseSerialGC"),
                    largePages().stream())
            .toList();

    private final Process process;
    private final Path out;
    private final Path err;
    private final StartedCoverage coverage;

    private SwathProcess(Process process, Path out, Path err, StartedCoverage coverage) {
        this.process = process;
        this.coverage = coverage;
        this.out = out;
        this.err = err;
    }

    /** Large pages for the heap, as the launcher asks for, where Linux gives them to those that ask. */
    private static Optional<String> largePages() {
        Path enabled = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");
        try {
            boolean given = Files.exists(enabled) && Files.readString(enabled).contains("[madvise]");
            return Optional.of("-XX:+UseTransparentHugePages").filter(option -> given);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The packaged jar. */
    static Path jar() {
        String target = RouteFile.projectFolder().resolve("target/swath.jar").toString();
        return Path.of(System.getProperty("swath.jar", target));
    }

    /** Runs {@code java -jar swath.jar} with the arguments in the folder, within five minutes. */
    static Result java(Path folder, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        try (SwathProcess process = start(folder, environment, arguments)) {
            return process.result();
        }
    }

    /** Starts the same and does not wait for it. */
    static SwathProcess start(Path folder, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        StartedCoverage coverage = StartedCoverage.ofBuild();
        List<String> options = new ArrayList<>(ClassArchive.options());
        coverage.option().ifPresent(options::add);
        return start(folder, environment, command(options, arguments), coverage);
    }

    /** Does what {@link #java} does, with a process like those of {@link #startUncounted}. */
    static Result javaUncounted(Path folder, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        try (SwathProcess process = startUncounted(folder, environment, arguments)) {
            return process.result();
        }
    }

    /**
     * Does what {@link #start} does for a process whose coverage is not counted, since it is killed or runs what the tests of
     * other classes cover: without the agent it starts in less time.
     */
    static SwathProcess startUncounted(Path folder, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        return start(folder, environment, command(ClassArchive.options(), arguments));
    }

    /** Starts the packaged application with the libraries of a cluster, as a build with {@code -Pcluster} has them, uncounted. */
    static SwathProcess startInCluster(Path folder, String... arguments) throws IOException, InterruptedException {
        return start(folder, Map.of(), commandInCluster(arguments));
    }

    /** The command of that. */
    static List<String> commandInCluster(String... arguments) throws IOException, InterruptedException {
        return commandInCluster(ClassArchive.optionsInCluster(), Libraries.ofCluster(), arguments);
    }

    /**
     * The same.
     *
     * @param options more options of the virtual machine
     * @param libraries the folder of those of a cluster
     */
    static List<String> commandInCluster(List<String> options, Path libraries, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FAST_START);
        command.addAll(options);
        command.addAll(List.of("-cp", jar() + ":" + libraries + "/*", "dev.swath.Main"));
        command.addAll(List.of(arguments));
        return command;
    }

    /**
     * The command of {@code java -jar swath.jar}.
     *
     * @param options more options of the virtual machine
     */
    static List<String> command(List<String> options, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // Java takes it from the user database, not from the environment; a build with its own home folder passes it
        // on.
        command.add("-Duser.home=" + System.getProperty("user.home"));
        command.addAll(FAST_START);
        command.addAll(options);
        command.addAll(List.of("-jar", jar().toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Runs the launcher {@code swath} of the project with the arguments in the folder, within five minutes. */
    static Result launcher(Path folder, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        try (SwathProcess process = startLauncher(folder, environment, arguments)) {
            return process.result();
        }
    }

    /** Starts the same and does not wait for it. */
    static SwathProcess startLauncher(Path folder, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(RouteFile.projectFolder().resolve("swath").toString());
        command.addAll(List.of(arguments));
        return start(folder, environment, command);
    }

    /** Runs another program in the folder, within five minutes. */
    static Result run(Path folder, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        try (SwathProcess process = start(folder, environment, command)) {
            return process.result();
        }
    }

    /** Starts another program in the folder and does not wait for it. */
    static SwathProcess start(Path folder, Map<String, String> environment, List<String> command) throws IOException {
        return start(folder, environment, command, StartedCoverage.NONE);
    }

    private static SwathProcess start(
            Path folder, Map<String, String> environment, List<String> command, StartedCoverage coverage)
            throws IOException {
        Path out = Files.createTempFile("swath", ".out");
        Path err = Files.createTempFile("swath", ".err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("SWATH_"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        return new SwathProcess(process, out, err, coverage);
    }

    /** Its number. */
    long pid() {
        return process.pid();
    }

    /** Asks it to stop, as a service manager does: SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** Ends it at once, as a power cut would: SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Everything that it has written. */
    String written() throws IOException {
        return Files.readString(out) + Files.readString(err);
    }

    /** Whether it is running. */
    boolean isRunning() {
        return process.isAlive();
    }

    /** Waits for its end, at most this long; whether it has ended. */
    boolean endsWithin(Duration limit) throws InterruptedException {
        return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Waits until it has written a text; false if it has not after two minutes. */
    boolean hasWritten(String text) throws IOException, InterruptedException {
        return hasWritten(text, Duration.ofMinutes(2));
    }

    /** The same with another limit. */
    boolean hasWritten(String text, Duration limit) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < deadline) {
            boolean ended = process.waitFor(50, TimeUnit.MILLISECONDS);
            if (Files.readString(err).contains(text) || Files.readString(out).contains(text)) {
                return true;
            }
            if (ended) {
                return false;
            }
        }
        return false;
    }

    /** Waits for its end, five minutes at most. */
    Result result() throws IOException, InterruptedException {
        if (!process.waitFor(Duration.ofMinutes(5).toSeconds(), TimeUnit.SECONDS)) {
            throw new IOException("not done after five minutes:\n" + Files.readString(out) + Files.readString(err));
        }
        return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    @Override
    public void close() throws IOException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        coverage.add(process);
        Files.delete(out);
        Files.delete(err);
    }
}
