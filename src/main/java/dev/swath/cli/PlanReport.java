package dev.swath.cli;

import dev.swath.flow.listing.PlannedImage;
import dev.swath.run.RunSummary;

/** How plans are shown: each job with its images, as they are listed, and then their sum. */
interface PlanReport {

    /** A job begins. */
    void job(String name);

    /** An image of the job. */
    void image(PlannedImage image);

    /**
     * The job ends.
     *
     * @param listed why the listing ended early, if it did, and which images were left out
     */
    void sum(PlanTotals totals, RunSummary listed);

    /** After the last job. */
    void end();
}
