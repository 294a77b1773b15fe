package dev.swath.flow.jobs;

import dev.swath.ledger.FailedImage;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.component.quartz.QuartzComponent;
import org.quartz.JobDataMap;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerKey;

/** When jobs run next, and runs out of turn. Quartz never runs a job twice at the same time. */
public final class Schedule {

    /** The images that a run is limited to: a variable of the exchange that starts it, or an entry of its Quartz data. */
    public static final String CHOSEN = "chosen";

    /** Header with the Quartz data of the run. */
    public static final String DATA = "mergedJobDataMap";

    /** Group of the jobs among those of Quartz. */
    static final String GROUP = "swath";

    private final CamelContext context;

    /** The schedule of the jobs of a context. */
    public Schedule(CamelContext context) {
        this.context = context;
    }

    private Scheduler scheduler() {
        return context.getComponent("quartz", QuartzComponent.class).getScheduler();
    }

    /** When a job runs next; empty if it does not. */
    public Optional<Instant> next(String job) {
        try {
            return Optional.ofNullable(scheduler().getTrigger(new TriggerKey(job, GROUP)))
                    .flatMap(trigger -> Optional.ofNullable(trigger.getNextFireTime()))
                    .map(Date::toInstant);
        } catch (SchedulerException e) {
            throw new IllegalStateException("the schedule can't be read", e);
        }
    }

    /**
     * Runs a job now, or as soon as its current run has ended.
     *
     * @param chosen the images that the run is about; if there are none, those of the listing
     * @throws IllegalStateException if the job has no schedule
     */
    public void fire(String job, List<FailedImage> chosen) {
        JobDataMap data = new JobDataMap();
        if (!chosen.isEmpty()) {
            data.put(CHOSEN, ChosenImages.write(chosen));
        }
        try {
            scheduler().triggerJob(new JobKey(job, GROUP), data);
        } catch (SchedulerException e) {
            throw new IllegalStateException("the job " + job + " can't be started: " + e.getMessage(), e);
        }
    }

    /** The images that a run is limited to, if some were chosen. */
    public static List<FailedImage> chosen(Map<String, Object> data) {
        return data != null && data.get(CHOSEN) instanceof String images ? ChosenImages.read(images) : List.of();
    }
}
