package dev.swath.flow.request;

import dev.swath.job.ExplainedFailure;

/** Work was given up because its time is over, or because the run has ended. Another attempt does not help. */
public final class GivenUpException extends RuntimeException implements ExplainedFailure {

    private static final long serialVersionUID = 1;

    /** Creates the exception with its reason, which is the whole message. */
    public GivenUpException(String reason) {
        super(reason);
    }
}
