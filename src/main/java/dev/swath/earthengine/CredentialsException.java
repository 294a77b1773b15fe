package dev.swath.earthengine;

import dev.swath.job.ExplainedFailure;

/**
 * Credentials that can't be used as they are; trying again would not help. The message names the file or account and
 * the remedy, never a key or a token.
 */
public final class CredentialsException extends RuntimeException implements ExplainedFailure {

    private static final long serialVersionUID = 1;

    /**
     * Creates the exception with a one-line message. There is no cause: the texts of libraries and servers can contain
     * parts of secrets.
     */
    public CredentialsException(String message) {
        super(message);
    }
}
