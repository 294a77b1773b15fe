package dev.swath.flow.runs;

import dev.swath.job.SettingException;
import dev.swath.ledger.Ledger;
import dev.swath.ledger.LedgerException;
import dev.swath.ledger.LedgerUrl;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ledger of this process: made when it is first needed, and replaced once if it is damaged. While it fails, it is not asked;
 * what is written into it tries it again.
 */
final class OpenLedger {

    private static final Logger LOG = LoggerFactory.getLogger(OpenLedger.class);

    private final long retrySeconds;
    private final Runnable replacedByNew;
    private volatile Optional<LedgerUrl> place = Optional.empty();
    private volatile boolean failing;
    private Optional<Ledger> ledger = Optional.empty();
    private boolean replaced;

    /**
     * No ledger yet.
     *
     * @param retrySeconds when a ledger that fails is written again
     * @param replacedByNew called when a new ledger has taken the place of a damaged one
     */
    OpenLedger(long retrySeconds, Runnable replacedByNew) {
        this.retrySeconds = retrySeconds;
        this.replacedByNew = replacedByNew;
    }

    /**
     * Where the ledger is; it is opened at once if it exists.
     *
     * @throws SettingException if it can't be opened, or could not be made
     */
    void use(LedgerUrl url, boolean onlyRead) {
        place = Optional.of(url);
        if (url.exists()) {
            ledger(url);
        } else if (!onlyRead) {
            url.requireWritable();
        }
    }

    private synchronized Ledger ledger(LedgerUrl url) {
        if (ledger.isEmpty()) {
            ledger = Optional.of(Ledger.open(url));
        }
        return ledger.get();
    }

    /** Whether there is one, made or yet to be made. */
    boolean isThere() {
        return place.isPresent();
    }

    /** Whether it could not be used the last time. */
    boolean isFailing() {
        return failing;
    }

    void close() {
        place = Optional.empty();
        synchronized (this) {
            ledger.ifPresent(Ledger::close);
            ledger = Optional.empty();
        }
    }

    /**
     * Reads from the ledger; empty if none was made yet.
     *
     * @throws LedgerException if it can't be read
     */
    <T> Optional<T> read(Function<Ledger, T> reading) {
        return place.filter(LedgerUrl::exists).map(this::ledger).map(reading);
    }

    /** An answer of the ledger, which is made if it is not there; empty if it fails. */
    <T> Optional<T> ask(Function<Ledger, T> question) {
        AtomicReference<Optional<T>> answer = new AtomicReference<>(Optional.empty());
        attempt(used -> answer.set(Optional.of(question.apply(used.get()))), false);
        return answer.get();
    }

    /** It has been changed without a failure: it is asked again for everything. */
    void answered() {
        if (failing && isThere()) {
            failing = false;
            LOG.info("the ledger is written again");
        }
    }

    /** An answer of a ledger that was made already; empty if there is none, or it fails. */
    <T> Optional<T> askIfMade(Function<Ledger, T> question) {
        return failing || place.filter(LedgerUrl::exists).isEmpty() ? Optional.empty() : ask(question);
    }

    /** Why something could not be written, if so. */
    Optional<String> write(Consumer<Supplier<Ledger>> writing) {
        Optional<String> cause = attempt(writing, true);
        if (cause.isEmpty()) {
            answered();
        }
        return cause;
    }

    private Optional<String> attempt(Consumer<Supplier<Ledger>> work, boolean again) {
        Optional<LedgerUrl> url = place;
        if (url.isEmpty()) {
            return Optional.empty();
        }
        AtomicReference<Optional<Ledger>> used = new AtomicReference<>(Optional.empty());
        try {
            work.accept(() -> {
                Ledger open = ledger(url.get());
                used.set(Optional.of(open));
                return open;
            });
            return Optional.empty();
        } catch (LedgerException e) {
            if (e.isDamage() && replace(used.get())) {
                return again ? attempt(work, true) : Optional.of(e.getMessage());
            }
            fails(e);
            return Optional.of(e.getMessage());
        } catch (SettingException e) {
            fails(e);
            return Optional.of(e.getMessage());
        }
    }

    /** Puts a new ledger in the place of a damaged one, once; what its runs note from now on is in there. */
    private boolean replace(Optional<Ledger> damaged) {
        synchronized (this) {
            boolean current = ledger.isPresent() && ledger.equals(damaged);
            if (current && replaced) {
                return false;
            }
            if (!current) {
                return true;
            }
            replaced = true;
            ledger.get().close();
            ledger = Optional.empty();
            place.ifPresent(Ledger::setAside);
        }
        replacedByNew.run();
        return true;
    }

    private void fails(RuntimeException failure) {
        if (!failing) {
            failing = true;
            LOG.warn(
                    "the ledger fails, and is tried again within {} s; meanwhile what is stored is known by the files: {}",
                    retrySeconds,
                    failure.getMessage());
        }
    }
}
