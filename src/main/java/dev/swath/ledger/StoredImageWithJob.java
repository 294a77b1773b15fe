package dev.swath.ledger;

import java.time.Instant;
import java.util.Optional;

/**
 * A stored file with the run that it comes from.
 *
 * @param stored the contents of the file
 * @param job name of the job; empty if its run was deleted from the ledger
 * @param acquired start of the acquisition; empty likewise
 */
public record StoredImageWithJob(StoredImage stored, Optional<String> job, Optional<Instant> acquired) {}
