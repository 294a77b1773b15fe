package dev.swath.flow.download;

import dev.swath.job.ExplainedFailure;

/** The image is in work already, in another process or another run. */
public final class ImageTakenException extends RuntimeException implements ExplainedFailure {

    private static final long serialVersionUID = 1;

    /** About the file of this name, whose work folder is in use. */
    ImageTakenException(String file) {
        super(file + " is in work in another run or process, which shares the work folder");
    }

    /** About the file of this name, which a run has claimed in the ledger. */
    ImageTakenException(String file, String run) {
        super(file + " is in work in the run " + run);
    }
}
