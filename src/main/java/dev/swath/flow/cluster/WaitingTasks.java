package dev.swath.flow.cluster;

import dev.swath.flow.runs.ImageTask;
import java.time.Duration;
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
    private final Map<String, ImageTask> waiting = new LinkedHashMap<>();
    /** Those whose outcome is being added to the run. */
    private int inHand;

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
            waiting.put(task.image().id(), task);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Takes an image out whose outcome has come, once; {@link #added} follows. */
    Optional<ImageTask> take(String image) {
        lock.lock();
        try {
            Optional<ImageTask> task = Optional.ofNullable(waiting.remove(image));
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
    List<ImageTask> missing() {
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
