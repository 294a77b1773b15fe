package dev.swath.cli;

import dev.swath.job.SettingException;
import dev.swath.ledger.RunRecord;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "runs",
        mixinStandardHelpOptions = true,
        description = "Lists the latest runs in the ledger, the last one first.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:the ledger was read", "2:a setting or an argument is wrong, or the ledger can't be opened"})
final class RunsCommand implements Callable<Integer> {

    private static final int MOST = 100_000;

    @Mixin
    private CommonOptions common;

    @Parameters(paramLabel = "JOB", arity = "0..1", description = "Job whose runs are listed; all jobs if not named.")
    private Optional<String> job = Optional.empty();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "Maximum number of runs to list; default: ${DEFAULT-VALUE}.")
    private int limit;

    @Option(names = "--json", description = "Writes a JSON array with one object for each run.")
    private boolean json;

    @Override
    public Integer call() {
        if (limit < 1 || limit > MOST) {
            throw new SettingException(
                    "--limit", String.valueOf(limit), "is not a number from 1 to " + MOST + "; write one");
        }
        LedgerReader ledger = new LedgerReader(common.settings());
        List<RunRecord> runs = ledger.read(books -> books.runs().latest(job, limit, Instant.now()))
                .orElse(List.of());
        PrintWriter out = common.out();
        if (json) {
            out.println(LedgerJson.ofRuns(runs));
        } else if (runs.isEmpty()) {
            out.printf(
                    Locale.ROOT,
                    "no run%s is in the ledger %s%n",
                    job.map(name -> " of " + name).orElse(""),
                    ledger);
        } else {
            out.print(RunHistoryTable.of(runs));
        }
        out.flush();
        return ExitCode.DONE;
    }
}
