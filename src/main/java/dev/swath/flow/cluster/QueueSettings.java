package dev.swath.flow.cluster;

import dev.swath.job.SettingException;
import dev.swath.job.SettingReader;

/**
 * How the work is divided among processes.
 *
 * @param queue whether images are sent to a queue, rather than downloaded by the process that lists them
 * @param outlivesProcess whether what is in that queue is still there when the process ends
 * @param role what this process does of the work
 * @param mostSent most images of a run that are sent and have no outcome yet
 * @param deliveries how often a task is taken from the queue before it is set aside
 */
public record QueueSettings(boolean queue, boolean outlivesProcess, Role role, int mostSent, int deliveries) {

    /** Where images go. */
    public static final String DOWNLOAD_TO = "swath.download-to";
    /** What a process does. */
    public static final String ROLE = "swath.role";

    private static final String OUTCOMES_TO = "swath.outcomes-to";
    private static final String DEAD_TASKS_TO = "swath.dead-tasks-to";
    private static final int MOST_SENT = 100_000;
    private static final int MOST_DELIVERIES = 100;

    /**
     * Reads and checks the settings.
     *
     * @throws SettingException if one is not valid, or a queue lacks what belongs to it
     */
    public static QueueSettings of(SettingReader settings) {
        String downloadTo = settings.required(DOWNLOAD_TO);
        boolean queue = isQueue(downloadTo);
        Role role = settings.choice(ROLE, Role.class);
        if (queue) {
            require(settings, OUTCOMES_TO, "the outcomes of images");
            require(settings, DEAD_TASKS_TO, "image tasks that can't be done");
        } else if (role != Role.ALL) {
            throw new SettingException(
                    ROLE,
                    settings.required(ROLE),
                    "needs a queue between schedulers and workers; set " + DOWNLOAD_TO
                            + " to one such as jms:queue:swath.tasks, or start Swath with --profile cluster");
        }
        return new QueueSettings(
                queue,
                queue && !isInMemory(downloadTo),
                role,
                (int) settings.whole("swath.concurrency.sent", 1, MOST_SENT),
                (int) settings.whole("swath.retry.deliveries", 1, MOST_DELIVERIES));
    }

    /** Whether images that are sent to an endpoint leave the process as documents. */
    public static boolean isQueue(String downloadTo) {
        return !downloadTo.startsWith("direct:");
    }

    private static boolean isInMemory(String queue) {
        return queue.startsWith("seda:") || queue.startsWith("disruptor:");
    }

    /** The endpoint that downloads an image in this process. */
    public String downloadHere(String downloadTo) {
        return queue ? "direct:download-image" : downloadTo;
    }

    private static void require(SettingReader settings, String key, String what) {
        String value = settings.text(key).orElse("");
        if (value.isEmpty() || !isQueue(value)) {
            throw new SettingException(
                    key,
                    value,
                    "is not a queue, and " + DOWNLOAD_TO + " is one; name the queue for " + what + ", such as "
                            + (key.equals(OUTCOMES_TO) ? "jms:queue:swath.outcomes" : "jms:queue:swath.dead-tasks"));
        }
    }
}
