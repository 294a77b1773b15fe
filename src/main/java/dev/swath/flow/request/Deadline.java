package dev.swath.flow.request;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * By when work has to be done: some time after it begins, and no later than the whole that it is a part of. It may be given
 * up before. Safe for use by several threads.
 */
public final class Deadline {

    private static final long FAR = Long.MAX_VALUE;

    private final Optional<Deadline> whole;
    private final long limit;
    private final String reason;
    private final LongSupplier nanoTime;
    private final ReentrantLock lock;
    private final Condition givenUp;
    private final AtomicReference<Optional<Long>> begun = new AtomicReference<>(Optional.empty());
    private final AtomicReference<Optional<String>> gaveUp = new AtomicReference<>(Optional.empty());

    private Deadline(
            Optional<Deadline> whole,
            Duration limit,
            String reason,
            LongSupplier nanoTime,
            ReentrantLock lock,
            Condition givenUp) {
        this.whole = whole;
        this.limit = limit.toNanos();
        this.reason = reason;
        this.nanoTime = nanoTime;
        this.lock = lock;
        this.givenUp = givenUp;
    }

    /**
     * Work that is not a part of other work and has not begun.
     *
     * @param limit how long it may take
     * @param reason what is said where it takes longer
     * @param nanoTime a clock such as {@link System#nanoTime}
     */
    public static Deadline of(Duration limit, String reason, LongSupplier nanoTime) {
        ReentrantLock lock = new ReentrantLock();
        return new Deadline(Optional.empty(), limit, reason, nanoTime, lock, lock.newCondition());
    }

    /** A part of this work, which has not begun and has its own limit. */
    public Deadline part(Duration partLimit, String partReason) {
        return new Deadline(Optional.of(this), partLimit, partReason, nanoTime, lock, givenUp);
    }

    /** Begins the work, and the whole that it is a part of, unless they have begun. */
    public void begin() {
        whole.ifPresent(Deadline::begin);
        begun.compareAndSet(Optional.empty(), Optional.of(nanoTime.getAsLong()));
    }

    /** Ends the work now; of several reasons the first one counts. */
    public void giveUp(String why) {
        lock.lock();
        try {
            gaveUp.compareAndSet(Optional.empty(), Optional.of(why));
            givenUp.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Why the work is to end; empty as long as it may go on. */
    public Optional<String> over() {
        Deadline first = nearest();
        return first.gaveUp.get().or(() -> first.ownNanosLeft() <= 0 ? Optional.of(first.reason) : Optional.empty());
    }

    /**
     * Requires that the work may go on.
     *
     * @throws GivenUpException if it is to end
     */
    public void require() {
        over().ifPresent(why -> {
            throw new GivenUpException(why);
        });
    }

    /** Whether this is that work, or a part of it. */
    boolean belongsTo(Deadline work) {
        return this == work || whole.filter(more -> more.belongsTo(work)).isPresent();
    }

    /**
     * Lets time go by.
     *
     * @throws GivenUpException at once if there is not that much time left, else as soon as the work is given up
     * @throws InterruptedException if the thread is to stop
     */
    void pause(Duration time) throws InterruptedException {
        long left = time.toNanos();
        lock.lockInterruptibly();
        try {
            require();
            Deadline first = nearest();
            if (first.ownNanosLeft() <= left) {
                throw new GivenUpException(first.reason);
            }
            while (left > 0) {
                left = givenUp.awaitNanos(left);
                require();
            }
        } finally {
            lock.unlock();
        }
    }

    /** How much time is left; none if the work is to end. */
    public Duration left() {
        return Duration.ofNanos(nanosLeft());
    }

    /** Nanoseconds until the work is to end, 0 if it is. */
    long nanosLeft() {
        return nearest().ownNanosLeft();
    }

    /** Waits for a condition, no longer than there is time. */
    @SuppressWarnings("WaitNotInLoop") // its callers loop
    long await(Condition condition, long nanos) throws InterruptedException {
        return condition.awaitNanos(Math.min(nanos, Math.max(1, nanosLeft())));
    }

    /** Of this work and the whole that it is a part of, the one that has to end first. */
    private Deadline nearest() {
        return whole.map(Deadline::nearest)
                .filter(more -> more.ownNanosLeft() <= ownNanosLeft() && more.ownNanosLeft() < FAR)
                .orElse(this);
    }

    private long ownNanosLeft() {
        if (gaveUp.get().isPresent()) {
            return 0;
        }
        return begun.get()
                .map(from -> Math.max(0, limit - (nanoTime.getAsLong() - from)))
                .orElse(FAR);
    }

    @Override
    public String toString() {
        return over().orElseGet(() -> TimeUnit.NANOSECONDS.toSeconds(nanosLeft()) + " s left");
    }
}
