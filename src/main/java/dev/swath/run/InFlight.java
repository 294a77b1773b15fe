package dev.swath.run;

/** The time in which a request was in flight, in seconds from the start of its run. */
public sealed interface InFlight permits RequestTiming, FailedAttempt {

    /** When it was sent. */
    double startSeconds();

    /** When the last byte of its reply arrived, or when it failed. */
    double endSeconds();

    /** When the work on its reply was done. */
    default double doneSeconds() {
        return endSeconds();
    }
}
