package dev.swath.flow.download;

import dev.swath.job.ExplainedFailure;

/** The image is in work already, in another process or another run. */
public final class ImageTakenException extends RuntimeException implements ExplainedFailure {

    private static final long serialVersionUID = 1;

    /** About the file of this name. */
    ImageTakenException(String file) {
        super(file + " is in work in another run or process, which shares the work folder");
    }
}
