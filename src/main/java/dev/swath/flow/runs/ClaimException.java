package dev.swath.flow.runs;

import dev.swath.job.ExplainedFailure;
import java.io.IOException;

/** An image can't be claimed, or its claim can't be renewed, because the ledger fails: another attempt may succeed. */
public final class ClaimException extends IOException implements ExplainedFailure {

    private static final long serialVersionUID = 1;

    ClaimException(String message) {
        super(message);
    }
}
