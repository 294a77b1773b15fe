package dev.swath.flow.runs;

import dev.swath.job.ExplainedFailure;

/** An image is not taken up, because its run ends; it has not failed. */
public final class NotStartedException extends RuntimeException implements ExplainedFailure {

    private static final long serialVersionUID = 1;

    /** Why its run takes up no more images. */
    NotStartedException(String reason) {
        super("not started: " + reason);
    }
}
