package dev.swath.flow.request;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.apache.camel.Body;

/**
 * Limits the requests in flight of the whole process. The limit begins low, grows while requests succeed and is halved
 * when the service reports too many requests (additive increase, multiplicative decrease: Chiu and Jain, 1989). A limit
 * that was too high is remembered: up to one below it, the limit grows by one for each success; from there on by one
 * for each {@value #PROBE} successes. It never exceeds the configured limit, nor 100 new requests in a second. Where several
 * processes share one quota, it exceeds neither the share of this one, nor that part of the requests in a second.
 */
public final class RequestBudget {

    private static final int FIRST = 12;
    private static final int PROBE = 150;
    private static final int MOST_A_SECOND = 100;
    private static final long GAP = TimeUnit.SECONDS.toNanos(1) / MOST_A_SECOND;
    /** Replies to requests that were sent before a cut say nothing about the time after it. */
    private static final long ONE_CUT = TimeUnit.MILLISECONDS.toNanos(500);

    /** How often a waiting request checks whether it is still wanted. */
    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(500);

    private final ReentrantLock lock = new ReentrantLock(true);
    private final Condition room = lock.newCondition();
    private final int most;
    private final LongSupplier nanoTime;
    private int limit;
    private int tooMany;
    private int inFlight;
    private int successes;
    private long lastCut;
    private long nextStart;
    private int share;
    private long gap = GAP;
    private boolean shared;
    private long shareEnds;
    private boolean asked;

    /**
     * A budget with nothing in flight.
     *
     * @param most upper limit of requests in flight, at least 1
     */
    public RequestBudget(int most) {
        this(most, System::nanoTime);
    }

    RequestBudget(int most, LongSupplier nanoTime) {
        this.most = most;
        this.nanoTime = nanoTime;
        this.share = most;
        this.limit = Math.min(FIRST, most);
        this.tooMany = most + 1;
        this.lastCut = nanoTime.getAsLong() - ONE_CUT;
        this.nextStart = nanoTime.getAsLong();
    }

    /**
     * Waits for a slot, and takes it.
     *
     * @throws GivenUpException if the work that the request is for must end first
     * @throws InterruptedException if the thread is to stop
     */
    public void enter(@Body ServiceRequest request) throws InterruptedException {
        enter(request.attempts().deadline());
    }

    void enter(Deadline deadline) throws InterruptedException {
        deadline.require();
        lock.lockInterruptibly();
        try {
            asked = true;
            while (!hasRoom() || nextStart - nanoTime.getAsLong() > 0) {
                long pause = hasRoom() ? Math.min(LOOK, nextStart - nanoTime.getAsLong()) : LOOK;
                deadline.await(room, pause);
                deadline.require();
                asked = true;
            }
            inFlight++;
            nextStart = Math.max(nextStart, nanoTime.getAsLong()) + gap;
        } finally {
            lock.unlock();
        }
    }

    private boolean hasRoom() {
        return inFlight < Math.min(limit, share) && (!shared || shareEnds - nanoTime.getAsLong() > 0);
    }

    /**
     * From now on this process has a share of a quota.
     *
     * @param requests most requests in flight of this process; none if 0
     * @param total requests in flight of all processes
     * @param until when it ends, on the clock of {@link System#nanoTime}: from then on no request starts
     */
    public void share(int requests, int total, long until) {
        lock.lock();
        try {
            shared = true;
            share = Math.min(most, requests);
            shareEnds = until;
            gap = GAP * total / Math.max(1, share);
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Lowers the share of this process, at once for requests that have not started.
     *
     * @return how many requests are in flight still
     */
    public int lower(int requests) {
        lock.lock();
        try {
            shared = true;
            if (requests < share) {
                gap = gap * Math.max(1, share) / Math.max(1, requests);
                share = requests;
            }
            return inFlight;
        } finally {
            lock.unlock();
        }
    }

    /** Whether a request was in flight, or waited for its turn, since this was last asked. */
    public boolean wasUsed() {
        lock.lock();
        try {
            boolean used = asked || inFlight > 0;
            asked = false;
            return used;
        } finally {
            lock.unlock();
        }
    }

    /** Releases the slot, whatever the result of the request. */
    public void leave() {
        lock.lock();
        try {
            inFlight--;
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** A request succeeded. */
    void succeeded() {
        lock.lock();
        try {
            // A limit that is not used up says nothing about a higher one; this request still has its slot.
            if (limit >= share || inFlight < limit) {
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

    /** The service reported too many requests. */
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

    /** How many requests are in flight. */
    public int inFlight() {
        lock.lock();
        try {
            return inFlight;
        } finally {
            lock.unlock();
        }
    }

    /** The current limit of requests in flight. */
    public int limit() {
        lock.lock();
        try {
            return Math.min(limit, share);
        } finally {
            lock.unlock();
        }
    }
}
