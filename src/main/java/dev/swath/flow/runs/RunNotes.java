package dev.swath.flow.runs;

import dev.swath.ledger.Ledger;
import dev.swath.ledger.LedgerException;
import dev.swath.run.Run;
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
    private Optional<Run> run;
    private boolean begun;

    private RunNotes(String id, Optional<Run> run) {
        this.id = id;
        this.run = run;
    }

    /** Records of a run that begins. */
    RunNotes(Run run) {
        this(run.id(), Optional.of(run));
    }

    /** Records of images of a run that another process has opened, and gives signs of life for. */
    static RunNotes ofElsewhere(String id) {
        return new RunNotes(id, Optional.empty());
    }

    /** Id of the run. */
    String id() {
        return id;
    }

    /** The run, if it is in progress in this process. */
    synchronized Optional<Run> run() {
        return run;
    }

    synchronized void add(Consumer<Ledger> note) {
        left.add(note);
    }

    /** Whether the ledger knows of the run. */
    synchronized boolean isBegun() {
        return begun;
    }

    /** The ledger was replaced by a new one, which does not know the run. */
    synchronized void beginAnew() {
        if (begun) {
            run.ifPresent(known -> left.addFirst(books -> books.runs().opened(known)));
        }
    }

    /** The run has ended. */
    synchronized void end() {
        run = Optional.empty();
    }

    /** Whether the run is not in progress in this process. */
    synchronized boolean isEnded() {
        return run.isEmpty();
    }

    /** Whether everything is written, and nothing more will come. */
    synchronized boolean isDone() {
        return isEnded() && left.isEmpty();
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
    }
}
