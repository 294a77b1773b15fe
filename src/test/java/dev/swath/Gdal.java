package dev.swath;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** GDAL's tools and scripts, the reference for what Swath reads and writes. */
public final class Gdal {
    private static final long LIMIT_SECONDS = 120;
    private static final GdalServer SERVER = new GdalServer();

    private Gdal() {}

    /** Skips the test where GDAL is not installed; on the build server (CI=true) its absence is a failure. */
    public static void require() {
        boolean installed = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "gdalinfo")));
        if (!installed && "true".equals(System.getenv("CI"))) {
            fail("GDAL is missing on the build server: install gdal-bin and python3-gdal");
        }
        assumeTrue(installed, "GDAL is not installed (gdal-bin, python3-gdal)");
    }

    /** Runs a command to its end and returns what it printed; any exit code but 0 fails the test with its messages. */
    public static String run(String... command) {
        List<String> words = List.of(command);
        try {
            if (GdalServer.knows(words)) {
                return SERVER.run(words, LIMIT_SECONDS);
            }
            Path out = Files.createTempFile("gdal", ".out");
            Path err = Files.createTempFile("gdal", ".err");
            try {
                return run(words, out, err);
            } finally {
                Files.delete(out);
                Files.delete(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String run(List<String> command, Path out, Path err) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(new File(nullDevice())))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                fail("no end after %d s: %s", LIMIT_SECONDS, command);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail("interrupted: %s", command);
        } finally {
            process.destroyForcibly();
        }
        String printed = Files.readString(out);
        if (process.exitValue() != 0) {
            fail("exit %d: %s%n%s%n%s", process.exitValue(), command, printed, Files.readString(err));
        }
        return printed;
    }

    private static String nullDevice() {
        return File.separatorChar == '/' ? "/dev/null" : "NUL";
    }
}
