package dev.swath.demo;

/** Something could not be started, or ended too early. The message says what it was and what to do. */
public final class DemoException extends Exception {

    private static final long serialVersionUID = 1;

    /** With what is wrong, and what to do. */
    public DemoException(String message) {
        super(message);
    }
}
