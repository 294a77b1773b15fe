package dev.swath.flow.jobs;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.quartz.CronScheduleBuilder;
import org.quartz.CronTrigger;
import org.quartz.ScheduleBuilder;
import org.quartz.TriggerKey;
import org.quartz.impl.jdbcjobstore.CronTriggerPersistenceDelegate;
import org.quartz.spi.MutableTrigger;
import org.quartz.spi.OperableTrigger;

/** Keeps the triggers of jobs in Quartz's table of cron expressions, under a type of their own. Quartz makes it by its name. */
public final class JobTriggerPersistence extends CronTriggerPersistenceDelegate {

    private static final String TYPE = "SWATH";

    /** Quartz calls it. */
    public JobTriggerPersistence() {}

    @Override
    public String getHandledTriggerTypeDiscriminator() {
        return TYPE;
    }

    @Override
    public boolean canHandleTriggerType(OperableTrigger trigger) {
        return trigger instanceof JobTrigger;
    }

    @Override
    public TriggerPropertyBundle loadExtendedTriggerPropertiesFromResultSet(ResultSet row, TriggerKey key)
            throws SQLException {
        CronScheduleBuilder cron = (CronScheduleBuilder)
                super.loadExtendedTriggerPropertiesFromResultSet(row, key).getScheduleBuilder();
        return new TriggerPropertyBundle(new OfJob(cron), null, null);
    }

    private static final class OfJob extends ScheduleBuilder<CronTrigger> {

        private final CronScheduleBuilder cron;

        OfJob(CronScheduleBuilder cron) {
            this.cron = cron;
        }

        @Override
        public MutableTrigger build() {
            return JobTrigger.firingAs((CronTrigger) cron.build());
        }
    }
}
