package dev.swath.flow.request;

import java.io.IOException;
import java.util.PriorityQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets only as many threads make pixels at once as there are processors. More would not be faster, and each holds some megabytes
 * of blocks that it is working on. Of the threads that wait, the one whose image was begun first comes first: one image after the
 * other is finished, so that its memory is free and the next one is requested.
 */
public final class Processors {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition change = lock.newCondition();
    private final PriorityQueue<Turn> waiting = new PriorityQueue<>();
    private long turns;
    private int free;

    /**
     * All of them free.
     *
     * @param count at least 1
     */
    public Processors(int count) {
        this.free = count;
    }

    /**
     * Does some work once a processor is free. That is soon, because those before it only compute, too.
     *
     * @param begun when the work on the image, or other work that this is a part of, was begun, in nanoseconds of
     *     {@link System#nanoTime}
     * @param work what only computes, and reads and writes files
     * @return its result
     * @throws IOException if the work does
     */
    public <T> T work(long begun, Work<T> work) throws IOException {
        take(begun);
        try {
            return work.result();
        } finally {
            giveBack();
        }
    }

    private void take(long begun) {
        lock.lock();
        try {
            Turn turn = new Turn(begun, turns++);
            waiting.add(turn);
            while (free == 0 || !turn.equals(waiting.peek())) {
                change.awaitUninterruptibly();
            }
            waiting.remove();
            free--;
            change.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void giveBack() {
        lock.lock();
        try {
            free++;
            change.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How many threads wait. */
    int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    /** That of a waiting thread. */
    private record Turn(long begun, long number) implements Comparable<Turn> {
        @Override
        public int compareTo(Turn other) {
            // As System.nanoTime says: by their difference, since the numbers may overflow.
            long earlier = begun - other.begun;
            return earlier == 0 ? Long.compare(number, other.number) : Long.signum(earlier);
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
