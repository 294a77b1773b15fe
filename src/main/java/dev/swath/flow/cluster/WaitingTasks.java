package dev.swath.flow.cluster;

import dev.swath.flow.runs.ImageTask;
import dev.swath.run.ImageOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The images of a run that were sent and have no outcome yet. Thread-safe. */
final class WaitingTasks {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, Waiting> waiting = new LinkedHashMap<>();
    /** Images that failed for a reason that may pass, and wait to be listed again so that they can be sent again. */
    private final Map<String, ImageOutcome> left = new LinkedHashMap<>();
    /** Whether an image that is listed may have been sent by the scheduler that had the run before. */
    private boolean resuming;
    /** Those whose outcome is being added to the run. */
    private int inHand;

    /**
     * An image that was sent.
     *
     * @param image Earth Engine id
     * @param acquired start of the acquisition
     * @param task the task; empty if another scheduler has sent it, and this one has not listed it yet
     * @param recorded whether the ledger has it, so that its outcome can be found there
     */
    record Waiting(String image, Instant acquired, Optional<ImageTask> task, boolean recorded) {

        private static Waiting of(ImageTask task, boolean recorded) {
            return new Waiting(task.image().id(), task.image().start(), Optional.of(task), recorded);
        }
    }

    /** The images of a run that this process has begun. */
    static WaitingTasks ofNewRun() {
        return new WaitingTasks(false);
    }

    /** The images of a run that another scheduler has begun. */
    static WaitingTasks ofResumedRun() {
        return new WaitingTasks(true);
    }

    private WaitingTasks(boolean resuming) {
        this.resuming = resuming;
    }

    /** Whether an image that is listed may have been sent before. */
    boolean isResuming() {
        lock.lock();
        try {
            return resuming;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Everything was listed again: what is sent from now on is sent by this process.
     *
     * @return the outcomes of images that were not listed again
     */
    List<ImageOutcome> endResuming() {
        lock.lock();
        try {
            resuming = false;
            List<ImageOutcome> outcomes = new ArrayList<>(left.values());
            left.clear();
            return outcomes;
        } finally {
            lock.unlock();
        }
    }

    /** Leaves an image that failed for a reason that may pass until it is listed again; false if it won't be. */
    boolean leave(ImageOutcome outcome) {
        lock.lock();
        try {
            if (resuming) {
                left.put(outcome.image(), outcome);
            }
            return resuming;
        } finally {
            lock.unlock();
        }
    }

    /** The outcome of an image that was left until it is listed again. */
    Optional<ImageOutcome> takeLeft(String image) {
        lock.lock();
        try {
            return Optional.ofNullable(left.remove(image));
        } finally {
            lock.unlock();
        }
    }

    /** Adds an image that another scheduler has sent. */
    void expect(String image, Instant acquired) {
        lock.lock();
        try {
            waiting.put(image, new Waiting(image, acquired, Optional.empty(), true));
        } finally {
            lock.unlock();
        }
    }

    /** Such an image was listed; whether it still waits. */
    boolean attach(ImageTask task) {
        lock.lock();
        try {
            return waiting.computeIfPresent(task.image().id(), (image, before) -> Waiting.of(task, true)) != null;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Adds an image unless there are too many, in which case it waits a while for room.
     *
     * @return whether the image was added
     */
    boolean enter(ImageTask task, int most, Duration atMost) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = atMost.toNanos();
            while (waiting.size() >= most) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            waiting.put(task.image().id(), Waiting.of(task, false));
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** The ledger has an image that was added. */
    void recorded(ImageTask task) {
        attach(task);
    }

    /** Takes an image out whose outcome has come, once; {@link #added} follows. */
    Optional<Waiting> take(String image) {
        lock.lock();
        try {
            Optional<Waiting> task = Optional.ofNullable(waiting.remove(image));
            task.ifPresent(taken -> inHand++);
            return task;
        } finally {
            lock.unlock();
        }
    }

    /** The outcome of an image that was taken out is part of the run. */
    void added() {
        lock.lock();
        try {
            inHand--;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The images without an outcome. */
    List<Waiting> missing() {
        lock.lock();
        try {
            return new ArrayList<>(waiting.values());
        } finally {
            lock.unlock();
        }
    }

    /** Waits a while for the last outcome; whether it has come. */
    boolean awaitAll(Duration atMost) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = TimeUnit.NANOSECONDS.convert(atMost);
            while (!waiting.isEmpty() || inHand > 0) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }
}
