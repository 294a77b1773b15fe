package dev.swath.emulator.raster;

import java.util.Locale;

/** A computation that can't be carried out, with the message that Earth Engine would give. */
public final class ComputationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private ComputationException(String message) {
        // Part of a reply, not an error that needs a stack trace.
        super(message, null, false, false);
    }

    /** With a message as for {@link String#format}; without parts, the message as it is. */
    public static ComputationException of(String message, Object... parts) {
        return new ComputationException(parts.length == 0 ? message : String.format(Locale.ROOT, message, parts));
    }

    /** The request needs more memory than one request may use. */
    public static ComputationException outOfMemory() {
        return of("User memory limit exceeded.");
    }

    /** Functions are nested more deeply than they can be evaluated. */
    public static ComputationException tooDeep() {
        return of("The expression is nested too deeply.");
    }

    /** The request takes longer than one request may take. */
    public static ComputationException timedOut() {
        return of("Computation timed out.");
    }
}
