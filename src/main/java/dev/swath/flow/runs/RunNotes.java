package dev.swath.flow.runs;

import dev.swath.ledger.Ledger;
import dev.swath.ledger.LedgerException;
import dev.swath.run.ImageOutcome;
import dev.swath.run.Run;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The records about one run that have yet to be written to the ledger, in order. */
final class RunNotes {

    private static final Logger LOG = LoggerFactory.getLogger(RunNotes.class);

    private final String id;
    private final Deque<Consumer<Ledger>> left = new ArrayDeque<>();
    private final UntouchedNotes untouched = new UntouchedNotes();
    private final Optional<Run> run;
    private final Clock clock;
    private boolean begun;
    private boolean ended;

    private RunNotes(String id, Optional<Run> run, Clock clock) {
        this.id = id;
        this.run = run;
        this.clock = clock;
        this.ended = run.isEmpty();
    }

    /** Records of a run that begins. */
    RunNotes(Run run, Clock clock) {
        this(run.id(), Optional.of(run), clock);
    }

    /** Records of images of a run that another process has opened, and gives signs of life for. */
    static RunNotes ofElsewhere(String id, Clock clock) {
        return new RunNotes(id, Optional.empty(), clock);
    }

    /** Id of the run. */
    String id() {
        return id;
    }

    /** The run, if it is in progress in this process. */
    synchronized Optional<Run> run() {
        return run.filter(open -> !ended);
    }

    synchronized void add(Consumer<Ledger> note) {
        left.add(note);
    }

    /**
     * Adds an image on which there was nothing to do, in a run of this process.
     *
     * @param named whether it gets a row in any case
     * @return whether there are enough of them to be written
     */
    synchronized boolean addUntouched(ImageOutcome outcome, boolean named) {
        return untouched.add(outcome, named);
    }

    /** Whether such images wait to be written. */
    synchronized boolean hasUntouched() {
        return !untouched.isEmpty();
    }

    /** Whether the ledger knows of the run. */
    synchronized boolean isBegun() {
        return begun;
    }

    /** The ledger was replaced by a new one, which does not know the run. */
    synchronized void beginAnew() {
        if (begun) {
            untouched.beginAnew();
            run().ifPresent(known -> left.addFirst(books -> books.runs().opened(known)));
        }
    }

    /** The run has ended. */
    synchronized void end() {
        ended = true;
    }

    /** Whether the run is not in progress in this process. */
    synchronized boolean isEnded() {
        return ended;
    }

    /** Whether everything is written, and nothing more will come. */
    synchronized boolean isDone() {
        return isEnded() && left.isEmpty() && untouched.isEmpty();
    }

    /**
     * Writes what is left. The ledger is only asked for if there is something to write. A record that the database will
     * never accept is dropped, and those behind it are written.
     *
     * @throws LedgerException if the database fails; unwritten records stay
     */
    synchronized void writeInto(Supplier<Ledger> ledger) {
        while (!left.isEmpty()) {
            try {
                left.peek().accept(ledger.get());
                begun = true;
            } catch (LedgerException e) {
                if (!e.isRefusal()) {
                    throw e;
                }
                LOG.warn("run={} the ledger refuses a record, which is dropped: {}", id, e.getMessage());
            }
            left.remove();
        }
        if (run.isPresent() && !untouched.isEmpty()) {
            untouched.writeInto(ledger.get(), run.get(), clock);
        }
    }
}
