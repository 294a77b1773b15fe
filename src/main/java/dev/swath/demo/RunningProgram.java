package dev.swath.demo;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program in a process of its own, which ends at the latest with the process that started it, however that one ends. Its output goes
 * to a log file. A terminal's Ctrl-C does not reach it, so that its starter can stop several in order.
 */
public final class RunningProgram implements Closeable {

    /**
     * The shell becomes the program and leaves a child that waits on a pipe from here. The pipe closes when this process has ended;
     * the child then ends the program. A line over the pipe says that there is nothing to end.
     */
    private static final String GUARD = """
            trap '' INT HUP
            exec 3<&0
            self=$$
            {
              read -r _ <&3 || {
                kill -TERM "$self"
                for second in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do
                  sleep 1
                  kill -0 "$self" || exit
                done
                kill -KILL "$self"
              }
            } >/dev/null 2>&1 &
            exec "$@" 3<&- </dev/null
            """;

    private static final int LAST_LINES = 15;
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration AFTER_KILL = Duration.ofSeconds(10);

    private final Program program;
    private final Process process;
    private final Path log;

    private RunningProgram(Program program, Process process, Path log) {
        this.program = program;
        this.process = process;
        this.log = log;
    }

    /**
     * Starts it.
     *
     * @param folder its current folder
     * @param logs where its log goes, {@code NAME.log}; what is there is kept
     */
    public static RunningProgram start(Program program, Path folder, Path logs) throws IOException {
        Path log = logs.resolve(program.name() + ".log");
        List<String> command = new ArrayList<>(List.of("sh", "-c", GUARD, "sh"));
        command.addAll(program.command());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("SWATH_"));
        builder.environment().putAll(program.environment());
        return new RunningProgram(program, builder.start(), log);
    }

    /** Its name. */
    public String name() {
        return program.name();
    }

    /** The number of its process. */
    public long pid() {
        return process.pid();
    }

    /** Where its output goes. */
    public Path log() {
        return log;
    }

    /** Whether it is running. */
    public boolean isRunning() {
        return process.isAlive();
    }

    /** Everything that it has written. */
    public String output() throws IOException {
        return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
    }

    /**
     * Waits until something holds.
     *
     * @param what holds then, for the message: {@code "answers"}
     * @throws DemoException if it does not hold in time, or the program ends before
     */
    public void await(String what, Duration limit, Condition condition)
            throws DemoException, IOException, InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.holds()) {
            if (process.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                throw ended();
            }
            if (System.nanoTime() > deadline) {
                throw failure("had not " + what + " after " + limit.toSeconds() + " seconds");
            }
        }
    }

    /** Something that may hold after a while. */
    @FunctionalInterface
    public interface Condition {
        /** Whether it holds now. */
        boolean holds() throws DemoException, IOException, InterruptedException;
    }

    /**
     * Waits for its end.
     *
     * @return its exit code
     * @throws DemoException if it has not ended in time
     */
    public int awaitEnd(Duration limit) throws DemoException, IOException, InterruptedException {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw failure("had not ended after " + limit.toSeconds() + " seconds");
        }
        return process.exitValue();
    }

    /** That it has ended, with what it wrote last. */
    public DemoException ended() throws IOException {
        return failure("has ended with exit code " + process.exitValue());
    }

    private DemoException failure(String what) throws IOException {
        List<String> lines = output().lines().toList();
        return new DemoException(name() + " " + what + "; its log is " + log
                + (lines.isEmpty() ? "" : ", and ends with:\n  ")
                + String.join("\n  ", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size())));
    }

    /** Ends it at once, as a power cut would: SIGKILL. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor(AFTER_KILL.toSeconds(), TimeUnit.SECONDS);
    }

    /** Asks it to stop, as a service manager does: SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    /** Stops it: it is asked to, and killed if that takes too long; whether it stopped by itself. */
    public boolean stop(Duration limit) {
        process.destroy();
        boolean stopped = false;
        try {
            stopped = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (!stopped) {
                kill();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        release();
        return stopped;
    }

    /** Kills it if it is running. */
    @Override
    public void close() {
        stop(Duration.ZERO);
    }

    /** Its process number may soon be another's. */
    private void release() {
        try (OutputStream pipe = process.getOutputStream()) {
            pipe.write('\n');
        } catch (IOException e) {
            // The guard is gone as well.
            return;
        }
    }
}
