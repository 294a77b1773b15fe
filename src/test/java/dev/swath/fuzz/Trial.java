package dev.swath.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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

    /** Threads for the tries: a new one for each would cost more than most tries do. */
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "trial");
        thread.setDaemon(true);
        return thread;
    });

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

    /** Runs it in another thread, which is left behind where it hangs. */
    public void run(Action action) {
        AtomicReference<Thread> worker = new AtomicReference<>();
        Future<Optional<Throwable>> trial = THREADS.submit(() -> {
            worker.set(Thread.currentThread());
            return attempt(action);
        });
        try {
            trial.get(limit.toMillis(), TimeUnit.MILLISECONDS).ifPresent(failure -> {
                throw new AssertionError("not documented: " + failure, failure);
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new AssertionError("not documented: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            AssertionError hang = new AssertionError("no end after " + limit, e);
            Optional.ofNullable(worker.get()).ifPresent(thread -> hang.setStackTrace(thread.getStackTrace()));
            throw hang;
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
