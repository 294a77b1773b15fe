package dev.swath.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Properties;
import java.util.TimeZone;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.component.quartz.QuartzComponent;
import org.junit.jupiter.api.Test;
import org.quartz.CronTrigger;
import org.quartz.Scheduler;
import org.quartz.TriggerKey;

/** The job's own schedule starts its runs. */
class ScheduleTest extends FlowTest {

    @Override
    Properties settings() throws IOException {
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

        Scheduler scheduler =
                context.getComponent("quartz", QuartzComponent.class).getScheduler();
        CronTrigger trigger = (CronTrigger) scheduler.getTrigger(TriggerKey.triggerKey(JOB, "swath"));
        assertThat(trigger.getCronExpression()).isEqualTo("0 0 6 * * ?");
        assertThat(trigger.getTimeZone()).isEqualTo(TimeZone.getTimeZone("America/Panama"));
        assertThat(earthEngine.listRequests()).isEmpty();
    }
}
