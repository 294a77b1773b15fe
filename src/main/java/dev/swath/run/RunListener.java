package dev.swath.run;

/** Is told of the progress of runs, from the threads that make it. Must return quickly. */
public interface RunListener {

    /** A listener that does nothing. */
    RunListener NONE = new RunListener() {};

    /** A run was triggered. */
    default void opened(Run run) {}

    /** A run is about images that were chosen one by one. */
    default void chosen(Run run) {}

    /** The listing gave an image, which will be taken up when there is room. */
    default void listed(Run run, String image) {}

    /** An image that was listed will not be taken up. */
    default void leftOut(Run run, LeftOut image) {}

    /** The tiles of an image are known. */
    default void planned(Run run, String image, int tiles) {}

    /** A tile of an image arrived and is part of its file. */
    default void fetched(Run run, String image) {}

    /** A request is sent, for the first time or again. */
    default void requested(Run run, RequestKind kind, boolean again) {}

    /** A request brought what it asked for; of one for the listing no steps but wait and fetch are known. */
    default void answered(Run run, RequestKind kind, RequestTiming request) {}

    /** A request brought nothing that could be used. */
    default void failed(Run run, RequestKind kind, FailedTry request) {}

    /** An image has its outcome. */
    default void finished(Run run, ImageOutcome outcome) {}

    /** Every image of a run has its outcome; what keeps the run from being complete may still be put into its tally. */
    default void closing(RunTally tally) {}

    /** The run has come to its end. */
    default void closed(RunSummary summary) {}

    /** Report and summary of a closed run are where they belong, or could not be put there. */
    default void settled(RunSummary summary) {}

    /** The run ended without a summary: it could not begin, or none was wanted. */
    default void abandoned(Run run) {}

    /** The run was given up for want of progress, and does not end: a thread hangs that nothing wakes. */
    default void stuck(Run run) {}

    /** This listener, and after it another. */
    default RunListener and(RunListener next) {
        return new BothListeners(this, next);
    }
}
