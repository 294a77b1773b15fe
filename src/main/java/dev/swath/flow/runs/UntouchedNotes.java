package dev.swath.flow.runs;

import dev.swath.ledger.Ledger;
import dev.swath.ledger.LedgerException;
import dev.swath.ledger.OutcomeTable.Untouched;
import dev.swath.run.ImageOutcome;
import dev.swath.run.Run;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Images of a run on which there was nothing to do, on their way into the ledger: many in one transaction. Those that are named,
 * and those that failed in an earlier run, get a row; of the others only the number is recorded. Guarded by its {@link RunNotes}.
 */
final class UntouchedNotes {

    /** Images that wait before they are written. */
    static final int BATCH = 500;

    /** Images that wait for a ledger that fails; of any more only the number is kept. */
    private static final int MOST_WAITING = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(UntouchedNotes.class);

    private final Deque<Note> waiting = new ArrayDeque<>();
    private Untouched counted = Untouched.NONE;
    private boolean countedAnew;

    /**
     * An image that waits.
     *
     * @param outcome its outcome
     * @param named whether it gets a row in any case
     */
    private record Note(ImageOutcome outcome, boolean named) {}

    /** Adds an image; whether there are enough for a transaction. */
    boolean add(ImageOutcome outcome, boolean named) {
        if (waiting.size() < MOST_WAITING) {
            waiting.add(new Note(outcome, named));
        } else {
            counted = counted.plus(outcome);
            countedAnew = true;
        }
        return waiting.size() >= BATCH;
    }

    boolean isEmpty() {
        return waiting.isEmpty() && !countedAnew;
    }

    /** A new ledger knows none of the numbers. */
    void beginAnew() {
        countedAnew = !counted.equals(Untouched.NONE);
    }

    /**
     * Writes what waits.
     *
     * @throws LedgerException if the database fails; what is not written stays
     */
    void writeInto(Ledger ledger, Run run, Clock clock) {
        while (!isEmpty()) {
            writeBatch(ledger, run, clock);
        }
    }

    private void writeBatch(Ledger ledger, Run run, Clock clock) {
        List<Note> batch = waiting.stream().limit(BATCH).toList();
        Map<String, ImageOutcome> rows = new LinkedHashMap<>();
        List<ImageOutcome> others = new ArrayList<>();
        Set<String> failed = ledger.outcomes()
                .failedBefore(batch.stream().map(note -> note.outcome().image()).toList());
        for (Note note : batch) {
            if (note.named() || failed.contains(note.outcome().image())) {
                rows.put(note.outcome().image(), note.outcome());
            } else {
                others.add(note.outcome());
            }
        }
        Untouched counts = sum(counted, others);
        try {
            ledger.outcomes().addUntouched(run, List.copyOf(rows.values()), counts, clock.instant());
        } catch (LedgerException e) {
            if (!e.isRefusal()) {
                throw e;
            }
            LOG.warn(
                    "run={} the ledger refuses a record, so these images are only counted: {}",
                    run.id(),
                    e.getMessage());
            counts = sum(counts, List.copyOf(rows.values()));
            ledger.outcomes().addUntouched(run, List.of(), counts, clock.instant());
        }
        counted = counts;
        countedAnew = false;
        batch.forEach(note -> waiting.remove());
    }

    private static Untouched sum(Untouched before, List<ImageOutcome> outcomes) {
        Untouched sum = before;
        for (ImageOutcome outcome : outcomes) {
            sum = sum.plus(outcome);
        }
        return sum;
    }
}
