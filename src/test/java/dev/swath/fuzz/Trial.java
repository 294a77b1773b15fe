package dev.swath.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A try of a reader with input that nobody vouches for. The reader may fail in the documented way, within a time and with
 * no more than so many bytes allocated; anything else fails the test.
 *
 * @param limit longest time
 * @param mostBytes most that may be allocated, freed or not
 * @param documented what the reader may throw
 */
public record Trial(Duration limit, long mostBytes, Class<? extends Exception> documented) {

    /** What is tried. */
    @FunctionalInterface
    public interface Action {
        void run() throws Exception;
    }

    /** Thrown by no reader: for those that must take whatever comes. */
    public static final class Never extends Exception {
        private static final long serialVersionUID = 1;

        private Never() {}
    }

    /** Runs it in a thread of its own, which is left behind where it hangs. */
    public void run(Action action) {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread thread = new Thread(() -> attempt(action).ifPresent(failure::set), "trial");
        thread.setDaemon(true);
        thread.start();
        try {
            thread.join(limit.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        if (thread.isAlive()) {
            AssertionError hang = new AssertionError("no end after " + limit);
            hang.setStackTrace(thread.getStackTrace());
            throw hang;
        }
        if (failure.get() != null) {
            throw new AssertionError("not documented: " + failure.get(), failure.get());
        }
    }

    private Optional<Throwable> attempt(Action action) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        try {
            action.run();
        } catch (Exception | StackOverflowError | OutOfMemoryError | AssertionError e) {
            if (!documented.isInstance(e)) {
                return Optional.of(e);
            }
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        return allocated > mostBytes
                ? Optional.of(new IllegalStateException(allocated + " bytes were allocated"))
                : Optional.empty();
    }
}
