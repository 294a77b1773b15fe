package dev.swath.flow.request;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.Variable;

/**
 * Limits the memory of the whole process for pixels: a request takes the bytes of its uncompressed reply before it is sent,
 * and gives them back when the reply is part of its file or the attempt has failed. Requests come in the order in which they
 * ask; one that is larger than the limit is let through alone.
 */
public final class ByteBudget {

    /** How often a waiting request checks whether it is still wanted. */
    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(500);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition turn = lock.newCondition();
    private final Deque<Attempts> waiting = new ArrayDeque<>();
    private final long most;
    private long taken;

    /**
     * A budget of which nothing is taken.
     *
     * @param most bytes that may be taken at once, at least 1
     */
    public ByteBudget(long most) {
        this.most = most;
    }

    /**
     * Waits for the bytes of a request, and takes them; a request that has them, or needs none, goes on at once.
     *
     * @throws GivenUpException if the work that the request is for must end first
     * @throws InterruptedException if the thread is to stop
     */
    public void enter(@Variable("request") ServiceRequest request) throws InterruptedException {
        enter(request.attempts(), request.bytes());
    }

    void enter(Attempts attempts, long bytes) throws InterruptedException {
        if (bytes == 0 || attempts.bytes() > 0) {
            return;
        }
        Deadline deadline = attempts.deadline();
        deadline.require();
        lock.lockInterruptibly();
        try {
            waiting.add(attempts);
            while (waiting.peek() != attempts || !fits(bytes)) {
                deadline.await(turn, LOOK);
                deadline.require();
            }
            taken += bytes;
            attempts.hold(bytes);
        } finally {
            waiting.remove(attempts);
            turn.signalAll();
            lock.unlock();
        }
    }

    private boolean fits(long bytes) {
        return taken == 0 || bytes <= most - taken;
    }

    /** Gives back what the request has taken, if anything. */
    public void leave(@Variable("request") ServiceRequest request) {
        leave(request.attempts());
    }

    void leave(Attempts attempts) {
        lock.lock();
        try {
            taken -= attempts.bytes();
            attempts.hold(0);
            turn.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The bytes that are taken. */
    public long taken() {
        lock.lock();
        try {
            return taken;
        } finally {
            lock.unlock();
        }
    }
}
