package dev.swath.flow.runs;

import dev.swath.ledger.Ledger;
import dev.swath.run.ImageOutcome;
import dev.swath.run.Run;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The notes of all runs, which are written into the ledger at once or, while it fails, later. */
final class Notebook {

    private static final Logger LOG = LoggerFactory.getLogger(Notebook.class);
    /** Runs that have ended, whose notes wait for a ledger that fails. */
    private static final int MOST_WAITING = 20;

    private final OpenLedger ledger;
    private final Clock clock;
    private final Map<String, RunNotes> notes = new ConcurrentHashMap<>();

    /** Nothing is noted yet. */
    Notebook(OpenLedger ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /** A run begins; its first note is written with the next one, so that a run that can't begin leaves no record. */
    void open(Run run, Consumer<Ledger> first) {
        RunNotes noted = new RunNotes(run, clock);
        noted.add(first);
        notes.put(run.id(), noted);
    }

    /** An image of a run is taken up: now the run is recorded. */
    void begin(String run) {
        find(run).filter(noted -> !noted.isBegun() && !ledger.isFailing()).ifPresent(this::write);
    }

    /** Whether the ledger knows a run of this process. */
    boolean isBegun(String run) {
        return find(run).filter(RunNotes::isBegun).isPresent();
    }

    /** Writes a note after those before it, now or later; an image of a run that another process opened has notes too. */
    void note(String run, Consumer<Ledger> note) {
        RunNotes noted = notes.computeIfAbsent(run, id -> RunNotes.ofElsewhere(id, clock));
        noted.add(note);
        if (!ledger.isFailing()) {
            write(noted);
        }
    }

    /** Notes an image on which there was nothing to do, to be written with others. */
    void noteUntouched(Run run, ImageOutcome outcome, boolean named) {
        find(run.id())
                .filter(noted -> noted.addUntouched(outcome, named) && !ledger.isFailing())
                .ifPresent(this::write);
    }

    /** Writes what waits of a run; why that was not possible, if so. */
    Optional<String> write(String run) {
        return find(run).flatMap(this::write);
    }

    /** Writes what waits of some runs. */
    void writeAll(Predicate<RunNotes> which) {
        notes.values().stream().filter(which).forEach(this::write);
        notes.values().removeIf(RunNotes::isDone);
    }

    private Optional<String> write(RunNotes noted) {
        return ledger.write(noted::writeInto);
    }

    /** Adds a note to each run that is in progress in this process. */
    void noteInEach(Consumer<RunNotes> note) {
        notes.values().forEach(note);
    }

    /** The last note of a run: the notes stay until all are written, or too many others wait. */
    void end(String run, Consumer<Ledger> last) {
        note(run, last);
        find(run).ifPresent(RunNotes::end);
        notes.values().removeIf(RunNotes::isDone);
        List<String> waiting = notes.values().stream()
                .filter(RunNotes::isEnded)
                .map(RunNotes::id)
                .sorted()
                .toList();
        waiting.stream().limit(Math.max(0, waiting.size() - MOST_WAITING)).forEach(oldest -> {
            LOG.warn("run={} is not all in the ledger, which has failed for too many runs since", oldest);
            notes.remove(oldest);
        });
    }

    /** Forgets a run. */
    void forget(String run) {
        notes.remove(run);
    }

    /** A new ledger has taken the place of a damaged one. */
    void beginAnew() {
        notes.values().forEach(RunNotes::beginAnew);
    }

    private Optional<RunNotes> find(String run) {
        return Optional.ofNullable(notes.get(run));
    }
}
