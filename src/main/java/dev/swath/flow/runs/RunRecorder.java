package dev.swath.flow.runs;

import dev.swath.job.SettingException;
import dev.swath.ledger.Claim;
import dev.swath.ledger.Ledger;
import dev.swath.ledger.LedgerException;
import dev.swath.ledger.LedgerUrl;
import dev.swath.ledger.StoredImage;
import dev.swath.run.ImageOutcome;
import dev.swath.run.Run;
import dev.swath.run.RunListener;
import dev.swath.run.RunSummary;
import dev.swath.run.RunTally;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
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
    /** Runs that have ended, whose notes wait for a ledger that fails. */
    private static final int MOST_WAITING = 20;

    private final Clock clock;
    private final Map<String, RunNotes> notes = new ConcurrentHashMap<>();
    private final Set<Claim> held = ConcurrentHashMap.newKeySet();
    private volatile Optional<LedgerUrl> place = Optional.empty();
    private volatile boolean failing;
    private volatile boolean readOnly;
    private Optional<Ledger> ledger = Optional.empty();
    private boolean replaced;

    /** A recorder without a ledger; {@link #open} gives it one. */
    public RunRecorder(Clock clock) {
        this.clock = clock;
    }

    /**
     * Opens the ledger; the context closes it. A ledger that does not exist is created with the first image.
     *
     * @param onlyRead whether nothing is written, because the context only lists images
     * @throws SettingException if the ledger can't be opened or created
     */
    public void open(CamelContext context, LedgerUrl url, boolean onlyRead) {
        readOnly = onlyRead;
        place = Optional.of(url);
        if (url.exists()) {
            ledger(url);
        } else if (!readOnly) {
            url.requireWritable();
        }
        try {
            context.addService(this, true, true);
        } catch (Exception e) {
            throw RuntimeCamelException.wrapRuntimeCamelException(e);
        }
        context.getExecutorServiceManager()
                .newSingleThreadScheduledExecutor(this, "swath-ledger")
                .scheduleWithFixedDelay(this::beat, HEARTBEAT_SECONDS, HEARTBEAT_SECONDS, TimeUnit.SECONDS);
    }

    private synchronized Ledger ledger(LedgerUrl url) {
        if (ledger.isEmpty()) {
            ledger = Optional.of(Ledger.open(url));
        }
        return ledger.get();
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
        if (!failing) {
            held.forEach(this::renew);
        }
        notes.values().forEach(noted -> {
            noted.run().ifPresent(run -> noted.add(books -> books.runs().seen(run, clock.instant())));
            write(noted);
        });
        notes.values().removeIf(RunNotes::isDone);
    }

    @Override
    protected void doStop() {
        releaseAll(claim -> true);
        notes.values().forEach(this::write);
        place = Optional.empty();
        synchronized (this) {
            ledger.ifPresent(Ledger::close);
            ledger = Optional.empty();
        }
    }

    @Override
    public void opened(Run run) {
        if (place.isPresent() && !readOnly) {
            RunNotes noted = new RunNotes(run);
            noted.add(books -> {
                logInterrupted(books, run);
                books.runs().opened(run);
            });
            notes.put(run.id(), noted);
        }
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
        Optional.ofNullable(notes.get(run.id()))
                .filter(noted -> !noted.isBegun() && !failing)
                .ifPresent(this::write);
    }

    @Override
    public void finished(Run run, ImageOutcome outcome) {
        note(run.id(), books -> {
            books.outcomes().add(run, outcome);
            books.runs().seen(run, clock.instant());
        });
    }

    /**
     * Takes the claim to work on an image. A ledger that fails, or that is only read, keeps nobody from it.
     *
     * @return empty if it may be worked on; else the id of the run that does so, here or in another process
     */
    public Optional<String> claim(Claim claim) {
        if (place.isEmpty() || readOnly || failing) {
            return Optional.empty();
        }
        Optional<String> holder = ask(books -> books.claims().take(claim)).flatMap(Function.identity());
        if (holder.isEmpty()) {
            held.add(claim);
        }
        return holder;
    }

    /** Gives a claim back, if it was taken. */
    public void release(Claim claim) {
        if (held.remove(claim)) {
            ask(books -> {
                books.claims().release(claim);
                return claim;
            });
        }
    }

    private void releaseAll(Predicate<Claim> which) {
        held.stream().filter(which).forEach(this::release);
    }

    private void renew(Claim claim) {
        boolean lost =
                ask(books -> books.claims().renew(claim)).filter(ours -> !ours).isPresent();
        if (lost && held.remove(claim)) {
            LOG.warn(
                    "run={} image={} was not claimed anew in time: another process may work on it, too",
                    claim.run(),
                    claim.image());
        }
    }

    /** Notes that an image is in its file, or that it was found there. */
    public void stored(Run run, StoredImage image) {
        note(run.id(), books -> books.storedImages().put(image));
    }

    /**
     * Reads from the ledger; empty if none was made yet.
     *
     * @throws LedgerException if it can't be read
     */
    public <T> Optional<T> read(Function<Ledger, T> reading) {
        return place.filter(LedgerUrl::exists).map(this::ledger).map(reading);
    }

    /** What is in a file as far as the ledger knows; one that fails, or was never made, knows nothing. */
    public Optional<StoredImage> find(String output, String file) {
        if (failing || place.filter(LedgerUrl::exists).isEmpty()) {
            return Optional.empty();
        }
        return ask(books -> books.storedImages().find(output, file)).flatMap(Function.identity());
    }

    /** An answer of the ledger; empty if it fails. */
    private <T> Optional<T> ask(Function<Ledger, T> question) {
        Ledger used = null;
        try {
            used = ledger(place.orElseThrow());
            return Optional.of(question.apply(used));
        } catch (LedgerException e) {
            if (!e.isDamage() || !replace(used)) {
                fails(e);
            }
            return Optional.empty();
        } catch (SettingException e) {
            fails(e);
            return Optional.empty();
        }
    }

    @Override
    public void closing(RunTally tally) {
        String run = tally.run().id();
        Optional.ofNullable(notes.get(run)).flatMap(this::write).ifPresent(cause -> {
            LOG.warn("run={} is not all in the ledger: {}", run, cause);
            tally.stop("the ledger could not be written: " + cause);
        });
    }

    @Override
    public void closed(RunSummary summary) {
        releaseAll(claim -> claim.run().equals(summary.run()));
        end(summary.run(), books -> books.runs().closed(summary));
    }

    @Override
    public void abandoned(Run run) {
        releaseAll(claim -> claim.run().equals(run.id()));
        if (Optional.ofNullable(notes.get(run.id())).filter(RunNotes::isBegun).isPresent()) {
            end(run.id(), books -> books.runs().forget(run));
        } else {
            notes.remove(run.id());
        }
    }

    /** The last note of a run: the notes stay until all are written, or too many others wait. */
    private void end(String run, Consumer<Ledger> last) {
        note(run, last);
        Optional.ofNullable(notes.get(run)).ifPresent(RunNotes::end);
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

    /** Writes a note after those before it, now or later; an image of a run that another process opened has notes too. */
    private void note(String run, Consumer<Ledger> note) {
        if (place.isEmpty() || readOnly) {
            return;
        }
        RunNotes noted = notes.computeIfAbsent(run, RunNotes::ofElsewhere);
        noted.add(note);
        if (!failing) {
            write(noted);
        }
    }

    /** Why the notes could not be written, if so. */
    private Optional<String> write(RunNotes noted) {
        Optional<LedgerUrl> url = place;
        if (url.isEmpty()) {
            return Optional.empty();
        }
        AtomicReference<Ledger> used = new AtomicReference<>();
        try {
            noted.writeInto(() -> {
                used.set(ledger(url.get()));
                return used.get();
            });
            if (failing) {
                failing = false;
                LOG.info("the ledger is written again");
            }
            return Optional.empty();
        } catch (LedgerException e) {
            if (e.isDamage() && replace(used.get())) {
                return write(noted);
            }
            fails(e);
            return Optional.of(e.getMessage());
        } catch (SettingException e) {
            fails(e);
            return Optional.of(e.getMessage());
        }
    }

    /** Puts a new ledger in the place of a damaged one, once; what its runs note from now on is in there. */
    private boolean replace(Ledger damaged) {
        synchronized (this) {
            boolean current = ledger.filter(open -> open == damaged).isPresent();
            if (current && replaced) {
                return false;
            }
            if (!current) {
                return true;
            }
            replaced = true;
            damaged.close();
            ledger = Optional.empty();
            place.ifPresent(Ledger::setAside);
        }
        notes.values().forEach(RunNotes::beginAnew);
        return true;
    }

    private void fails(RuntimeException failure) {
        if (!failing) {
            failing = true;
            LOG.warn(
                    "the ledger fails, and is tried again within {} s; meanwhile what is stored is known by the files: {}",
                    HEARTBEAT_SECONDS,
                    failure.getMessage());
        }
    }
}
