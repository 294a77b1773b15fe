package dev.swath.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Runs each job on its schedule, until it is stopped.")
final class RunCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

    @Mixin
    private CommonOptions common;

    @Option(
            names = "--watch",
            description = "Follows job files under routes/jobs that are added, changed or removed while it runs.")
    private boolean watch;

    @Option(
            names = "--dashboard",
            description = "Serves the dashboard with jobs, runs and images, at swath.dashboard.host and"
                    + " swath.dashboard.port.")
    private boolean dashboard;

    @Mixin
    private RoleOption role;

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (Ingestion ingestion = Ingestion.startToStay(role.in(common.settings()), new PlainLines(), dashboard)) {
            ingestion
                    .jobs()
                    .all()
                    .forEach(job -> LOG.info(
                            "job={} cron=\"{}\" time-zone={}",
                            job.name(),
                            job.cron().orElse(""),
                            job.timeZone()));
            if (watch) {
                ingestion.watchJobs();
            }
            ingestion.awaitStop();
        }
        return ExitCode.DONE;
    }
}
