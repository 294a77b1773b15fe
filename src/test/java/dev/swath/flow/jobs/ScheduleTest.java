package dev.swath.flow.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swath.Slow;
import dev.swath.flow.FlowTest;
import dev.swath.flow.With;
import java.io.IOException;
import java.time.Duration;
import java.util.Properties;
import java.util.TimeZone;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.component.quartz.QuartzComponent;
import org.junit.jupiter.api.Test;
import org.quartz.CronTrigger;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerKey;

/** The job's own schedule starts its runs. */
@Slow("Runs follow the cron expression in its time zone, without overlap; missed ones are made up for or skipped.")
class ScheduleTest extends FlowTest {

    @Override
    protected Properties settings() throws IOException {
        Properties settings = super.settings();
        settings.setProperty("camel.component.quartz.autoStartScheduler", "true");
        return settings;
    }

    @Test
    @With("cron = * * * * * ?")
    void a_run_that_takes_longer_than_its_schedule_is_not_overtaken_by_the_next() throws Exception {
        CountDownLatch third = new CountDownLatch(3);
        earthEngine.lists("a").answersListing(request -> {
            third.countDown();
            earthEngine.listingsAtOnce().awaitMost(2, Duration.ofMillis(1500));
            return earthEngine.page(request);
        });

        context.start();

        assertThat(third.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(earthEngine.listingsAtOnce().most()).isEqualTo(1);
        assertThat(files()).contains("a_L2A.tif");
    }

    @Test
    @With({"cron = 0 0 6 * * ?", "time-zone = America/Panama"})
    void the_schedule_is_held_in_its_time_zone() throws Exception {
        context.start();

        CronTrigger trigger = trigger();
        assertThat(trigger.getCronExpression()).isEqualTo("0 0 6 * * ?");
        assertThat(trigger.getTimeZone()).isEqualTo(TimeZone.getTimeZone("America/Panama"));
        assertThat(earthEngine.listRequests()).isEmpty();
    }

    @Test
    void firings_that_come_too_late_are_made_up_for_once() throws Exception {
        context.start();

        assertThat(trigger().getMisfireInstruction()).isEqualTo(CronTrigger.MISFIRE_INSTRUCTION_FIRE_ONCE_NOW);
    }

    @Test
    @With("misfire = skip")
    void firings_that_come_too_late_are_skipped_where_the_job_says_so() throws Exception {
        context.start();

        assertThat(trigger().getMisfireInstruction()).isEqualTo(CronTrigger.MISFIRE_INSTRUCTION_DO_NOTHING);
    }

    @Test
    @With({"cron = * * * * * ?", "summary-to = mock:interested"})
    void a_run_counts_how_often_its_job_fell_due_meanwhile() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        MockEndpoint interested = getMockEndpoint("mock:interested");
        interested.expectedMinimumMessageCount(1);
        earthEngine.lists("a").answersListing(request -> {
            begun.countDown();
            // Time has to pass for the schedule to fall due.
            earthEngine.listingsAtOnce().awaitMost(2, Duration.ofMillis(2100));
            return earthEngine.page(request);
        });

        context.start();

        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        interested.assertIsSatisfied(30_000);
        JsonNode summary = new ObjectMapper()
                .readTree(interested.getExchanges().get(0).getMessage().getBody(String.class));
        assertThat(summary.path("overtaken").asInt()).isGreaterThanOrEqualTo(2);
        assertThat(earthEngine.listingsAtOnce().most()).isEqualTo(1);
    }

    private CronTrigger trigger() throws SchedulerException {
        Scheduler scheduler =
                context.getComponent("quartz", QuartzComponent.class).getScheduler();
        return (CronTrigger) scheduler.getTrigger(TriggerKey.triggerKey(JOB, "swath"));
    }
}
