package dev.swath.flow.download;

import dev.swath.flow.runs.Pause;
import dev.swath.ledger.ClaimTable;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Waits for a claim that another process holds on the same image for the same run. A queue delivers a task again when the connection
 * to its worker breaks: that worker's claim ends with its lease, unless it lives on.
 */
final class LeaseWait {

    private static final Duration STEP = Duration.ofSeconds(5);
    private static final Duration LONGEST = ClaimTable.LEASE.plusSeconds(30);

    private final Pause pause;

    LeaseWait(Pause pause) {
        this.pause = pause;
    }

    /** A wait on the clock. */
    static LeaseWait onTheClock() {
        return new LeaseWait(Pause.ON_THE_CLOCK);
    }

    /**
     * Takes a claim as soon as the run's own earlier claim is over.
     *
     * @param run the id of the run
     * @param take tries to take the claim; returns the id of the run that has it, empty if it was taken
     * @return what the last try has returned
     */
    Optional<String> take(String run, Supplier<Optional<String>> take) {
        Optional<String> holder = take.get();
        for (Duration waited = Duration.ZERO;
                holder.filter(run::equals).isPresent() && waited.compareTo(LONGEST) < 0;
                waited = waited.plus(STEP)) {
            try {
                pause.of(STEP);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return holder;
            }
            holder = take.get();
        }
        return holder;
    }
}
