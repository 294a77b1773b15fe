package dev.swath.cli;

import dev.swath.flow.listing.PlannedImage;
import dev.swath.flow.listing.Spending;
import dev.swath.job.Job;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Totals of the images of a job. */
final class PlanTotals {

    /** The most requests that start in a second, whatever the settings. */
    private static final double MOST_A_SECOND = 100;

    private final Job job;
    private final int inFlight;
    private final double requestSeconds;
    private final Map<PlannedImage.Fate, Integer> images = new EnumMap<>(PlannedImage.Fate.class);
    private Spending spending = Spending.NONE;

    /**
     * @param inFlight most requests in flight
     * @param requestSeconds duration of one request
     */
    PlanTotals(Job job, int inFlight, double requestSeconds) {
        this.job = job;
        this.inFlight = inFlight;
        this.requestSeconds = requestSeconds;
    }

    void add(PlannedImage image) {
        images.merge(image.fate(), 1, Integer::sum);
        spending = spending.plus(image.spending());
    }

    int found() {
        return images.values().stream().mapToInt(Integer::intValue).sum();
    }

    int of(PlannedImage.Fate fate) {
        return images.getOrDefault(fate, 0);
    }

    int unobtainable() {
        return of(PlannedImage.Fate.UNOBTAINABLE);
    }

    Spending spending() {
        return spending;
    }

    int inFlight() {
        return inFlight;
    }

    double requestSeconds() {
        return requestSeconds;
    }

    /**
     * The estimated time in seconds, if the given number of requests is always in flight and each takes the given time.
     */
    double seconds() {
        double turns = Math.ceil(spending.requests() / (double) inFlight);
        return Math.max(turns * requestSeconds, spending.requests() / MOST_A_SECOND);
    }

    /** How a run would exceed the job's spending limit; empty if it would not. */
    Optional<String> beyondLimit() {
        return spending.beyond(job.spendingLimit());
    }
}
