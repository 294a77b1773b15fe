package dev.swath.flow.runs;

import dev.swath.ledger.Claim;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The claims of this process on images it works on. A ledger that fails keeps nobody from an image. */
final class HeldClaims {

    private static final Logger LOG = LoggerFactory.getLogger(HeldClaims.class);

    private final OpenLedger ledger;
    private final Set<Claim> held = ConcurrentHashMap.newKeySet();

    /** No claim is held yet. */
    HeldClaims(OpenLedger ledger) {
        this.ledger = ledger;
    }

    /** Takes a claim: empty if it is ours, or the ledger fails; else the id of the run that has it. */
    Optional<String> take(Claim claim) {
        if (!ledger.isThere() || ledger.isFailing()) {
            return Optional.empty();
        }
        Optional<String> holder =
                ledger.ask(books -> books.claims().take(claim)).flatMap(Function.identity());
        if (holder.isEmpty()) {
            held.add(claim);
        }
        return holder;
    }

    /** Gives a claim back, if it was taken. */
    void release(Claim claim) {
        if (held.remove(claim)) {
            ledger.ask(books -> {
                books.claims().release(claim);
                return claim;
            });
        }
    }

    /** Gives back all of these. */
    void releaseAll(Predicate<Claim> which) {
        held.stream().filter(which).forEach(this::release);
    }

    /** Holds all claims for another lease, unless the ledger fails. */
    void renew() {
        if (!ledger.isFailing()) {
            held.forEach(this::renew);
        }
    }

    private void renew(Claim claim) {
        boolean lost = ledger.ask(books -> books.claims().renew(claim))
                .filter(ours -> !ours)
                .isPresent();
        if (lost && held.remove(claim)) {
            LOG.warn(
                    "run={} image={} was not claimed anew in time: another process may work on it, too",
                    claim.run(),
                    claim.image());
        }
    }
}
