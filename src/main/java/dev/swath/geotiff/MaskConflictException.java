package dev.swath.geotiff;

import dev.swath.job.ExplainedFailure;

/** The masks of an image can't be stored the way its file is meant to store them. */
public final class MaskConflictException extends RuntimeException implements ExplainedFailure {

    private static final long serialVersionUID = 1;

    private MaskConflictException(String message) {
        super(message);
    }

    /** Valid samples hold the value that marks those without data. */
    static MaskConflictException nodataIsData(String nodata) {
        return new MaskConflictException("valid samples hold the nodata value " + nodata
                + "; set swath.nodata to a value that the data does not hold, or swath.mask to internal");
    }

    /** A pixel has data in one band and none in another. */
    static MaskConflictException bandsDiffer() {
        return new MaskConflictException(
                "the masks of the bands differ, and mask internal holds one for all bands; set swath.mask to nodata");
    }
}
