package dev.swath.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.Slow;
import dev.swath.it.SwathProcess.Result;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The job with the emulator on hosts whose language has digits, letters or a calendar of its own. */
@Slow("Files and logs do not depend on the host's language, digits and calendar.")
@Timeout(300)
class LocaleIT {

    @TempDir
    private static Path english;

    @TempDir
    private Path folder;

    @BeforeAll
    static void run_in_english() throws Exception {
        assertThat(once(english, "-Duser.language=en -Duser.country=US").exitCode())
                .isZero();
    }

    @ParameterizedTest(name = "{0}-{1}-u-{2}")
    @CsvSource({"ar, EG, nu-arab", "fa, IR, nu-arabext", "tr, TR, nu-latn", "th, TH, ca-buddhist-nu-thai"})
    void files_are_the_same_wherever_they_are_written(String language, String country, String extensions)
            throws Exception {
        Result result = once(
                folder,
                "-Duser.language=%s -Duser.country=%s -Duser.extensions=u-%s".formatted(language, country, extensions));

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(files(folder)).containsExactlyEntriesOf(files(english)).hasSizeGreaterThan(3);
        assertThat(result.err()).doesNotContainPattern("[\\p{Nd}&&[^0-9]]");
        try (Stream<Path> reports = Files.list(folder.resolve("images/runs"))) {
            for (Path report :
                    reports.filter(file -> !file.toString().endsWith(".png")).toList()) {
                assertThat(report.getFileName().toString()).matches("\\p{ASCII}+");
                assertThat(report).content().doesNotContainPattern("[\\p{Nd}&&[^0-9]]");
            }
        }
    }

    private static Result once(Path folder, String options) throws IOException, InterruptedException {
        OtherFolder.fill(folder, URI.create("emulator"), "emulator.latency = 0ms", "end = 2024-01-07");
        return SwathProcess.javaUncounted(
                folder, Map.of("LANG", "C", "LC_ALL", "C", "JDK_JAVA_OPTIONS", options), "once", "david-chiriqui");
    }

    /** The files in the output, without those that contain times: bytes by name. */
    private static Map<String, String> files(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> listed = Files.list(folder.resolve("images"))) {
            for (Path file : listed.filter(Files::isRegularFile).toList()) {
                files.put(
                        file.getFileName().toString(),
                        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return files;
    }
}
