package dev.swath.earthengine;

import dev.swath.job.ExplainedFailure;

/** The bands that a job requests can't be delivered together for an image. */
public final class BandSelectionException extends RuntimeException implements ExplainedFailure {

    private static final long serialVersionUID = 1;

    /** Creates the exception with a one-line message that names the bands and the remedy. */
    public BandSelectionException(String message) {
        super(message);
    }
}
