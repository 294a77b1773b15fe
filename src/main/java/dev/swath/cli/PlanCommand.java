package dev.swath.cli;

import dev.swath.run.RunSummary;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description = "Shows what a run would download, and downloads nothing.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:all images can be downloaded",
            "1:some images lack something that the job asks for, or the plan exceeds the job's spending limit",
            "2:a setting, an argument or a route file is wrong",
            "3:the collection could not be listed"
        })
final class PlanCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions common;

    @Parameters(
            paramLabel = "JOB",
            arity = "0..*",
            description = "Jobs to plan; all that are enabled if none is named.")
    private List<String> names = List.of();

    @Option(names = "--json", description = "Writes JSON: an array with an object for each job.")
    private boolean json;

    @Option(
            names = "--request-seconds",
            paramLabel = "SECONDS",
            defaultValue = "3",
            description = "Seconds that one request takes, for the time estimate: see 'fetch' in the summary of a run."
                    + " Default: ${DEFAULT-VALUE}.")
    private double requestSeconds;

    @Override
    public Integer call() throws IOException {
        if (!(requestSeconds > 0 && requestSeconds < Double.POSITIVE_INFINITY)) {
            throw new ParameterException(
                    common.commandLine(),
                    "--request-seconds = '" + requestSeconds + "': is not a time; write seconds above 0");
        }
        MergedSettings settings = common.settings();
        PrintWriter out = common.out();
        PlanReport report = json ? new PlanJson(out) : new PlanTable(out);
        try (Ingestion ingestion = Ingestion.startToPlan(settings, names)) {
            int code = ExitCode.DONE;
            for (String job : JobNames.chosen(ingestion.jobs(), names)) {
                code = Math.max(code, plan(ingestion, job, inFlight(settings), report));
            }
            report.end();
            out.flush();
            return code;
        }
    }

    private int plan(Ingestion ingestion, String job, int inFlight, PlanReport report) {
        PlanTotals totals = new PlanTotals(ingestion.jobs().job(job), inFlight, requestSeconds);
        report.job(ingestion.jobs().job(job));
        RunSummary listed = ingestion.planning().each(job, image -> {
            totals.add(image);
            report.image(image);
        });
        report.sum(totals, listed);
        if (listed.listingFailure().isPresent()) {
            return ExitCode.NO_LISTING;
        }
        return totals.unobtainable() == 0 && totals.beyondLimit().isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private static int inFlight(MergedSettings settings) {
        return Integer.parseInt(settings.require("swath.concurrency.requests"));
    }
}
