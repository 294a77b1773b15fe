package dev.swath.metrics;

import dev.swath.run.OutcomeStatus;
import java.util.Map;

/**
 * How far the latest run of a job is, whichever process has it. Runs of images that were chosen one by one count too.
 *
 * @param running whether it is in progress
 * @param listed its images so far
 * @param outcomes how many of them have which outcome
 */
public record LatestRun(boolean running, int listed, Map<OutcomeStatus, Integer> outcomes) {

    /** The job never ran. */
    public static final LatestRun NONE = new LatestRun(false, 0, Map.of());

    /** Copies the map. */
    public LatestRun {
        outcomes = Map.copyOf(outcomes);
    }

    int with(OutcomeStatus status) {
        return outcomes.getOrDefault(status, 0);
    }
}
