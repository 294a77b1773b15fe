package dev.swath.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jacoco.core.tools.ExecFileLoader;

/**
 * Measures the coverage of a started process. The process writes a separate file, which is added to that of the build when it
 * has ended: otherwise a process that is killed while it writes would damage the whole file.
 *
 * @param option JaCoCo's agent for the process; empty if nothing is measured
 * @param own file that the process writes
 * @param whole file of the build
 */
record StartedCoverage(Optional<String> option, Path own, Path whole) {

    static final StartedCoverage NONE = new StartedCoverage(Optional.empty(), Path.of(""), Path.of(""));

    private static final Pattern FILE = Pattern.compile("(?<=destfile=)[^,]+");
    private static final int LONGEST_END_SECONDS = 10;

    /** That of the next process of this build. */
    static StartedCoverage ofBuild() throws IOException {
        String agent = System.getProperty("swath.jvm-options", "");
        Matcher file = FILE.matcher(agent);
        if (!file.find()) {
            return NONE;
        }
        Path own = Files.createTempFile("swath", ".exec");
        return new StartedCoverage(
                Optional.of(file.replaceFirst(Matcher.quoteReplacement(own.toString()))), own, Path.of(file.group()));
    }

    /** Adds the coverage of a process that has ended, or is about to; an incomplete file is left out. */
    void add(Process process) throws IOException {
        if (option.isEmpty()) {
            return;
        }
        try {
            ExecFileLoader covered = new ExecFileLoader();
            if (process.waitFor(LONGEST_END_SECONDS, TimeUnit.SECONDS) && Files.size(own) > 0) {
                covered.load(own.toFile());
                covered.save(whole.toFile(), true);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException cutOff) {
            System.err.println("coverage of a killed process is left out: " + cutOff.getMessage());
        } finally {
            Files.deleteIfExists(own);
        }
    }
}
