package dev.swath.flow.download;

import dev.swath.job.ExplainedFailure;

/** The image is being downloaded by another process or another run. */
public final class ImageTakenException extends RuntimeException implements ExplainedFailure {

    private static final long serialVersionUID = 1;

    /** For the file with this name, whose work folder is in use. */
    ImageTakenException(String file) {
        super(file + " is being written by another run or process that shares the work folder");
    }

    /** For the file with this name, which a run has claimed in the ledger. */
    ImageTakenException(String file, String run) {
        super(file + " is being downloaded by the run " + run);
    }
}
