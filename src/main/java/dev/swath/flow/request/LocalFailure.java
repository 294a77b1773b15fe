package dev.swath.flow.request;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.CancellationException;

/**
 * A file of this machine could not be written or read: a full disk, a folder that is gone, a lost mount. Asking the service
 * again does not help.
 */
public final class LocalFailure extends IOException {

    private static final long serialVersionUID = 1;

    /** A failure of ours. */
    private LocalFailure(String step, IOException cause) {
        super(step + ": " + cause.getClass().getSimpleName() + ": " + cause.getMessage(), cause);
    }

    /** A step that touches files of this machine and nothing else. */
    @FunctionalInterface
    public interface Step<T> {
        T run() throws IOException;
    }

    /**
     * Takes a step.
     *
     * @param what it is, for the message
     * @throws LocalFailure if it fails
     * @throws CancellationException if the thread was told to end meanwhile, which closes the files it works on
     */
    public static <T> T in(String what, Step<T> step) throws LocalFailure {
        try {
            return step.run();
        } catch (LocalFailure e) {
            throw e;
        } catch (ClosedChannelException e) {
            CancellationException ended = new CancellationException(what + ": given up on the way");
            ended.initCause(e);
            throw ended;
        } catch (IOException e) {
            throw new LocalFailure(what, e);
        }
    }
}
