package dev.swath.coverage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.swath.RouteFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Prints after the tests how many there were, and how much of the code and of the route files they covered. */
public final class CoverageReport {
    private CoverageReport() {}

    /** Arguments: the folder of the project and the start of the build, such as 2026-01-02T10:00:00Z. */
    public static void main(String[] arguments) throws IOException {
        Path project = Path.of(arguments[0]);
        Instant begun = Instant.parse(arguments[1]);
        System.out.println(TestCount.line(
                TestCount.in(project.resolve("target/surefire-reports"), begun),
                TestCount.in(project.resolve("target/failsafe-reports"), begun)));
        System.out.println(codeCoverage(project.resolve("target/site/jacoco/jacoco.csv")));
        System.out.println(routeCoverage(RouteFile.all(project), notes(project.resolve(RouteCoverage.NOTES))));
    }

    /** Sums up JaCoCo's table: GROUP,PACKAGE,CLASS, then missed and covered of instructions, branches, lines. */
    static String codeCoverage(Path csv) throws IOException {
        if (Files.notExists(csv)) {
            return "Code coverage: not measured";
        }
        long[] sums = new long[9];
        List<String> rows = Files.readAllLines(csv);
        for (String row : rows.subList(1, rows.size())) {
            String[] fields = row.split(",");
            for (int i = 3; i < sums.length; i++) {
                sums[i] += Long.parseLong(fields[i]);
            }
        }
        return String.format(
                Locale.ROOT,
                "Code coverage: %.1f %% of %d lines, %.1f %% of %d branches",
                percent(sums[8], sums[7]),
                sums[8] + sums[7],
                percent(sums[6], sums[5]),
                sums[6] + sums[5]);
    }

    private static double percent(long covered, long missed) {
        return covered + missed == 0 ? 100 : 100.0 * covered / (covered + missed);
    }

    /** A route ran if it was noted; a template ran if a route made from it was noted. */
    static String routeCoverage(List<RouteFile> files, Set<String> notes) {
        TreeMap<String, Boolean> ran = new TreeMap<>();
        for (RouteFile file : files) {
            for (JsonNode route : file.definitions("route")) {
                String id = route.path("id").asText();
                ran.merge(id, notes.contains(file.name() + "\t" + id), Boolean::logicalOr);
            }
            for (JsonNode template : file.definitions("routeTemplate")) {
                ran.putIfAbsent(template.path("id").asText(), false);
            }
            for (JsonNode job : file.definitions("templatedRoute")) {
                boolean noted = notes.contains("\t" + job.path("routeId").asText());
                ran.merge(job.path("routeTemplateRef").asText(), noted, Boolean::logicalOr);
            }
        }
        List<String> never =
                ran.keySet().stream().filter(id -> !ran.get(id)).sorted().toList();
        return "Route coverage: " + (ran.size() - never.size()) + " of " + ran.size() + " routes"
                + (never.isEmpty() ? "" : ", never run: " + String.join(", ", never));
    }

    static Set<String> notes(Path folder) throws IOException {
        Set<String> lines = new HashSet<>();
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    lines.addAll(Files.readAllLines(file));
                }
            }
        }
        return lines;
    }
}
