package dev.swath.flow.runs;

import dev.swath.flow.jobs.Jobs;
import dev.swath.ledger.Ledger;
import dev.swath.ledger.RunLease;
import dev.swath.ledger.SentImage;
import dev.swath.run.Run;
import dev.swath.run.RunListener;
import dev.swath.run.RunSummary;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The runs of this process whose images go to workers. The ledger knows each of them from its first moment, with what was sent and what
 * came back, so that another scheduler can complete it if this process is gone. A ledger that fails is asked again for a minute.
 */
public final class SharedRuns implements RunListener {

    private static final Logger LOG = LoggerFactory.getLogger(SharedRuns.class);
    private static final long BEAT_SECONDS = 5;

    private final Jobs jobs;
    private final RunRecorder books;
    private final Duration limit;
    private final boolean shared;
    private final boolean handsOver;
    private final Patience patience = Patience.onTheClock();
    /** Those that this process acts for. */
    private final Set<String> held = ConcurrentHashMap.newKeySet();
    /** Those of them that another scheduler has begun. */
    private final Set<String> taken = ConcurrentHashMap.newKeySet();
    /** Those of them whose images were chosen one by one, which nobody takes over. */
    private final Set<String> chosen = ConcurrentHashMap.newKeySet();

    /**
     * @param books whose ledger knows them
     * @param limit how long a run may take
     * @param shared whether images go to workers; if not, no run is shared
     * @param handsOver whether another process completes the runs that this one has when it is asked to stop
     */
    public SharedRuns(Jobs jobs, RunRecorder books, Duration limit, boolean shared, boolean handsOver) {
        this.jobs = jobs;
        this.books = books;
        this.limit = limit;
        this.shared = shared;
        this.handsOver = shared && handsOver;
    }

    /**
     * Keeps the runs from now on.
     *
     * @param lost notified of a run that another scheduler has taken over, and why it ends here
     */
    public void begin(CamelContext context, BiConsumer<String, String> lost) {
        if (shared) {
            context.getExecutorServiceManager()
                    .newSingleThreadScheduledExecutor(this, "swath-lease")
                    .scheduleWithFixedDelay(() -> renewAll(lost), BEAT_SECONDS, BEAT_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void renewAll(BiConsumer<String, String> lost) {
        try {
            for (String run : Set.copyOf(held)) {
                boolean gone = books.ask(ledger -> ledger.leases().renew(run)).equals(Optional.of(false));
                if (gone && held.remove(run)) {
                    String reason = new TakenOverException(run).getMessage();
                    LOG.error("run={} {}", run, reason);
                    lost.accept(run, reason);
                }
            }
        } catch (RuntimeException | Error e) {
            LOG.error("the leases of runs could not be renewed, and are in {} s", BEAT_SECONDS, e);
        }
    }

    /** The run is recorded at once, so that it is not forgotten if this process is gone before its first image. */
    @Override
    public void opened(Run run) {
        if (shared) {
            books.requireWritten(run);
            insist("the run can't begin", ledger -> {
                ledger.leases()
                        .begin(
                                run,
                                SettingsFingerprint.of(jobs.job(run.job())),
                                run.started().plus(limit));
                return run;
            });
            held.add(run.id());
        }
    }

    @Override
    public void resumed(Run run) {
        taken.add(run.id());
        held.add(run.id());
    }

    @Override
    public void chosen(Run run) {
        chosen.add(run.id());
    }

    @Override
    public void abandoned(Run run) {
        end(run.id());
    }

    @Override
    public void lost(Run run) {
        forget(run.id());
    }

    private boolean forget(String run) {
        taken.remove(run);
        chosen.remove(run);
        return held.remove(run);
    }

    /** Whether another process is to complete a run, now that this one is asked to stop. */
    public boolean mayHandOver(Run run) {
        return handsOver && held.contains(run.id()) && !chosen.contains(run.id());
    }

    /** Leaves a run to the first scheduler that finds it, be it this one when it starts again; the ledger has what came back. */
    public void handOver(Run run) {
        if (forget(run.id())) {
            // Where the ledger fails, the lease ends by itself.
            books.ask(ledger -> {
                ledger.leases().release(run.id());
                return run;
            });
        }
    }

    /** The summary of a run is stored and sent: there is nothing left that another scheduler would have to do. */
    public void end(@Variable("summary") RunSummary summary) {
        end(summary.run());
    }

    /** A run has failed as a whole, and would fail again: nobody is to take it over. */
    public void failed(Run run) {
        end(run.id());
    }

    private void end(String run) {
        if (forget(run)) {
            insist("the run could not be ended", ledger -> {
                ledger.leases().end(run);
                return run;
            });
        }
    }

    /** Whether a run is not, or no longer, one that this process acts for. */
    public boolean isLost(Run run) {
        return shared && !held.contains(run.id());
    }

    /** Whether an image was sent by a scheduler from which its run was taken over. */
    public boolean wasSent(Run run, String image) {
        return taken.contains(run.id()) && find(run, image).isPresent();
    }

    /** Whether another fire of a job is one too many: a run of it has a scheduler, or waits for another one. */
    public boolean isUnderWay(String job) {
        return shared && books.ask(ledger -> ledger.leases().isUnderWay(job)).orElse(false);
    }

    /**
     * Requires that this process acts for a run, and will for a while.
     *
     * @throws TakenOverException if another one does
     */
    public void require(@Variable("run") Run run) {
        if (shared
                && !(held.contains(run.id())
                        && insist("the run can't be summed up", ledger -> ledger.leases()
                                .renew(run.id())))) {
            held.remove(run.id());
            throw new TakenOverException(run.id());
        }
    }

    /** The runs of other schedulers that seem to be gone. */
    public List<RunLease> lapsed() {
        return books.ask(ledger -> ledger.leases().lapsed()).orElse(List.of());
    }

    /** Takes over a run; whether it is ours now. */
    public boolean takeOver(RunLease lapsed) {
        return books.ask(ledger -> ledger.leases().takeOver(lapsed)).orElse(false);
    }

    /** Gives up a run that can't be completed; false if somebody else has taken it meanwhile. */
    public boolean giveUp(RunLease lapsed) {
        return books.ask(ledger -> ledger.leases().giveUp(lapsed)).orElse(false);
    }

    /** Whether the settings of a job are those that a run was begun with. */
    public boolean hasSameSettings(RunLease lapsed) {
        return SettingsFingerprint.of(jobs.job(lapsed.run().job())).equals(lapsed.fingerprint());
    }

    /** Whether a recipient is to be notified of a run: of one that several schedulers had, by one of them only. */
    public boolean mayNotify(String run, String recipient) {
        return !shared
                || insist(recipient + " can't be notified", ledger -> ledger.leases()
                        .mayNotify(run, recipient));
    }

    /** An image is about to be sent. */
    public void sending(ImageTask task) {
        insist("an image can't be sent", ledger -> {
            ledger.sentImages()
                    .sending(task.run().id(), task.image().id(), task.image().start());
            return task;
        });
    }

    /** An image is in the queue. One that can't be noted as such may be sent twice by another scheduler. */
    public void sent(ImageTask task) {
        books.ask(ledger -> {
            ledger.sentImages().sent(task.run().id(), task.image().id());
            return task;
        });
    }

    /** An image could not be sent, or was not started: another scheduler sends it anew. */
    public void unsent(String run, String image) {
        books.ask(ledger -> {
            ledger.sentImages().unsent(run, image);
            return run;
        });
    }

    /**
     * Notes an outcome that came back, of a run of any scheduler.
     *
     * @return whether it is the first one since the image was sent; empty if the ledger fails
     */
    public Optional<Boolean> returned(String run, String image, String outcome) {
        return patience.until(() -> books.ask(ledger -> ledger.sentImages().returned(run, image, outcome)));
    }

    /** What the ledger knows of an image, if it was sent. */
    public Optional<SentImage> find(Run run, String image) {
        return insist("the run can't go on", ledger -> ledger.sentImages().find(run.id(), image));
    }

    /** Those of some images whose outcome came back, to whichever scheduler. */
    public List<SentImage> returned(Run run, Collection<String> images) {
        return books.ask(ledger -> ledger.sentImages().returned(run.id(), images))
                .orElse(List.of());
    }

    /** The images of a run that were sent, in the order of their ids. */
    public List<SentImage> page(Run run, String after, int most) {
        return insist("the run can't go on", ledger -> ledger.sentImages().page(run.id(), after, most));
    }

    private <T> T insist(String what, Function<Ledger, T> question) {
        return patience.until(() -> books.ask(question)).orElseThrow(() -> failed(what));
    }

    private static IllegalStateException failed(String what) {
        return new IllegalStateException(what + ": the ledger fails");
    }
}
