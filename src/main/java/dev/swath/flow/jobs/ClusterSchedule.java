package dev.swath.flow.jobs;

import dev.swath.ledger.ScheduleDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.camel.CamelContext;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.CamelContextStartedEvent;
import org.apache.camel.support.LifecycleStrategySupport;
import org.apache.camel.support.SimpleEventNotifierSupport;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.impl.jdbcjobstore.JobStoreTX;
import org.quartz.impl.jdbcjobstore.PostgreSQLDelegate;
import org.quartz.impl.matchers.GroupMatcher;
import org.quartz.utils.ConnectionProvider;
import org.quartz.utils.DBConnectionManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The schedule of several processes: Quartz's clustered store in the database of their ledger. A job fires in one of them; if that
 * one ends without a word, another one runs the job again at once.
 */
public final class ClusterSchedule {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterSchedule.class);
    private static final String NAME = "swath";
    private static final String STORE = "org.quartz.jobStore.";
    /** How often a process says that it lives; another one takes its jobs over after about twice that. */
    private static final String CHECK_MILLIS = "5000";
    /** As in Quartz's store in memory: what docs/operations.md says about late runs. */
    private static final String LATE_MILLIS = "60000";

    private ClusterSchedule() {}

    /** Whether the jobs of a context run on their schedule: they do not in a command that runs jobs at once. */
    public static boolean isScheduled(CamelContext context) {
        return component(context).isAutoStartScheduler();
    }

    /**
     * Lets the jobs of a context, whose routes are not made yet, share the schedule in a database.
     *
     * @param database which the scheduler closes when it shuts down
     * @param isKnown whether there is a job of this name
     */
    public static void share(CamelContext context, ScheduleDatabase database, Predicate<String> isKnown) {
        String source = NAME + "-" + UUID.randomUUID();
        DBConnectionManager.getInstance().addConnectionProvider(source, new Connections(database));
        QuartzComponent quartz = component(context);
        // The name is the same in each process, and stays the same.
        quartz.setPrefixInstanceName(false);
        quartz.setProperties(Map.ofEntries(
                Map.entry("org.quartz.scheduler.instanceName", NAME),
                Map.entry("org.quartz.scheduler.instanceId", "AUTO"),
                Map.entry("org.quartz.scheduler.skipUpdateCheck", "true"),
                Map.entry("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool"),
                Map.entry("org.quartz.threadPool.threadCount", "10"),
                Map.entry(STORE + "class", JobStoreTX.class.getName()),
                Map.entry(STORE + "driverDelegateClass", PostgreSQLDelegate.class.getName()),
                Map.entry(
                        STORE + "driverDelegateInitString",
                        "triggerPersistenceDelegateClasses=" + JobTriggerPersistence.class.getName()),
                Map.entry(STORE + "dataSource", source),
                // Text in the database, not objects of Java.
                Map.entry(STORE + "useProperties", "true"),
                Map.entry(STORE + "isClustered", "true"),
                Map.entry(STORE + "clusterCheckinInterval", CHECK_MILLIS),
                Map.entry(STORE + "misfireThreshold", LATE_MILLIS)));
        forgetUnknown(context, isKnown);
        context.addLifecycleStrategy(new LifecycleStrategySupport() {
            @Override
            public void onContextStopping(CamelContext stopping) {
                pause(stopping);
            }
        });
    }

    private static QuartzComponent component(CamelContext context) {
        return context.getComponent("quartz", QuartzComponent.class);
    }

    /** What fires from now on is for other processes: routes that stop would drop it without a word. */
    private static void pause(CamelContext stopping) {
        try {
            component(stopping).getScheduler().standby();
        } catch (SchedulerException e) {
            LOG.warn("the scheduler could not be paused before the jobs stop: {}", e.getMessage());
        }
    }

    /** The process that starts last knows the jobs best: those that it does not know were removed while none was running. */
    private static void forgetUnknown(CamelContext context, Predicate<String> isKnown) {
        context.getManagementStrategy().addEventNotifier(new SimpleEventNotifierSupport() {
            @Override
            public boolean isEnabled(CamelEvent event) {
                return event instanceof CamelContextStartedEvent;
            }

            @Override
            public void notify(CamelEvent event) throws SchedulerException {
                Scheduler scheduler = component(context).getScheduler();
                for (JobKey key : scheduler.getJobKeys(GroupMatcher.jobGroupEquals(Schedule.GROUP))) {
                    if (!isKnown.test(key.getName()) && scheduler.deleteJob(key)) {
                        LOG.info("job={} is not here any more, and was removed from the schedule", key.getName());
                    }
                }
            }
        });
    }

    /** Removes a job from a schedule that its process shares; Camel leaves it there. */
    static void remove(CamelContext context, String job) throws SchedulerException {
        Scheduler scheduler = component(context).getScheduler();
        if (scheduler.getMetaData().isJobStoreClustered()) {
            scheduler.deleteJob(new JobKey(job, Schedule.GROUP));
        }
    }

    /** Gives Quartz the connections of a database. */
    private static final class Connections implements ConnectionProvider {

        private final ScheduleDatabase database;

        Connections(ScheduleDatabase database) {
            this.database = database;
        }

        @Override
        public Connection getConnection() throws SQLException {
            return database.connection();
        }

        @Override
        public void shutdown() {
            database.close();
        }

        @Override
        public void initialize() {
            // It is open.
        }
    }
}
