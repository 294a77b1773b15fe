package dev.swath.emulator.raster;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** What one request may use: time, and memory for pixels. Shared by the threads that compute for it. */
public final class Budget {

    /** Memory for the pixels of one request; less where the heap is small. */
    public static final long MEMORY = Math.min(384L << 20, Runtime.getRuntime().maxMemory() / 8 * 3);

    /** Memory for the numbers, texts and lists of one request. One more as large as all of them is made before it is refused. */
    private static final long VALUES = Math.min(128L << 20, Runtime.getRuntime().maxMemory() / 8);

    /** Earth Engine's limit for interactive requests is five minutes. */
    public static final Duration TIME = Duration.ofMinutes(5);

    private final long deadline;
    private final long memory;
    private final BooleanSupplier gone;
    private final AtomicLong used = new AtomicLong();
    private final AtomicLong held = new AtomicLong();

    /**
     * @param time until the request is given up
     * @param memory bytes for pixels
     * @param gone whether the client has disconnected, so that nobody waits for the result
     */
    public Budget(Duration time, long memory, BooleanSupplier gone) {
        this.deadline = System.nanoTime() + time.toNanos();
        this.memory = memory;
        this.gone = gone;
    }

    /** Earth Engine's limits. */
    public static Budget standard(BooleanSupplier gone) {
        return new Budget(TIME, MEMORY, gone);
    }

    /** Throws if the time is over, or if nobody waits any more. */
    public void check() {
        if (System.nanoTime() - deadline > 0 || gone.getAsBoolean()) {
            throw ComputationException.timedOut();
        }
    }

    /** Takes memory, to be given back with {@link #free}; throws if there is not enough. */
    void take(long bytes) {
        if (used.addAndGet(bytes) > memory) {
            used.addAndGet(-bytes);
            throw ComputationException.outOfMemory();
        }
    }

    /** Takes memory for a value until the request ends; throws if there is not enough. */
    public void hold(long bytes) {
        if (held.addAndGet(bytes) > VALUES) {
            throw ComputationException.outOfMemory();
        }
    }

    /** Throws if so many bytes could not be had even if nothing else were in memory. */
    public void checkFits(long bytes) {
        if (bytes > memory) {
            throw ComputationException.outOfMemory();
        }
    }

    void free(long bytes) {
        used.addAndGet(-bytes);
    }
}
