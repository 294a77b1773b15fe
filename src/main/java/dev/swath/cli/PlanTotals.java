package dev.swath.cli;

import dev.swath.flow.listing.PlannedImage;
import dev.swath.flow.listing.Spending;
import dev.swath.job.Job;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Sums over the images of a job. */
final class PlanTotals {

    /** More requests are not begun in a second, whatever the settings. */
    private static final double MOST_A_SECOND = 100;

    private final Job job;
    private final int inFlight;
    private final double requestSeconds;
    private final Map<PlannedImage.Fate, Integer> images = new EnumMap<>(PlannedImage.Fate.class);
    private Spending spending = Spending.NONE;

    /**
     * @param inFlight requests in flight at most
     * @param requestSeconds what one of them takes
     */
    PlanTotals(Job job, int inFlight, double requestSeconds) {
        this.job = job;
        this.inFlight = inFlight;
        this.requestSeconds = requestSeconds;
    }

    void add(PlannedImage image) {
        images.merge(image.fate(), 1, Integer::sum);
        spending = spending.plus(image);
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

    /** Seconds that the requests take if so many are in flight all the time and each takes as long as was said. */
    double seconds() {
        double turns = Math.ceil(spending.requests() / (double) inFlight);
        return Math.max(turns * requestSeconds, spending.requests() / MOST_A_SECOND);
    }

    /** How a run would go beyond what the job may spend; empty if it does not. */
    Optional<String> beyondLimit() {
        return spending.beyond(job.spendingLimit());
    }
}
