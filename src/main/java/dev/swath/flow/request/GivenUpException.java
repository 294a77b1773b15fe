package dev.swath.flow.request;

import dev.swath.job.ExplainedFailure;

/** Work that is given up because its time is over or its run ends. Sending the request again does not help. */
public final class GivenUpException extends RuntimeException implements ExplainedFailure {

    private static final long serialVersionUID = 1;

    /** Given up for this reason. */
    public GivenUpException(String reason) {
        super(reason);
    }
}
