package dev.swath.flow.runs;

import dev.swath.flow.request.Deadline;
import dev.swath.run.Run;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** A run that is under way: its deadline, the last of its progress and its images in work. */
final class WatchedRun {

    private final Run run;
    private final Deadline deadline;
    private final LongSupplier nanoTime;
    private final AtomicLong lastProgress;
    private final AtomicBoolean givenUp = new AtomicBoolean();
    private final AtomicBoolean reported = new AtomicBoolean();
    private final Map<String, Long> images = new ConcurrentHashMap<>();

    WatchedRun(Run run, Deadline deadline, LongSupplier nanoTime) {
        this.run = run;
        this.deadline = deadline;
        this.nanoTime = nanoTime;
        this.lastProgress = new AtomicLong(nanoTime.getAsLong());
    }

    Run run() {
        return run;
    }

    Deadline deadline() {
        return deadline;
    }

    void progressed() {
        lastProgress.set(nanoTime.getAsLong());
    }

    void begun(String image) {
        images.put(image, nanoTime.getAsLong());
    }

    void finished(String image) {
        images.remove(image);
        progressed();
    }

    boolean standsStill(Duration time) {
        return nanoTime.getAsLong() - lastProgress.get() >= time.toNanos();
    }

    boolean isGivenUp() {
        return givenUp.get();
    }

    /** From now on the run has to end; the time in which it may do so begins. */
    void giveUp(String reason) {
        progressed();
        givenUp.set(true);
        deadline.giveUp(reason);
    }

    /** Whether it was not reported before. */
    boolean reportOnce() {
        return reported.compareAndSet(false, true);
    }

    /** The images in work, and for how many nanoseconds each has been. */
    Map<String, Long> images() {
        long now = nanoTime.getAsLong();
        return images.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, image -> now - image.getValue()));
    }
}
