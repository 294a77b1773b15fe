package dev.swath.emulator;

import java.util.OptionalInt;

/** Counts the requests being served and refuses those beyond a limit. */
final class ConcurrencyLimit {

    /** The limit if none is set, since a server can't hold any number of requests. */
    private static final int MOST_IN_FLIGHT = 1024;

    private final int limit;
    private int inFlight;
    private int mostInFlight;

    ConcurrencyLimit(OptionalInt limit) {
        this.limit = limit.orElse(MOST_IN_FLIGHT);
    }

    /** Accepts a request, unless there are too many; each accepted request must leave again. */
    synchronized boolean enter() {
        if (inFlight == limit) {
            return false;
        }
        inFlight++;
        mostInFlight = Math.max(mostInFlight, inFlight);
        return true;
    }

    synchronized void leave() {
        inFlight--;
    }

    /** The most requests served at one time. */
    synchronized int mostInFlight() {
        return mostInFlight;
    }
}
