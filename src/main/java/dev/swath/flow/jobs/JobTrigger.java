package dev.swath.flow.jobs;

import java.text.ParseException;
import java.util.Date;
import java.util.Optional;
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

    private static JobTrigger like(CronTrigger other) throws ParseException {
        JobTrigger trigger = new JobTrigger();
        trigger.setKey(other.getKey());
        trigger.setJobKey(other.getJobKey());
        trigger.setDescription(other.getDescription());
        trigger.setJobDataMap(other.getJobDataMap());
        trigger.setTimeZone(other.getTimeZone());
        trigger.setCronExpression(other.getCronExpression());
        trigger.setStartTime(other.getStartTime());
        trigger.setMisfireInstruction(other.getMisfireInstruction());
        return trigger;
    }

    /** Replaces the trigger of each job of a context when its route starts. */
    public static void in(CamelContext context) {
        context.getManagementStrategy().addEventNotifier(new SimpleEventNotifierSupport() {
            @Override
            public boolean isEnabled(CamelEvent event) {
                return event instanceof RouteStartedEvent;
            }

            @Override
            public void notify(CamelEvent event) throws SchedulerException, ParseException {
                if (((RouteStartedEvent) event).getRoute().getEndpoint() instanceof QuartzEndpoint endpoint) {
                    replace(endpoint);
                }
            }
        });
    }

    private static void replace(QuartzEndpoint endpoint) throws SchedulerException, ParseException {
        Scheduler scheduler = endpoint.getComponent().getScheduler();
        if (scheduler.getTrigger(endpoint.getTriggerKey()) instanceof CronTrigger trigger
                && !(trigger instanceof JobTrigger)) {
            scheduler.rescheduleJob(endpoint.getTriggerKey(), like(trigger));
        }
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
