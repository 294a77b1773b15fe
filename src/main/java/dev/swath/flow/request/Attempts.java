package dev.swath.flow.request;

import java.time.Duration;

/** The tries of one request: until when there may be any, and the pause before the next. Used by one thread at a time. */
public final class Attempts {

    private final Deadline deadline;
    private boolean begun;
    private Duration pause = Duration.ZERO;
    private String failure = "";

    /** No try was made yet. */
    public Attempts(Deadline deadline) {
        this.deadline = deadline;
    }

    public Deadline deadline() {
        return deadline;
    }

    /** The pause before the next try. */
    Duration pause() {
        return pause;
    }

    /** A try begins: whether it is not the first one. */
    public boolean begin() {
        deadline.begin();
        boolean again = begun;
        begun = true;
        return again;
    }

    /** A try failed; another one has to wait so long. */
    void failed(String cause, Duration pauseBeforeNext) {
        failure = cause;
        pause = pauseBeforeNext;
    }

    /**
     * Waits until the next try is due: at once for the first one.
     *
     * @throws GivenUpException if there is no time for it
     * @throws InterruptedException if the thread is to stop
     */
    void awaitNext() throws InterruptedException {
        try {
            deadline.pause(pause);
        } catch (GivenUpException e) {
            // A request that was cut off for the same reason has nothing to add.
            boolean known = failure.isEmpty() || failure.contains(e.getMessage());
            throw known ? e : new GivenUpException(e.getMessage() + "; the last try: " + failure);
        }
    }
}
