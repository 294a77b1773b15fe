package dev.swath.geotiff;

import dev.swath.job.ExplainedFailure;

/** The file of an image can't store the image's masks with the configured kind of mask. */
public final class MaskConflictException extends RuntimeException implements ExplainedFailure {

    private static final long serialVersionUID = 1;

    private MaskConflictException(String message) {
        super(message);
    }

    /** Valid samples have the value that marks samples without data. */
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
