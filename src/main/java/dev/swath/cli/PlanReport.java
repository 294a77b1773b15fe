package dev.swath.cli;

import dev.swath.flow.listing.PlannedImage;
import dev.swath.job.Job;
import dev.swath.run.RunSummary;

/** Receives plans: each job with its images, as they are listed, and then their totals. */
interface PlanReport {

    /** The number of next firings shown of each job. */
    int FIRINGS = 3;

    /** A job begins. */
    void job(Job job);

    /** An image of the job. */
    void image(PlannedImage image);

    /**
     * A job ends.
     *
     * @param listed why the listing ended early, if it did, and which images were left out
     */
    void sum(PlanTotals totals, RunSummary listed);

    /** All jobs have ended. */
    void end();
}
