package dev.swath.earthengine;

/**
 * Credentials that can't be used as they are: trying again would not help. The text names the file or account and the
 * remedy, never a key or a token.
 */
public final class CredentialsException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** With a text of one line. There is no cause: what libraries and servers say can hold parts of secrets. */
    public CredentialsException(String message) {
        super(message);
    }
}
