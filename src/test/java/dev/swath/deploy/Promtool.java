package dev.swath.deploy;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Prometheus' own checker of rules and exposed metrics. */
public final class Promtool {

    private static final long LIMIT_SECONDS = 60;

    /**
     * The result of a call.
     *
     * @param exitCode 0 if there were no findings
     * @param said on standard output and error
     */
    public record Result(int exitCode, String said) {}

    private Promtool() {}

    /** Skips the test where it is not installed; on the build server (CI=true) its absence is a failure. */
    public static void require() {
        boolean installed = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "promtool")));
        if (!installed && "true".equals(System.getenv("CI"))) {
            fail("promtool is missing on the build server: install prometheus");
        }
        assumeTrue(installed, "promtool is not installed (prometheus)");
    }

    /** Runs it in a folder, with a file as its input. */
    public static Result run(Path folder, Path input, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments));
        Path said = Files.createTempFile("promtool", ".out");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(input.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                fail("no end after %d s: %s", LIMIT_SECONDS, command);
            }
            return new Result(process.exitValue(), Files.readString(said));
        } finally {
            process.destroyForcibly();
            Files.delete(said);
        }
    }
}
