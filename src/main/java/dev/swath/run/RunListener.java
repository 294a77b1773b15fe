package dev.swath.run;

import java.util.List;

/** Receives the progress of runs, on the threads that do the work. Methods must return quickly. */
public interface RunListener {

    /** A listener that does nothing. */
    RunListener NONE = new RunListener() {};

    /** A run was triggered. */
    default void opened(Run run) {}

    /** A run of another scheduler, which is gone, goes on in this process. */
    default void resumed(Run run) {
        opened(run);
    }

    /** A run goes on in another process, which has taken it over. */
    default void lost(Run run) {
        abandoned(run);
    }

    /** A run is limited to images that were chosen one by one. */
    default void chosen(Run run) {}

    /** The listing returned an image, which is downloaded when its turn comes. */
    default void listed(Run run, String image) {}

    /** A listed image will not be downloaded. */
    default void leftOut(Run run, LeftOut image) {}

    /** The tiles of an image are known. */
    default void planned(Run run, String image, int tiles) {}

    /** A tile of an image arrived and was added to its file. */
    default void fetched(Run run, String image) {}

    /** A request is sent, for the first time or again. */
    default void requested(Run run, RequestKind kind, boolean again) {}

    /** A request succeeded; for a listing request only the wait and fetch steps are known. */
    default void answered(Run run, RequestKind kind, RequestTiming request) {}

    /** A request failed to return anything usable. */
    default void failed(Run run, RequestKind kind, FailedAttempt request) {}

    /** An image has its outcome. */
    default void finished(Run run, ImageOutcome outcome) {}

    /**
     * One more image has its outcome, on which there was nothing to do: it misses the area, or is stored already. The first
     * {@value RunSummary#MOST_UNTOUCHED_NAMED} of these in a run are notified as {@link #finished}, which may take its time over
     * each; all further ones as this, which should only count them.
     */
    default void untouched(Run run, ImageOutcome outcome) {}

    /** Every image of a run has its outcome; reasons why the run is not complete can still be added to its tally. */
    default void closing(RunTally tally) {}

    /** The run has ended. */
    default void closed(RunSummary summary) {}

    /** The report and summary of a closed run have been stored, or could not be. */
    default void settled(RunSummary summary) {}

    /** The run ended without a summary: it could not begin, or no summary was wanted. */
    default void abandoned(Run run) {}

    /** The run was given up because it made no progress, and does not end: a thread hangs and can't be interrupted. */
    default void stuck(Run run) {}

    /** Several listeners in the place of one: each is notified, in their order. */
    static RunListener all(List<RunListener> listeners) {
        return EachListener.of(listeners);
    }
}
