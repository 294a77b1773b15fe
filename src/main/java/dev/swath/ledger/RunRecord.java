package dev.swath.ledger;

import dev.swath.run.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A run as recorded in the ledger. If the run did not end properly, the counts are those of the recorded outcomes, and
 * requests and bytes are zero.
 *
 * @param run the run
 * @param process where it runs or ran
 * @param seen last sign of life
 * @param ended when it ended; empty if no end was recorded
 * @param status how it ended
 * @param counts its images
 * @param requests requests for pixels, retries included
 * @param retries requests sent again after a failure
 * @param rejected replies with status 429
 * @param bytesReceived length of all replies
 * @param bytesWritten length of all files
 * @param listingFailure why the listing ended early; empty if it did not
 * @param stopped why it ended early; empty if it did not
 * @param takenOver when its process has taken it over from one that was gone; empty if it was begun there
 */
public record RunRecord(
        Run run,
        ProcessIdentity process,
        Instant seen,
        Optional<Instant> ended,
        RunStatus status,
        Counts counts,
        long requests,
        long retries,
        long rejected,
        long bytesReceived,
        long bytesWritten,
        Optional<String> listingFailure,
        Optional<String> stopped,
        Optional<Instant> takenOver) {

    /** After this time without a sign of life, the process of a run on another machine is assumed to be gone. */
    static final Duration SILENCE = Duration.ofMinutes(5);

    /** Numbers of images. */
    public record Counts(int listed, int stored, int skipped, int empty, int elsewhere, int failed) {

        /** Those that were listed and not taken up, because the run ended before their turn. */
        public int notStarted() {
            return Math.max(0, listed - stored - skipped - empty - elsewhere - failed);
        }

        /** The sum with images that this run has recorded one by one; of those here, only skipped and empty ones are counted. */
        Counts plus(Counts recorded) {
            return new Counts(
                    recorded.listed + skipped + empty,
                    recorded.stored,
                    recorded.skipped + skipped,
                    recorded.empty + empty,
                    recorded.elsewhere,
                    recorded.failed);
        }
    }

    /** From the start to the end, or to the last sign of life. */
    public Duration wall() {
        return Duration.between(run.started(), ended.orElse(seen));
    }

    /** Whether its process is gone and left it behind. */
    boolean isAbandoned(ProcessIdentity asking, Instant now) {
        if (status != RunStatus.RUNNING) {
            return false;
        }
        return process.host().equals(asking.host())
                ? !process.isAlive()
                : seen.plus(SILENCE).isBefore(now);
    }

    RunRecord with(RunStatus other) {
        return with(other, counts);
    }

    RunRecord with(Counts other) {
        return with(status, other);
    }

    private RunRecord with(RunStatus otherStatus, Counts otherCounts) {
        return new RunRecord(
                run,
                process,
                seen,
                ended,
                otherStatus,
                otherCounts,
                requests,
                retries,
                rejected,
                bytesReceived,
                bytesWritten,
                listingFailure,
                stopped,
                takenOver);
    }
}
