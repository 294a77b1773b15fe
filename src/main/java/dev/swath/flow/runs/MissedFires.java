package dev.swath.flow.runs;

import dev.swath.flow.jobs.CronTimes;
import dev.swath.flow.jobs.Jobs;
import dev.swath.job.Job;
import dev.swath.job.Misfire;
import dev.swath.run.Run;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Headers;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts how often the schedule of a job fires while a run of it goes on. Quartz never starts a second run beside it, and does
 * not report that.
 */
public final class MissedFires {

    private static final Logger LOG = LoggerFactory.getLogger(MissedFires.class);

    /** A header that only Quartz sets. */
    private static final String FIRED = "fireTime";

    /** Enough to see that the schedule is too dense for its runs. */
    private static final int MOST_COUNTED = 10_000;

    private final Jobs jobs;
    private final Runs runs;
    private final Clock clock;

    /** MissedFires of these jobs. */
    public MissedFires(Jobs jobs, Runs runs, Clock clock) {
        this.jobs = jobs;
        this.runs = runs;
        this.clock = clock;
    }

    /** Notes whether it was the schedule that has started a run. */
    public void note(@Variable("run") Run run, @Headers Map<String, Object> headers) {
        if (headers.containsKey(FIRED)) {
            runs.tally(run).startedBySchedule();
        }
    }

    /** Counts and logs what fell due between the start of a run and now, if it was the schedule that has started it. */
    public void count(@Variable("run") Run run) {
        if (!runs.tally(run).isStartedBySchedule()) {
            return;
        }
        Job job = jobs.job(run.job());
        int fires = between(job, run.started(), clock.instant());
        runs.tally(run).overtakenBy(fires);
        if (fires > 0) {
            LOG.warn(
                    "run={} was still going when its schedule ({}) fired {} times; {}",
                    run.id(),
                    job.cron().orElse(""),
                    fires,
                    job.misfire() == Misfire.SKIP
                            ? "those that are more than a minute late are skipped"
                            : "the next run makes up for them");
        }
    }

    /** How often a job falls due after one instant and not after another. */
    static int between(Job job, Instant after, Instant until) {
        CronTimes times = CronTimes.of(job).orElseThrow();
        int fires = 0;
        Optional<Instant> due = times.after(after);
        while (due.filter(time -> !time.isAfter(until)).isPresent() && fires < MOST_COUNTED) {
            fires++;
            due = times.after(due.get());
        }
        return fires;
    }
}
