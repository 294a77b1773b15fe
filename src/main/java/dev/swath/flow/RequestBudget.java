package dev.swath.flow;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * How many requests may be in flight at once, for the whole process. Begins low, grows while all is well and is halved when
 * the service says that it is too much (additive increase, multiplicative decrease: Chiu and Jain, 1989). What was too
 * much is remembered: up to one below, it grows again by one for each success; from there on it feels its way, by one
 * for each {@value #PROBE} successes. Never above the limit that is set, nor more than 100 requests begun in a second.
 */
public final class RequestBudget {

    private static final int FIRST = 4;
    private static final int PROBE = 150;
    private static final int MOST_A_SECOND = 100;
    private static final long GAP = TimeUnit.SECONDS.toNanos(1) / MOST_A_SECOND;
    /** Replies to requests sent before a cut say nothing about the time after it. */
    private static final long ONE_CUT = TimeUnit.MILLISECONDS.toNanos(500);

    private final ReentrantLock lock = new ReentrantLock(true);
    private final Condition room = lock.newCondition();
    private final int most;
    private final Duration longestWait;
    private final LongSupplier nanoTime;
    private int limit;
    private int tooMany;
    private int inFlight;
    private int successes;
    private long lastCut;
    private long nextStart;

    /**
     * A budget with nothing in flight.
     *
     * @param most requests in flight that are never exceeded, at least 1
     * @param longestWait how long a request waits for its place before it fails
     */
    public RequestBudget(int most, Duration longestWait) {
        this(most, longestWait, System::nanoTime);
    }

    RequestBudget(int most, Duration longestWait, LongSupplier nanoTime) {
        this.most = most;
        this.longestWait = longestWait;
        this.nanoTime = nanoTime;
        this.limit = Math.min(FIRST, most);
        this.tooMany = most + 1;
        this.lastCut = nanoTime.getAsLong() - ONE_CUT;
        this.nextStart = nanoTime.getAsLong();
    }

    /**
     * Waits for a place, and takes it.
     *
     * @throws TimeoutException if there is none in time
     * @throws InterruptedException if the thread is to stop
     */
    public void enter() throws InterruptedException, TimeoutException {
        long left = longestWait.toNanos();
        lock.lockInterruptibly();
        try {
            while (inFlight >= limit || nextStart - nanoTime.getAsLong() > 0) {
                if (left <= 0) {
                    throw new TimeoutException(
                            "no place among the requests in flight within " + longestWait.toSeconds() + " s");
                }
                long pause = inFlight >= limit ? left : Math.min(left, nextStart - nanoTime.getAsLong());
                left -= Math.max(0, pause) - Math.max(0, room.awaitNanos(pause));
            }
            inFlight++;
            nextStart = Math.max(nextStart, nanoTime.getAsLong()) + GAP;
        } finally {
            lock.unlock();
        }
    }

    /** Gives the place back, whatever became of the request. */
    public void leave() {
        lock.lock();
        try {
            inFlight--;
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** A request was answered as it should be. */
    void succeeded() {
        lock.lock();
        try {
            // A limit that is not used up says nothing about a higher one; this request still holds its place.
            if (limit >= most || inFlight < limit) {
                return;
            }
            successes++;
            if (successes >= (limit + 1 < tooMany ? 1 : PROBE)) {
                successes = 0;
                limit++;
                tooMany = Math.max(tooMany, limit + 1);
                room.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The service said that these are too many requests. */
    void tooMany() {
        lock.lock();
        try {
            long now = nanoTime.getAsLong();
            if (now - lastCut < ONE_CUT) {
                return;
            }
            lastCut = now;
            tooMany = limit;
            successes = 0;
            limit = Math.max(1, limit / 2);
        } finally {
            lock.unlock();
        }
    }

    /** How many requests may be in flight now. */
    public int limit() {
        lock.lock();
        try {
            return limit;
        } finally {
            lock.unlock();
        }
    }
}
