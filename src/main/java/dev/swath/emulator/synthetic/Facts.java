package dev.swath.emulator.synthetic;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.BooleanSupplier;

/** What is true of places that are seen again and again, found out when it is first asked for. Safe for threads. */
final class Facts {

    private static final int UNKNOWN = 0;
    private static final int FALSE = 1;
    private static final int TRUE = 2;

    private final AtomicIntegerArray known;

    /** @param places how many places there are */
    Facts(int places) {
        this.known = new AtomicIntegerArray(places);
    }

    /**
     * Whether it is true of a place.
     *
     * @param place from 0
     * @param check finds it out, the same each time
     */
    boolean of(int place, BooleanSupplier check) {
        if (known.get(place) == UNKNOWN) {
            known.set(place, check.getAsBoolean() ? TRUE : FALSE);
        }
        return known.get(place) == TRUE;
    }
}
