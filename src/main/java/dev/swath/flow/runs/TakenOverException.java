package dev.swath.flow.runs;

import dev.swath.job.ExplainedFailure;

/** Another scheduler has taken a run over, and completes it; nothing more is to be done for it here. */
public final class TakenOverException extends RuntimeException implements ExplainedFailure {

    private static final long serialVersionUID = 1;

    TakenOverException(String run) {
        super("the run " + run
                + " was taken over by another scheduler, which completes it: this one did not renew its lease in time;"
                + " see './swath runs'");
    }
}
