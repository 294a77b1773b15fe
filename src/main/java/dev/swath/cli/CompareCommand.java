package dev.swath.cli;

import dev.swath.flow.store.Outputs;
import dev.swath.job.SettingException;
import dev.swath.ledger.LedgerUrl;
import dev.swath.report.ComparisonReport;
import dev.swath.run.RunListener;
import dev.swath.run.RunSummary;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = {
            "Runs a job sequentially, then in parallel, into two new folders below its output, and compares times and"
                    + " files.",
            "One image is downloaded first, uncounted, to warm up. If the images come from the embedded emulator, each"
                    + " of the two runs gets a fresh one."
        })
final class CompareCommand implements Callable<Integer> {

    private static final String OUTPUT = "swath.output";
    private static final String SPLIT = "swath.split";
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    @Mixin
    private CommonOptions common;

    @Parameters(paramLabel = "JOB", arity = "0..1", description = "The job (default: the first one).")
    private Optional<String> name = Optional.empty();

    @Override
    public Integer call() throws IOException {
        MergedSettings settings = common.settings();
        Path folder = folder(settings);
        rehearse(settings, folder.resolve("rehearsal"));
        RunSummary sequential = run(settings, "sequential", folder.resolve("sequential"));
        RunSummary parallel = run(settings, "parallel", folder.resolve("parallel"));
        List<String> different = differences(folder);
        report(sequential, parallel, different, folder);
        writePage(List.of(sequential, parallel), different, folder.resolve("compare.html"));
        int code = Math.max(ExitCode.of(sequential), ExitCode.of(parallel));
        return different.isEmpty() ? code : Math.max(code, ExitCode.FAILED);
    }

    private static Path folder(MergedSettings settings) {
        String output = settings.require(OUTPUT);
        return Outputs.folder(output)
                .orElseThrow(() -> new SettingException(
                        OUTPUT, output, "is not a folder; set it to a folder," + " which compare needs"))
                .resolve("compare-" + STAMP.format(Instant.now()));
    }

    private void rehearse(MergedSettings settings, Path folder) throws IOException {
        MergedSettings aside = settings.with(Map.of(OUTPUT, folder.toString(), LedgerUrl.KEY, ""));
        try (Ingestion ingestion = Ingestion.start(aside, RunListener.NONE, names())) {
            ingestion.rehearsal().first(job(ingestion));
        }
        remove(folder);
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }

    private RunSummary run(MergedSettings settings, String split, Path folder) throws IOException {
        MergedSettings shape = settings.with(Map.of(OUTPUT, folder.toString(), LedgerUrl.KEY, "", SPLIT, split));
        try (Ingestion ingestion = Ingestion.start(shape, Terminal.listener(), names())) {
            return ingestion.run(job(ingestion));
        }
    }

    private List<String> names() {
        return name.map(List::of).orElse(List.of());
    }

    private String job(Ingestion ingestion) {
        return JobNames.chosen(ingestion.jobs(), names()).stream()
                .findFirst()
                .orElseThrow(
                        () -> new SettingException("job", "", "no route file has a job; write one with 'swath new'"));
    }

    private static List<String> differences(Path folder) throws IOException {
        List<String> different = new ArrayList<>();
        List<String> files = stored(folder.resolve("sequential"));
        if (!files.equals(stored(folder.resolve("parallel")))) {
            different.add("the two runs stored different images");
            return different;
        }
        for (String file : files) {
            Path one = folder.resolve("sequential").resolve(file);
            Path other = folder.resolve("parallel").resolve(file);
            if (Files.mismatch(one, other) >= 0) {
                different.add(file);
            }
        }
        return different;
    }

    /** The files of images in a folder that nothing else was written to. */
    private static List<String> stored(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> folder.relativize(file).toString())
                    .filter(name -> name.matches("(?i)[^.].*\\.tiff?"))
                    .sorted()
                    .toList();
        }
    }

    private void report(RunSummary sequential, RunSummary parallel, List<String> different, Path folder) {
        PrintWriter out = common.out();
        Stream.of(sequential, parallel)
                .forEach(summary -> out.printf(
                        Locale.ROOT,
                        "%-10s %8.2f s wall, %d images stored, %d requests%n",
                        summary.split(),
                        summary.wallSeconds(),
                        summary.stored(),
                        summary.requests()));
        out.printf(Locale.ROOT, "speed-up   %8.2f%n", sequential.wallSeconds() / parallel.wallSeconds());
        out.printf(
                Locale.ROOT,
                "files      %s%n",
                different.isEmpty()
                        ? sequential.stored() + " pairs, byte-identical, in " + folder
                        : "DIFFERENT: " + String.join(", ", different));
        out.flush();
    }

    private void writePage(List<RunSummary> runs, List<String> different, Path page) throws IOException {
        Path unfinished = page.resolveSibling(".part-" + page.getFileName());
        Files.writeString(unfinished, ComparisonReport.of(runs, different));
        Files.move(unfinished, page, StandardCopyOption.ATOMIC_MOVE);
        PrintWriter out = common.out();
        out.printf(Locale.ROOT, "report     %s%n", page);
        out.flush();
    }
}
