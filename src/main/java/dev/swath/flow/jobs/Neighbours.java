package dev.swath.flow.jobs;

import dev.swath.job.Job;
import dev.swath.job.SettingException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The enabled jobs beside the wanted ones, which do not run now and whose files are theirs all the same. Each is read when somebody
 * first asks, which few runs do. Thread-safe.
 */
final class Neighbours {

    private static final Logger LOG = LoggerFactory.getLogger(Neighbours.class);

    private final Map<String, Supplier<Optional<Job>>> unread = new LinkedHashMap<>();
    private final Map<String, Job> read = new LinkedHashMap<>();

    /**
     * Adds a job.
     *
     * @param job reads it; empty if it is not enabled
     */
    synchronized void add(String name, Supplier<Optional<Job>> job) {
        unread.put(name, job);
    }

    /** Forgets a job. */
    synchronized void remove(String name) {
        unread.remove(name);
        read.remove(name);
    }

    /** All that can be read. */
    synchronized List<Job> jobs() {
        unread.forEach((name, job) -> read(name, job).ifPresent(found -> read.put(name, found)));
        unread.clear();
        return List.copyOf(read.values());
    }

    /** One that has faults does not run, and so has no files to keep. */
    private static Optional<Job> read(String name, Supplier<Optional<Job>> job) {
        try {
            return job.get();
        } catch (SettingException fault) {
            LOG.debug("job={} is not considered: {}", name, fault.getMessage());
            return Optional.empty();
        }
    }
}
