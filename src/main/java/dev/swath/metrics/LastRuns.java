package dev.swath.metrics;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known about the runs of a job. Runs of images that were chosen one by one do not count.
 *
 * @param ended when the last one ended; empty if none has
 * @param complete whether that one was complete
 * @param success when the last complete one ended; empty if there was none
 */
public record LastRuns(Optional<Instant> ended, boolean complete, Optional<Instant> success) {

    /** Nothing is known: the job never ran. */
    public static final LastRuns NONE = new LastRuns(Optional.empty(), false, Optional.empty());

    LastRuns then(Instant end, boolean isComplete) {
        return new LastRuns(Optional.of(end), isComplete, isComplete ? Optional.of(end) : success);
    }

    /** These, or others that end later: of two processes that run a job, each knows its own runs before those of the other. */
    LastRuns orLater(LastRuns others) {
        return others.ended().orElse(Instant.MIN).isAfter(ended.orElse(Instant.MIN)) ? others : this;
    }

    /** Seconds since 1970; 0 for no instant. */
    static double seconds(Optional<Instant> instant) {
        return instant.map(Instant::toEpochMilli).orElse(0L) / 1000.0;
    }
}
