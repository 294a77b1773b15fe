package dev.swath.flow.runs;

import dev.swath.job.SettingException;
import dev.swath.ledger.Ledger;
import dev.swath.ledger.LedgerException;
import dev.swath.ledger.LedgerUrl;
import dev.swath.run.ImageOutcome;
import dev.swath.run.OutcomeStatus;
import dev.swath.run.Run;
import dev.swath.run.RunListener;
import dev.swath.run.RunSummary;
import dev.swath.run.RunTally;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records runs and images in the ledger, and looks up there which images are stored. A run is recorded with its first image: one
 * that can't begin leaves no record. A failing ledger stops no image: what could not be written is written a minute later or when
 * the run ends. If something is still missing then, the run is not complete.
 */
public final class RunRecorder extends ServiceSupport implements RunListener {

    private static final Logger LOG = LoggerFactory.getLogger(RunRecorder.class);
    private static final long HEARTBEAT_SECONDS = 60;
    /** How long an image on which there was nothing to do waits for others, to be written with them. */
    private static final long UNTOUCHED_SECONDS = 1;

    private final Clock clock;
    private final OpenLedger ledger = new OpenLedger(HEARTBEAT_SECONDS, this::beginAnew);
    private final HeldClaims held = new HeldClaims(ledger, System::nanoTime);
    private final ImageClaims claims = new ImageClaims(held, this::isReadOnly);
    private final Notebook notes;
    private final KnownImages images = new KnownImages(ledger, this::note);
    /** Runs of other processes that go on in this one. */
    private final Set<String> taken = ConcurrentHashMap.newKeySet();

    private final Patience patience = Patience.onTheClock();
    private volatile boolean readOnly;

    /** A recorder without a ledger; {@link #open} gives it one. */
    public RunRecorder(Clock clock) {
        this.clock = clock;
        this.notes = new Notebook(ledger, clock);
    }

    /**
     * Opens the ledger; the context closes it. A ledger that does not exist is created with the first image.
     *
     * @param onlyRead whether nothing is written, because the context only lists images
     * @throws SettingException if the ledger can't be opened or created
     */
    public void open(CamelContext context, LedgerUrl url, boolean onlyRead) {
        readOnly = onlyRead;
        ledger.use(url, onlyRead);
        try {
            context.addService(this, true, true);
        } catch (Exception e) {
            throw RuntimeCamelException.wrapRuntimeCamelException(e);
        }
        ScheduledExecutorService beats =
                context.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "swath-ledger");
        beats.scheduleWithFixedDelay(this::beat, HEARTBEAT_SECONDS, HEARTBEAT_SECONDS, TimeUnit.SECONDS);
        beats.scheduleWithFixedDelay(this::writeUntouched, UNTOUCHED_SECONDS, UNTOUCHED_SECONDS, TimeUnit.SECONDS);
    }

    /** Updates the time at which each run was last seen, and writes what waits. */
    void beat() {
        try {
            giveSignsOfLife();
        } catch (RuntimeException | Error e) {
            // What is thrown would end the beats without a word.
            LOG.error("the ledger could not be looked after, and is in {} s", HEARTBEAT_SECONDS, e);
        }
    }

    private void giveSignsOfLife() {
        held.renew();
        notes.noteInEach(noted ->
                noted.run().ifPresent(run -> noted.add(books -> books.runs().seen(run, clock.instant()))));
        notes.writeAll(noted -> true);
    }

    /** Images on which there was nothing to do do not wait longer for others. */
    void writeUntouched() {
        try {
            held.releaseLeft();
            if (!ledger.isFailing()) {
                notes.writeAll(RunNotes::hasUntouched);
            }
        } catch (RuntimeException | Error e) {
            LOG.error(
                    "images with nothing to do, or claims that end, could not be recorded, and are in {} s",
                    UNTOUCHED_SECONDS,
                    e);
        }
    }

    private void beginAnew() {
        notes.beginAnew();
    }

    @Override
    protected void doStop() {
        held.releaseAll(claim -> true);
        notes.writeAll(noted -> true);
        ledger.close();
    }

    @Override
    public void opened(Run run) {
        if (isWritten()) {
            notes.open(run, books -> {
                logInterrupted(books, run);
                books.runs().opened(run);
            });
        }
    }

    @Override
    public void resumed(Run run) {
        if (isWritten()) {
            taken.add(run.id());
            notes.open(run, books -> books.runs().seen(run, clock.instant()));
        }
    }

    private boolean isReadOnly() {
        return readOnly;
    }

    private boolean isWritten() {
        return ledger.isThere() && !readOnly;
    }

    private void logInterrupted(Ledger books, Run run) {
        books.runs()
                .interrupt(run.job(), clock.instant())
                .forEach(left -> LOG.warn(
                        "run={} was interrupted, last seen {}: {} images had been stored, {} skipped, {} failed;"
                                + " what is missing is fetched now",
                        left.run().id(),
                        left.seen(),
                        left.counts().stored(),
                        left.counts().skipped(),
                        left.counts().failed()));
    }

    @Override
    public void chosen(Run run) {
        note(run.id(), books -> books.runs().chosen(run));
    }

    @Override
    public void planned(Run run, String image, int tiles) {
        notes.begin(run.id());
    }

    @Override
    public void finished(Run run, ImageOutcome outcome) {
        if (outcome.isUntouched() && outcome.status() != OutcomeStatus.ELSEWHERE) {
            notes.noteUntouched(run, outcome, true);
            return;
        }
        note(run.id(), books -> {
            books.outcomes().add(run, outcome);
            books.runs().seen(run, clock.instant());
        });
    }

    @Override
    public void untouched(Run run, ImageOutcome outcome) {
        notes.noteUntouched(run, outcome, false);
    }

    /** What the ledger knows of images. */
    public KnownImages images() {
        return images;
    }

    /** The claims that this process takes to work on images. */
    public ImageClaims claims() {
        return claims;
    }

    /**
     * Requires that all notes of a run are in the ledger, those that wait included. One that fails is tried again for a minute.
     *
     * @throws IllegalStateException if they can't be written
     */
    public void requireWritten(Run run) {
        if (patience.until(() -> Optional.of(run).filter(this::isAllWritten)).isEmpty()) {
            throw new IllegalStateException("the ledger could not be written");
        }
    }

    /** Whether all notes of a run are in the ledger now. */
    boolean isAllWritten(Run run) {
        return notes.write(run.id()).isEmpty();
    }

    /**
     * Reads from the ledger; empty if none was made yet.
     *
     * @throws LedgerException if it can't be read
     */
    public <T> Optional<T> read(Function<Ledger, T> reading) {
        return ledger.read(reading);
    }

    /** An answer of the ledger, which is made if it is not there; empty if it fails. */
    <T> Optional<T> ask(Function<Ledger, T> question) {
        return ledger.ask(question);
    }

    @Override
    public void closing(RunTally tally) {
        String run = tally.run().id();
        notes.write(run).ifPresent(cause -> {
            LOG.warn("run={} is not all in the ledger: {}", run, cause);
            tally.stop("the ledger could not be written: " + cause);
        });
    }

    @Override
    public void closed(RunSummary summary) {
        held.releaseAll(claim -> claim.run().equals(summary.run()));
        taken.remove(summary.run());
        if (isWritten()) {
            notes.end(summary.run(), books -> {
                books.runs().closed(summary);
                books.claims().releaseEnded();
            });
        }
    }

    @Override
    public void abandoned(Run run) {
        held.releaseAll(claim -> claim.run().equals(run.id()));
        // A run that another process has begun stays recorded.
        if (!taken.remove(run.id()) && notes.isBegun(run.id())) {
            notes.end(run.id(), books -> books.runs().forget(run));
        } else {
            notes.forget(run.id());
        }
    }

    @Override
    public void lost(Run run) {
        taken.remove(run.id());
        held.releaseAll(claim -> claim.run().equals(run.id()));
        notes.forget(run.id());
    }

    private void note(String run, Consumer<Ledger> note) {
        if (isWritten()) {
            notes.note(run, note);
        }
    }
}
