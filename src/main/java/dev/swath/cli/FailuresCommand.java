package dev.swath.cli;

import dev.swath.job.SettingException;
import dev.swath.ledger.FailedImage;
import dev.swath.ledger.Ledger;
import dev.swath.ledger.RunRecord;
import dev.swath.run.RunSummary;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "failures",
        mixinStandardHelpOptions = true,
        description = "Lists the images that failed when they were last tried, or fetches them again.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:the ledger was read; with --retry: every image is there now",
            "1:some images failed again",
            "2:a setting, an argument or a route file is wrong, or the ledger can't be opened"
        })
final class FailuresCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions common;

    @Parameters(paramLabel = "JOB", arity = "0..1", description = "Job whose images are listed; all jobs if not named.")
    private Optional<String> job = Optional.empty();

    @Option(
            names = "--run",
            paramLabel = "ID",
            description = "Images that failed in this run and were not stored by a later one.")
    private Optional<String> run = Optional.empty();

    @ArgGroup
    private What what = new What();

    /** The chosen action. */
    static final class What {
        @Option(names = "--json", description = "Writes a JSON array with one object for each image.")
        private boolean json;

        @Option(names = "--retry", description = "Fetches them again now, in one run for each job.")
        private boolean retry;
    }

    @Override
    public Integer call() throws IOException {
        MergedSettings settings = common.settings();
        LedgerReader ledger = new LedgerReader(settings);
        List<FailedImage> failures = ledger.read(this::failures).orElse(List.of());
        PrintWriter out = common.out();
        int code = ExitCode.DONE;
        if (what.json) {
            out.println(LedgerJson.ofFailures(failures));
        } else if (failures.isEmpty()) {
            out.printf(
                    Locale.ROOT,
                    "no failed image%s is in the ledger %s%n",
                    job.map(name -> " of " + name).orElse(""),
                    ledger);
        } else if (what.retry) {
            code = fetch(settings, failures);
        } else {
            byJob(failures).forEach((name, images) -> print(out, name, images));
        }
        out.flush();
        return code;
    }

    private List<FailedImage> failures(Ledger ledger) {
        if (run.isPresent()) {
            String id = run.get();
            RunRecord record = ledger.runs()
                    .find(id, Instant.now())
                    .filter(found ->
                            job.isEmpty() || job.get().equals(found.run().job()))
                    .orElseThrow(() -> new SettingException(
                            "--run",
                            id,
                            "is not a run" + job.map(name -> " of " + name).orElse("")
                                    + " in the ledger; 'swath runs' lists them"));
            return ledger.outcomes().failures(record.run().id());
        }
        List<String> jobs = job.map(List::of).orElseGet(() -> ledger.outcomes().jobs());
        return jobs.stream()
                .flatMap(name -> ledger.outcomes().latestFailures(name).stream())
                .toList();
    }

    private static Map<String, List<FailedImage>> byJob(List<FailedImage> failures) {
        return failures.stream()
                .collect(Collectors.groupingBy(FailedImage::job, LinkedHashMap::new, Collectors.toList()));
    }

    private static void print(PrintWriter out, String job, List<FailedImage> images) {
        out.printf(Locale.ROOT, "%s%n%-20s %-68s %s%n", job, "acquired", "image", "cause");
        images.forEach(failed -> out.printf(
                Locale.ROOT,
                "%-20s %-68s %s%n",
                failed.acquired().truncatedTo(ChronoUnit.SECONDS),
                failed.image(),
                failed.cause()));
    }

    private static int fetch(MergedSettings settings, List<FailedImage> failures) throws IOException {
        Map<String, List<FailedImage>> jobs = byJob(failures);
        try (Ingestion ingestion = Ingestion.start(settings, Terminal.listener(), List.copyOf(jobs.keySet()))) {
            int code = ExitCode.DONE;
            for (Map.Entry<String, List<FailedImage>> images : jobs.entrySet()) {
                RunSummary summary = ingestion.run(images.getKey(), images.getValue());
                code = Math.max(code, ExitCode.of(summary));
            }
            return code;
        }
    }
}
