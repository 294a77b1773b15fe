package dev.swath.coverage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How many tests ran, as Surefire and Failsafe report.
 *
 * @param ran tests, including skipped ones
 * @param bad failures and errors
 * @param skipped tests whose requirements were missing
 */
record TestCount(long ran, long bad, long skipped) {

    private static final Pattern SUITE = Pattern.compile("<testsuite [^>]*>");

    /** The reports in a folder of {@code TEST-*.xml} that were written since the build began. */
    static TestCount in(Path folder, Instant begun) throws IOException {
        TestCount sum = new TestCount(0, 0, 0);
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.filter(TestCount::isReport).toList()) {
                    if (Files.getLastModifiedTime(file).compareTo(FileTime.from(begun)) >= 0) {
                        sum = sum.plus(of(Files.readString(file)));
                    }
                }
            }
        }
        return sum;
    }

    private static boolean isReport(Path file) {
        return file.getFileName().toString().matches("TEST-.*\\.xml");
    }

    private static TestCount of(String report) {
        String suite = SUITE.matcher(report)
                .results()
                .map(MatchResult::group)
                .findFirst()
                .orElse("");
        List<Long> counts = Stream.of("tests", "failures", "errors", "skipped")
                .map(name -> Pattern.compile("\\b" + name + "=\"(\\d+)\"").matcher(suite))
                .map(matcher -> matcher.find() ? Long.parseLong(matcher.group(1)) : 0)
                .toList();
        return new TestCount(counts.get(0), counts.get(1) + counts.get(2), counts.get(3));
    }

    private TestCount plus(TestCount other) {
        return new TestCount(ran + other.ran, bad + other.bad, skipped + other.skipped);
    }

    /** One line about the quick and the slow tests of a build. */
    static String line(TestCount quick, TestCount slow) {
        TestCount all = quick.plus(slow);
        return "Tests: " + all.ran + " (" + quick.ran + " quick, " + slow.ran + " slow), " + all.bad + " failed, "
                + all.skipped + " skipped";
    }
}
