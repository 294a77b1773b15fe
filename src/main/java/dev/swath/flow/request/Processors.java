package dev.swath.flow.request;

import java.io.IOException;
import java.util.concurrent.Semaphore;

/**
 * Lets only as many threads make pixels at once as there are processors. More would not be faster, and each holds some megabytes
 * of blocks that it is working on. Threads come in the order in which they ask.
 */
public final class Processors {

    private final Semaphore free;

    /**
     * All of them free.
     *
     * @param count at least 1
     */
    public Processors(int count) {
        this.free = new Semaphore(count, true);
    }

    /**
     * Does some work once a processor is free. That is soon, because those before it only compute, too.
     *
     * @param work what only computes, and reads and writes files
     * @return its result
     * @throws IOException if the work does
     */
    public <T> T work(Work<T> work) throws IOException {
        free.acquireUninterruptibly();
        try {
            return work.result();
        } finally {
            free.release();
        }
    }

    /**
     * Work for a processor.
     *
     * @param <T> its result
     */
    @FunctionalInterface
    public interface Work<T> {

        /** Does the work. */
        T result() throws IOException;
    }
}
