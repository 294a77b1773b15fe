package dev.swath.flow.runs;

import java.time.Duration;

/** Lets time go by; a test lets none. */
@FunctionalInterface
public interface Pause {

    /** By the clock. */
    Pause ON_THE_CLOCK = time -> Thread.sleep(time.toMillis());

    /**
     * Waits.
     *
     * @throws InterruptedException if the thread is to stop
     */
    void of(Duration time) throws InterruptedException;
}
