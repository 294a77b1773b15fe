package dev.swath.flow.jobs;

import dev.swath.job.Job;
import dev.swath.job.SettingException;
import java.text.ParseException;
import org.quartz.CronExpression;

/** Refuses a schedule that Quartz can't read, and writes it in its way where the meaning is clear. */
final class CronCheck {

    private CronCheck() {}

    static void check(Job job) {
        String cron = job.cron().orElse("");
        try {
            CronExpression.validateExpression(cron);
        } catch (ParseException e) {
            throw new SettingException("swath.cron", cron, "is not a Quartz cron expression; write " + quartz(cron));
        }
    }

    private static String quartz(String cron) {
        try {
            return CronText.quartz(cron).orElse("one such as 0 0 6 * * ?");
        } catch (IllegalArgumentException e) {
            return "one such as 0 0 6 * * ?";
        }
    }
}
