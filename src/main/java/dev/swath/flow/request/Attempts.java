package dev.swath.flow.request;

import java.time.Duration;

/**
 * The attempts of one request: until when they may begin, the pause before the next, and what the request has taken of the {@link
 * ByteBudget}. Used by one thread at a time.
 */
public final class Attempts {

    private final Deadline deadline;
    private boolean begun;
    private Duration pause = Duration.ZERO;
    private String failure = "";
    private long bytes;

    /** No attempt was made yet. */
    public Attempts(Deadline deadline) {
        this.deadline = deadline;
    }

    /** Until when attempts may begin. */
    public Deadline deadline() {
        return deadline;
    }

    /** What it has taken of the budget of bytes; 0 for nothing. */
    long bytes() {
        return bytes;
    }

    /** It has taken so many bytes of the budget. */
    void hold(long taken) {
        bytes = taken;
    }

    /** The pause before the next attempt. */
    Duration pause() {
        return pause;
    }

    /** An attempt begins.
     *
     * @return whether it is not the first one
     */
    public boolean begin() {
        deadline.begin();
        boolean again = begun;
        begun = true;
        return again;
    }

    /** An attempt failed; the next one has to wait so long. */
    void failed(String cause, Duration pauseBeforeNext) {
        failure = cause;
        pause = pauseBeforeNext;
    }

    /**
     * Waits until the next attempt may begin; not at all before the first one.
     *
     * @throws GivenUpException if there is no time for it
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
