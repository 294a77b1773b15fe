package dev.swath.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestCountTest {

    private static final Instant BEGUN = Instant.parse("2026-01-02T10:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void the_reports_of_this_build_are_added_up_and_those_of_an_older_one_left_out() throws IOException {
        report("TEST-a.xml", "tests=\"5\" errors=\"1\" skipped=\"2\" failures=\"1\"", BEGUN.plusSeconds(1));
        report("TEST-b.xml", "tests=\"7\" errors=\"0\" skipped=\"0\" failures=\"0\"", BEGUN);
        report("TEST-moved.xml", "tests=\"90\" errors=\"9\" skipped=\"9\" failures=\"9\"", BEGUN.minusSeconds(1));
        report("failsafe-summary.xml", "tests=\"90\" errors=\"9\" skipped=\"9\" failures=\"9\"", BEGUN.plusSeconds(1));

        assertThat(TestCount.in(folder, BEGUN)).isEqualTo(new TestCount(12, 2, 2));
    }

    @Test
    void a_missing_folder_has_none() throws IOException {
        TestCount none = TestCount.in(folder.resolve("failsafe-reports"), BEGUN);

        assertThat(TestCount.line(new TestCount(12, 2, 3), none))
                .isEqualTo("Tests: 12 (12 quick, 0 slow), 2 failed, 3 skipped");
    }

    private void report(String name, String counts, Instant written) throws IOException {
        Path file = Files.writeString(folder.resolve(name), """
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuite xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" name="dev.swath.A" time="1.5" %s>
                  <testcase name="tests=&quot;3&quot;" time="0.1"/>
                </testsuite>
                """.formatted(counts));
        Files.setLastModifiedTime(file, FileTime.from(written));
    }
}
