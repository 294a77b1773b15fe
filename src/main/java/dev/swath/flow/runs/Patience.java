package dev.swath.flow.runs;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Asks a ledger again that fails for a while, as it does where its database starts anew. */
final class Patience {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration STEP = Duration.ofMillis(500);

    private final LongSupplier nanoTime;
    private final Pause pause;

    /**
     * @param nanoTime a clock such as {@link System#nanoTime}
     * @param pause lets time go by on it
     */
    Patience(LongSupplier nanoTime, Pause pause) {
        this.nanoTime = nanoTime;
        this.pause = pause;
    }

    /** Patience on the clock. */
    static Patience onTheClock() {
        return new Patience(System::nanoTime, Pause.ON_THE_CLOCK);
    }

    /** An answer; empty if there was none for a minute, or the thread is to stop. */
    <T> Optional<T> until(Supplier<Optional<T>> question) {
        long begun = nanoTime.getAsLong();
        Optional<T> answer = question.get();
        while (answer.isEmpty() && nanoTime.getAsLong() - begun < LONGEST.toNanos()) {
            try {
                pause.of(STEP);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return answer;
            }
            answer = question.get();
        }
        return answer;
    }
}
