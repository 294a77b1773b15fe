package dev.swath.ledger;

import dev.swath.run.Run;
import java.time.Instant;

/**
 * A run whose scheduler is gone, or seems to be.
 *
 * @param run the run
 * @param scheduler the one that acted for it
 * @param process where that one ran
 * @param fingerprint of the settings of its job
 * @param leaseEnds until when it had the run
 * @param timeEnds until when the run may go on
 * @param chosen whether it is about images that were chosen one by one
 */
public record RunLease(
        Run run,
        String scheduler,
        ProcessIdentity process,
        String fingerprint,
        Instant leaseEnds,
        Instant timeEnds,
        boolean chosen) {}
