package dev.swath.earthengine;

import java.io.IOException;

/** A reply that is not as Earth Engine documents it. Trying again may help, since a cut connection looks the same. */
public final class MalformedReplyException extends IOException {

    private static final long serialVersionUID = 1;

    /** Creates the exception with what is wrong. */
    public MalformedReplyException(String message) {
        super(message);
    }

    /** Creates the exception with what is wrong and how it was noticed. */
    public MalformedReplyException(String message, Throwable cause) {
        super(message, cause);
    }
}
