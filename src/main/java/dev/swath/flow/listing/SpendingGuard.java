package dev.swath.flow.listing;

import dev.swath.flow.jobs.Jobs;
import dev.swath.flow.runs.ImageTask;
import dev.swath.flow.runs.Runs;
import dev.swath.job.Job;
import dev.swath.run.Run;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/** Ends a run before its first pixel request if its plan exceeds the job's spending limit. */
public final class SpendingGuard {

    /** Most images in memory at once, about 13 kB each. */
    private static final int MOST_HELD = 10_000;

    private final Jobs jobs;
    private final Runs runs;
    private final ImageSelector selector;

    /**
     * @param jobs know their limits
     * @param runs records that a run is not started
     * @param selector knows which images cost nothing
     */
    public SpendingGuard(Jobs jobs, Runs runs, ImageSelector selector) {
        this.jobs = jobs;
        this.runs = runs;
        this.selector = selector;
    }

    /**
     * The images of a run, all of which are planned before the first one is returned; none if they exceed the limit.
     */
    Iterator<ImageTask> admit(Run run, Iterator<ImageTask> images) {
        Job job = jobs.job(run.job());
        // A run that was taken over was admitted when it began.
        if (!job.spendingLimit().isSet() || runs.isResumed(run)) {
            return images;
        }
        List<ImageTask> held = new ArrayList<>();
        Spending spending = Spending.NONE;
        while (images.hasNext()) {
            if (held.size() == MOST_HELD) {
                return refused(run, "more than " + MOST_HELD + " images can't be checked against a limit");
            }
            ImageTask task = images.next();
            held.add(task);
            PlannedImage planned = PlannedImage.of(job, task.image(), selector);
            spending = spending.plus(planned.spending());
        }
        return spending.beyond(job.spendingLimit())
                .map(reason -> refused(run, reason))
                .orElseGet(held::iterator);
    }

    private Iterator<ImageTask> refused(Run run, String reason) {
        runs.stop(
                run,
                String.format(
                        Locale.ROOT,
                        "%s; check it with 'swath plan %s', then raise the limit or run 'swath once --yes %s'",
                        reason,
                        run.job(),
                        run.job()));
        return Collections.emptyIterator();
    }
}
