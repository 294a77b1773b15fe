package dev.swath.flow.jobs;

import java.text.ParseException;
import java.util.Date;
import java.util.Optional;
import java.util.TimeZone;
import org.apache.camel.CamelContext;
import org.apache.camel.component.quartz.QuartzEndpoint;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.RouteStartedEvent;
import org.apache.camel.support.SimpleEventNotifierSupport;
import org.quartz.CronTrigger;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.impl.triggers.CronTriggerImpl;

/** Fires a job at its {@link CronTimes}, also on a day that lacks the hour of the job. */
public final class JobTrigger extends CronTriggerImpl {

    private static final long serialVersionUID = 1L;

    private JobTrigger() {}

    private static JobTrigger like(CronTrigger other) {
        JobTrigger trigger = firingAs(other);
        trigger.setKey(other.getKey());
        trigger.setJobKey(other.getJobKey());
        trigger.setDescription(other.getDescription());
        trigger.setJobDataMap(other.getJobDataMap());
        trigger.setStartTime(other.getStartTime());
        return trigger;
    }

    /** A trigger with the times of another one, and without its name. */
    static JobTrigger firingAs(CronTrigger other) {
        JobTrigger trigger = new JobTrigger();
        try {
            trigger.setTimeZone(other.getTimeZone());
            trigger.setCronExpression(other.getCronExpression());
        } catch (ParseException e) {
            throw new IllegalStateException("a trigger has a cron expression that can't be read", e);
        }
        trigger.setMisfireInstruction(other.getMisfireInstruction());
        return trigger;
    }

    /** So that a store in a database does not take it for a plain trigger with a cron expression. */
    @Override
    public boolean hasAdditionalProperties() {
        return true;
    }

    /** Replaces the trigger of each job of a context when its route starts. */
    public static void in(CamelContext context) {
        context.getManagementStrategy().addEventNotifier(new SimpleEventNotifierSupport() {
            @Override
            public boolean isEnabled(CamelEvent event) {
                return event instanceof RouteStartedEvent;
            }

            @Override
            public void notify(CamelEvent event) throws SchedulerException {
                if (((RouteStartedEvent) event).getRoute().getEndpoint() instanceof QuartzEndpoint endpoint) {
                    replace(endpoint);
                }
            }
        });
    }

    /** A trigger that another process has stored may have the time zone and the rule for misfires of an earlier version of the job. */
    private static void replace(QuartzEndpoint endpoint) throws SchedulerException {
        Scheduler scheduler = endpoint.getComponent().getScheduler();
        if (scheduler.getTrigger(endpoint.getTriggerKey()) instanceof CronTrigger trigger) {
            JobTrigger wanted = like(trigger);
            text(endpoint, "timeZone").ifPresent(zone -> wanted.setTimeZone(TimeZone.getTimeZone(zone)));
            text(endpoint, "misfireInstruction")
                    .ifPresent(rule -> wanted.setMisfireInstruction(Integer.parseInt(rule)));
            if (!(trigger instanceof JobTrigger) || !wanted.firesAs(trigger)) {
                scheduler.rescheduleJob(endpoint.getTriggerKey(), wanted);
            }
        }
    }

    private static Optional<String> text(QuartzEndpoint endpoint, String parameter) {
        return Optional.ofNullable(endpoint.getTriggerParameters())
                .map(parameters -> parameters.get(parameter))
                .map(String::valueOf);
    }

    private boolean firesAs(CronTrigger other) {
        return getTimeZone().equals(other.getTimeZone())
                && getMisfireInstruction() == other.getMisfireInstruction()
                && getCronExpression().equals(other.getCronExpression());
    }

    @Override
    @SuppressWarnings("JavaUtilDate") // Quartz
    protected Date getTimeAfter(Date afterTime) {
        return Optional.ofNullable(getCronExpression())
                .flatMap(cron -> CronTimes.of(cron, getTimeZone().toZoneId()).after(afterTime.toInstant()))
                .map(Date::from)
                .orElse(null);
    }
}
