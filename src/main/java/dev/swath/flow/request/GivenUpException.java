package dev.swath.flow.request;

import dev.swath.job.ExplainedFailure;

/** Work that is given up for a reason of its own: its time is over, or the run is ended. Asking again does not help. */
public final class GivenUpException extends RuntimeException implements ExplainedFailure {

    private static final long serialVersionUID = 1;

    /** Given up for this reason, which is all that there is to tell. */
    public GivenUpException(String reason) {
        super(reason);
    }
}
