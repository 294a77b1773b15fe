package dev.swath.flow.runs;

import dev.swath.ledger.Claim;
import dev.swath.ledger.ClaimTable;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The claims of this process on images it works on. On one machine a ledger that fails keeps nobody from an image; in a cluster
 * nobody works on an image without a claim.
 */
final class HeldClaims {

    private static final Logger LOG = LoggerFactory.getLogger(HeldClaims.class);

    /** How much earlier than the database this process takes a claim for ended: longer than it takes to store a file. */
    private static final Duration MARGIN = Duration.ofSeconds(30);

    private static final long TRUSTED = ClaimTable.LEASE.minus(MARGIN).toNanos();

    private final OpenLedger ledger;
    private final LongSupplier nanoTime;
    /** When each was taken or renewed, before the database was asked to. */
    private final Map<Claim, Long> held = new ConcurrentHashMap<>();

    private final Set<Claim> lost = ConcurrentHashMap.newKeySet();
    /** Given back while the ledger failed, which still has them. */
    private final Set<Claim> left = ConcurrentHashMap.newKeySet();

    private volatile boolean strict;

    /**
     * No claim is held yet.
     *
     * @param nanoTime a clock such as {@link System#nanoTime}
     */
    HeldClaims(OpenLedger ledger, LongSupplier nanoTime) {
        this.ledger = ledger;
        this.nanoTime = nanoTime;
    }

    /** From now on nobody works on an image without a claim. */
    void beStrict() {
        strict = true;
    }

    /**
     * Takes a claim: empty if it is ours, or the ledger fails; else the id of the run that has it.
     *
     * @throws ClaimException in a cluster, if the ledger fails
     */
    Optional<String> take(Claim claim) throws ClaimException {
        long asked = nanoTime.getAsLong();
        if (!ledger.isThere() || ledger.isFailing() && !strict) {
            return Optional.empty();
        }
        boolean again = takeFromLeft(claim);
        Optional<Optional<String>> answer = ledger.ask(books -> books.claims().take(claim));
        if (again && answer.isEmpty()) {
            left.add(claim);
        }
        answer.ifPresent(there -> ledger.answered());
        if (strict && answer.isEmpty()) {
            throw new ClaimException(claim.file() + " can't be claimed, because the ledger fails");
        }
        Optional<String> holder = answer.flatMap(Function.identity());
        if (holder.isEmpty()) {
            lost.remove(claim);
            held.put(claim, asked);
        }
        return holder;
    }

    /**
     * Whether the file of an image may get its name now: its claim is held for another lease. While the ledger fails, it is ours
     * in a cluster until it may have ended, and on one machine for as long as we work on it.
     *
     * @throws ClaimException in a cluster, if the ledger fails and the claim may have ended meanwhile
     */
    boolean mayStore(Claim claim) throws ClaimException {
        if (!ledger.isThere() || !held.containsKey(claim)) {
            if (strict && !lost.contains(claim)) {
                throw new ClaimException(claim.file() + " is not stored, because it was not claimed in the ledger");
            }
            return !lost.contains(claim);
        }
        Optional<Boolean> ours = strict || !ledger.isFailing() ? renewed(claim) : Optional.empty();
        if (ours.isEmpty() && strict) {
            requireTime(claim);
        }
        return ours.orElse(true);
    }

    private void requireTime(Claim claim) throws ClaimException {
        Long since = held.get(claim);
        if (since == null || nanoTime.getAsLong() - since > TRUSTED) {
            throw new ClaimException(claim.file()
                    + " is not stored: its claim may have ended, and the ledger fails, so that it can't be renewed");
        }
    }

    /** Gives a claim back, if it was taken; if the ledger fails, {@link #releaseLeft} does so. */
    void release(Claim claim) {
        lost.remove(claim);
        if (held.remove(claim) != null && !isReleased(claim)) {
            left.add(claim);
        }
    }

    private boolean isReleased(Claim claim) {
        return ledger.ask(books -> {
                    books.claims().release(claim);
                    return claim;
                })
                .isPresent();
    }

    /** Gives back what could not be given back while the ledger failed. */
    synchronized void releaseLeft() {
        left.removeIf(this::isReleased);
    }

    /** From here on {@link #releaseLeft} does not give it back; whether it would have. */
    private synchronized boolean takeFromLeft(Claim claim) {
        return left.remove(claim);
    }

    /** Gives back all of these. */
    void releaseAll(Predicate<Claim> which) {
        held.keySet().stream().filter(which).forEach(this::release);
        lost.removeIf(which);
    }

    /** Holds all claims for another lease, unless the ledger fails. */
    void renew() {
        if (strict || !ledger.isFailing()) {
            held.keySet().forEach(this::renewed);
        }
    }

    /** Whether a claim is still ours; empty if the ledger fails. */
    private Optional<Boolean> renewed(Claim claim) {
        long asked = nanoTime.getAsLong();
        Optional<Boolean> ours = ledger.ask(books -> books.claims().renew(claim));
        if (ours.filter(still -> still).isPresent()) {
            held.computeIfPresent(claim, (same, before) -> asked);
        } else if (ours.isPresent() && held.remove(claim) != null) {
            lost.add(claim);
            LOG.warn(
                    "run={} image={} was not claimed anew in time: another process may work on it, too",
                    claim.run(),
                    claim.image());
        }
        return ours;
    }
}
