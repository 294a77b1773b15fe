package dev.swath.geotiff;

import java.io.IOException;

/** A file is not a TIFF, is damaged, or uses a part of the format that Swath does not read. */
public final class TiffException extends IOException {

    private static final long serialVersionUID = 1L;

    /** An error with this text, one line. */
    public TiffException(String message) {
        super(message);
    }

    /** An error with this text, one line, and its cause. */
    public TiffException(String message, Throwable cause) {
        super(message, cause);
    }
}
