package dev.swath.flow.download;

import dev.swath.job.ExplainedFailure;

/** Another run or process is writing this image. */
public final class ImageTakenException extends RuntimeException implements ExplainedFailure {

    private static final long serialVersionUID = 1;

    /** About the file of this name, whose work folder is in use. */
    ImageTakenException(String file) {
        super(file + " is in work in another process, or another run of this one, that shares the work folder");
    }

    /** About the file of this name, which a run has claimed in the ledger. */
    ImageTakenException(String file, String run) {
        super(file + " is in work in another process, or another run of this one: " + run);
    }

    /** About the file of this name, whose claim has ended before it was stored. */
    static ImageTakenException lost(String file) {
        return new ImageTakenException(file, "its claim was not renewed in time");
    }
}
