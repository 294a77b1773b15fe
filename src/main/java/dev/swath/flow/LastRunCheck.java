package dev.swath.flow;

import dev.swath.flow.jobs.Jobs;
import dev.swath.flow.request.Failures;
import dev.swath.flow.runs.RunRecorder;
import dev.swath.ledger.RunRecord;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.health.HealthCheckResultBuilder;

/**
 * Shows among the health checks how the last run of each job ended, from the ledger. It is always up: a run that failed is no
 * reason to restart the process or to take it out of service.
 */
final class LastRunCheck extends SwathCheck {

    private final Jobs jobs;
    private final RunRecorder books;
    private final Clock clock;

    /**
     * @param jobs whose runs count
     * @param books where they are noted
     * @param clock to find out which runs were interrupted
     */
    LastRunCheck(Jobs jobs, RunRecorder books, Clock clock) {
        super("swath-last-run");
        this.jobs = jobs;
        this.books = books;
        this.clock = clock;
    }

    @Override
    public Result call(Map<String, Object> options) {
        HealthCheckResultBuilder result = HealthCheckResultBuilder.on(this).up();
        try {
            jobs.all()
                    .forEach(job -> result.detail(
                            job.name(), last(job.name()).map(LastRunCheck::text).orElse("none yet")));
        } catch (RuntimeException e) {
            result.message("the ledger can't be read: " + Failures.cause(e));
        }
        return result.build();
    }

    private Optional<RunRecord> last(String job) {
        return books.read(ledger -> ledger.runs().latest(Optional.of(job), 1, clock.instant()))
                .flatMap(latest -> latest.stream().findFirst());
    }

    private static String text(RunRecord run) {
        return String.format(
                Locale.ROOT,
                "%s %s, %d of %d images failed",
                run.status(),
                run.ended().map(end -> "at " + end).orElse("since " + run.run().started()),
                run.counts().failed(),
                run.counts().listed());
    }
}
