package dev.swath.earthengine;

import java.io.IOException;

/** A reply that is not what Earth Engine documents; asking again may help, since a cut connection looks the same. */
public final class MalformedReplyException extends IOException {

    private static final long serialVersionUID = 1;

    /** With what is wrong. */
    public MalformedReplyException(String message) {
        super(message);
    }

    /** With what is wrong and how it showed. */
    public MalformedReplyException(String message, Throwable cause) {
        super(message, cause);
    }
}
