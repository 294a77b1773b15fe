package dev.swath.flow.request;

import dev.swath.job.ExplainedFailure;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.CancellationException;

/**
 * A failure on this side of Earth Engine: a file of this machine could not be written or read (a full disk, a missing
 * folder, a lost mount), or an output did not accept a file. Sending the request again does not help.
 */
public class LocalFailure extends IOException implements ExplainedFailure {

    private static final long serialVersionUID = 1;

    /**
     * @param message what went wrong, in one line
     */
    protected LocalFailure(String message, Exception cause) {
        super(message, cause);
    }

    /** A step that only touches files of this machine. */
    @FunctionalInterface
    public interface Step<T> {
        T run() throws IOException;
    }

    /**
     * Runs a step.
     *
     * @param what the step in words, for the message
     * @throws LocalFailure if it fails
     * @throws CancellationException if the thread was interrupted meanwhile, which closes its files
     */
    public static <T> T in(String what, Step<T> step) throws LocalFailure {
        try {
            return step.run();
        } catch (LocalFailure e) {
            throw e;
        } catch (ClosedChannelException e) {
            CancellationException ended = new CancellationException(what + ": interrupted");
            ended.initCause(e);
            throw ended;
        } catch (IOException e) {
            throw new LocalFailure(what + ": " + e.getClass().getSimpleName() + ": " + e.getMessage(), e);
        }
    }
}
