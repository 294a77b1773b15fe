package dev.swath.run;

/** A time in which a request was on the wire, in seconds from the start of its run. */
public sealed interface InFlight permits RequestTiming, FailedTry {

    /** When it was sent. */
    double startSeconds();

    /** When the last byte of its reply had arrived, or it had failed. */
    double endSeconds();

    /** When all that was to be done with its reply was done. */
    default double doneSeconds() {
        return endSeconds();
    }
}
