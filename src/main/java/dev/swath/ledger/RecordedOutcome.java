package dev.swath.ledger;

import dev.swath.run.OutcomeStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * The outcome of an image in a run, as recorded in the ledger.
 *
 * @param image Earth Engine id
 * @param acquired start of the acquisition
 * @param status what happened to the image
 * @param file name of the file, relative to the output; empty if there is none
 * @param cause why it failed; empty if it did not
 * @param busySeconds time from the start of work on the image to its outcome
 * @param requests requests sent for pixels, retries included
 * @param bytesWritten length of the file
 */
public record RecordedOutcome(
        String image,
        Instant acquired,
        OutcomeStatus status,
        Optional<String> file,
        Optional<String> cause,
        double busySeconds,
        int requests,
        long bytesWritten) {}
