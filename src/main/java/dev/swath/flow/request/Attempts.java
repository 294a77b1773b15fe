package dev.swath.flow.request;

import java.time.Duration;

/** The attempts of one request: their time limit, and the pause before the next. Used by one thread at a time. */
public final class Attempts {

    private final Deadline deadline;
    private boolean begun;
    private Duration pause = Duration.ZERO;
    private String failure = "";

    /** No attempt yet. */
    public Attempts(Deadline deadline) {
        this.deadline = deadline;
    }

    /** Until when attempts may begin. */
    public Deadline deadline() {
        return deadline;
    }

    /** The pause before the next attempt. */
    Duration pause() {
        return pause;
    }

    /** Begins an attempt; returns whether it is not the first one. */
    public boolean begin() {
        deadline.begin();
        boolean again = begun;
        begun = true;
        return again;
    }

    /** An attempt failed; the next one must wait for this pause. */
    void failed(String cause, Duration pauseBeforeNext) {
        failure = cause;
        pause = pauseBeforeNext;
    }

    /**
     * Waits until the next attempt is due: not at all before the first one.
     *
     * @throws GivenUpException if there is not enough time
     * @throws InterruptedException if the thread is to stop
     */
    void awaitNext() throws InterruptedException {
        try {
            deadline.pause(pause);
        } catch (GivenUpException e) {
            // A request that was cut off for the same reason adds nothing.
            boolean known = failure.isEmpty() || failure.contains(e.getMessage());
            throw known ? e : new GivenUpException(e.getMessage() + "; the last attempt: " + failure);
        }
    }
}
