package dev.swath.emulator;

import java.util.OptionalInt;

/** Counts the requests being served and turns away those beyond a limit. */
final class ConcurrencyLimit {

    /** Without a limit of its own a server still can't hold any number of requests. */
    private static final int MOST_IN_FLIGHT = 1024;

    private final int limit;
    private int inFlight;
    private int mostInFlight;

    ConcurrencyLimit(OptionalInt limit) {
        this.limit = limit.orElse(MOST_IN_FLIGHT);
    }

    /** Lets a request in, unless there are too many; each one let in leaves again. */
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

    /** The most requests that were being served at one time. */
    synchronized int mostInFlight() {
        return mostInFlight;
    }
}
