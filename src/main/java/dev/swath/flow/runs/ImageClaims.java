package dev.swath.flow.runs;

import dev.swath.ledger.Claim;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The claims by which a process says that it works on an image, so that no other one does. */
public final class ImageClaims {

    private final HeldClaims held;
    private final BooleanSupplier readOnly;
    private final Patience patience = Patience.onTheClock();

    /**
     * @param held those that this process has taken
     * @param readOnly whether nothing is written into the ledger, and so nothing is claimed
     */
    ImageClaims(HeldClaims held, BooleanSupplier readOnly) {
        this.held = held;
        this.readOnly = readOnly;
    }

    /** From now on nobody works on an image without a claim, because processes on other machines may work on it too. */
    public void joinCluster() {
        held.beStrict();
    }

    /**
     * Takes the claim to work on an image. A ledger that fails, or that is only read, keeps nobody from it on one machine.
     *
     * @return empty if it may be worked on; else the id of the run that does so, here or in another process
     * @throws ClaimException in a cluster, if the ledger fails
     */
    public Optional<String> take(Claim claim) throws ClaimException {
        return readOnly.getAsBoolean() ? Optional.empty() : held.take(claim);
    }

    /**
     * Takes a claim as {@link #take} does. A ledger that fails is asked again for a minute.
     *
     * @throws ClaimException in a cluster, if it still fails
     */
    public Optional<String> takePatiently(Claim claim) throws ClaimException {
        Optional<Optional<String>> answer = patience.until(() -> {
            try {
                return Optional.of(take(claim));
            } catch (ClaimException e) {
                return Optional.empty();
            }
        });
        return answer.isPresent() ? answer.get() : take(claim);
    }

    /**
     * Whether the file of an image may get its name: false if the claim on it was lost to another process.
     *
     * @throws ClaimException in a cluster, if that can't be known
     */
    public boolean mayStore(Claim claim) throws ClaimException {
        return readOnly.getAsBoolean() || held.mayStore(claim);
    }

    /** Gives a claim back, if it was taken. */
    public void release(Claim claim) {
        held.release(claim);
    }
}
