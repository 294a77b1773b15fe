package dev.swath.cli;

import dev.swath.job.SpendingLimit;
import dev.swath.report.SummaryJson;
import dev.swath.run.RunSummary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "once",
        mixinStandardHelpOptions = true,
        description = "Runs jobs now, one after the other, and exits.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:all images are stored, skipped, empty or in work elsewhere",
            "1:some images failed, or a run ended early",
            "2:a setting, an argument or a route file is wrong",
            "3:the collection could not be listed"
        })
final class OnceCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions common;

    @Parameters(paramLabel = "JOB", arity = "0..*", description = "Jobs to run; all that are enabled if none is named.")
    private List<String> names = List.of();

    @Option(names = "--force", description = "Fetches again images that are already stored.")
    private boolean force;

    @Option(names = "--yes", description = "Runs jobs regardless of their spending limits.")
    private boolean yes;

    @Option(names = "--json", description = "Writes a JSON array with the summary of each run.")
    private boolean json;

    @Mixin
    private RoleOption role;

    @Override
    public Integer call() throws IOException {
        try (Ingestion ingestion = Ingestion.start(settings(), Terminal.listener(), names)) {
            int code = ExitCode.DONE;
            List<String> summaries = new ArrayList<>();
            for (String job : JobNames.chosen(ingestion.jobs(), names)) {
                RunSummary summary = ingestion.run(job);
                code = Math.max(code, ExitCode.of(summary));
                summaries.add(SummaryJson.of(summary));
            }
            if (json) {
                common.out().println("[" + String.join(", ", summaries) + "]");
                common.out().flush();
            }
            return code;
        }
    }

    private MergedSettings settings() {
        Map<String, String> overrides = new HashMap<>();
        if (force) {
            overrides.put("swath.force", "true");
        }
        if (yes) {
            overrides.put(SpendingLimit.REQUESTS, "");
            overrides.put(SpendingLimit.BYTES, "");
        }
        return role.in(common.settings().with(overrides));
    }
}
