package dev.swath.flow.download;

import dev.swath.flow.runs.ImageTask;
import dev.swath.geotiff.ImageAssembly;
import dev.swath.run.FailedAttempt;
import dev.swath.run.ImageOutcome;
import dev.swath.run.OutcomeStatus;
import dev.swath.run.RequestKind;
import dev.swath.run.RequestTiming;
import dev.swath.run.RunListener;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What the download of an image has taken so far, and the outcome that is made of it. Thread-safe. */
final class DownloadRecord {

    private final ImageTask task;
    private final RunListener listener;
    private final long begun = System.nanoTime();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger retries = new AtomicInteger();
    private final AtomicInteger rejected = new AtomicInteger();
    private final AtomicLong received = new AtomicLong();
    private final ConcurrentLinkedQueue<RequestTiming> timings = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<FailedAttempt> failedTries = new ConcurrentLinkedQueue<>();
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicInteger resumed = new AtomicInteger();
    private final AtomicInteger zeroReplies = new AtomicInteger();

    /**
     * @param task the image
     * @param listener notified of each request
     */
    DownloadRecord(ImageTask task, RunListener listener) {
        this.task = task;
        this.listener = listener;
    }

    /** A request is sent, for the first time or again. */
    void requested(boolean again) {
        requests.incrementAndGet();
        if (again) {
            retries.incrementAndGet();
        }
        listener.requested(task.run(), RequestKind.PIXELS, again);
    }

    /** A request failed to return anything usable. */
    void failed(FailedAttempt attempt) {
        if (attempt.rejected()) {
            rejected.incrementAndGet();
        }
        if (failures.incrementAndGet() <= ImageOutcome.MOST_FAILED_TRIES) {
            failedTries.add(attempt);
        }
        listener.failed(task.run(), RequestKind.PIXELS, attempt);
    }

    /** A reply has arrived, sound or not. */
    void received(byte[] reply) {
        received.addAndGet(reply.length);
    }

    /** A request succeeded. */
    void answered(RequestTiming timing) {
        timings.add(timing);
        listener.answered(task.run(), RequestKind.PIXELS, timing);
    }

    /** A reply to the request for a tile was added to the file, as far as no mask is missing for it. */
    void added(ImageAssembly.Accepted accepted) {
        if (accepted.missing().isEmpty()) {
            listener.fetched(task.run(), task.image().id());
        }
    }

    /** A reply was there from an earlier run. */
    void resumed() {
        resumed.incrementAndGet();
    }

    /** A reply holds nothing but zeros where the image should have data. */
    void zeros() {
        zeroReplies.incrementAndGet();
    }

    /** The outcome of an image whose file is in the output. */
    ImageOutcome stored(String name, double storeSeconds, long bytes) {
        return outcome(OutcomeStatus.STORED, Optional.of(name), Optional.empty(), storeSeconds, bytes);
    }

    /** The outcome of an image that has no pixel with data. */
    ImageOutcome blank() {
        return outcome(OutcomeStatus.EMPTY, Optional.empty(), Optional.empty(), 0, 0);
    }

    /** The outcome of an image that is given up. */
    ImageOutcome failed(String cause) {
        return outcome(OutcomeStatus.FAILED, Optional.empty(), Optional.of(cause), 0, 0);
    }

    /** The outcome of an image for which nothing was to be done. */
    ImageOutcome untouched(OutcomeStatus status, Optional<String> name) {
        return ImageOutcome.untouched(task.image().id(), task.image().start(), status, name, busySeconds());
    }

    private ImageOutcome outcome(
            OutcomeStatus status, Optional<String> name, Optional<String> cause, double storeSeconds, long bytes) {
        return new ImageOutcome(
                task.image().id(),
                task.image().start(),
                status,
                name,
                cause,
                busySeconds(),
                storeSeconds,
                received.get(),
                bytes,
                requests.get(),
                retries.get(),
                rejected.get(),
                resumed.get(),
                zeroReplies.get(),
                false,
                List.copyOf(timings),
                List.copyOf(failedTries));
    }

    private double busySeconds() {
        return (System.nanoTime() - begun) / 1e9;
    }
}
