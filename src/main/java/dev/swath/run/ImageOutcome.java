package dev.swath.run;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What happened to one image, with its timings.
 *
 * @param image Earth Engine id of the image
 * @param acquired start of the acquisition
 * @param status what happened to the image
 * @param file name of the file written or found, relative to the output; empty if there is none
 * @param cause why it failed, in one line; empty unless the status is {@link OutcomeStatus#FAILED}
 * @param busySeconds time from the start of work on the image to its outcome
 * @param storeSeconds time to finish the file and hand it to the output
 * @param bytesReceived length of all replies
 * @param bytesWritten length of the file
 * @param requests requests sent for pixels, retries included
 * @param retries requests sent again after a failure
 * @param rejected replies with status 429
 * @param resumed replies that an earlier run had kept, so that they were not requested again
 * @param zeroReplies replies that held nothing but zeros although they lie within the footprint of the image
 * @param local whether it failed for a reason on this machine or in its output, such as a full disk; false unless the
 *     status is {@link OutcomeStatus#FAILED}
 * @param timings one entry for each request that succeeded
 * @param failedTries those that did not, the first {@value #MOST_FAILED_TRIES} of them
 */
public record ImageOutcome(
        String image,
        Instant acquired,
        OutcomeStatus status,
        Optional<String> file,
        Optional<String> cause,
        double busySeconds,
        double storeSeconds,
        long bytesReceived,
        long bytesWritten,
        int requests,
        int retries,
        int rejected,
        int resumed,
        int zeroReplies,
        boolean local,
        List<RequestTiming> timings,
        List<FailedAttempt> failedTries) {

    /** How many failed requests of an image are listed one by one; all are counted. */
    public static final int MOST_FAILED_TRIES = 1000;

    public ImageOutcome {
        timings = List.copyOf(timings);
        failedTries = List.copyOf(failedTries);
        if ((status == OutcomeStatus.FAILED) != cause.isPresent()) {
            throw new IllegalArgumentException("an outcome has a cause if and only if it failed: " + image);
        }
        if (local && status != OutcomeStatus.FAILED) {
            throw new IllegalArgumentException("only a failed image can have a local cause: " + image);
        }
    }

    /** An outcome of an image for which nothing was requested or written. */
    public static ImageOutcome untouched(
            String image, Instant acquired, OutcomeStatus status, Optional<String> file, double busySeconds) {
        return new ImageOutcome(
                image,
                acquired,
                status,
                file,
                Optional.empty(),
                busySeconds,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                false,
                List.of(),
                List.of());
    }

    /** An image that failed before anything was requested for it. */
    public static ImageOutcome failed(String image, Instant acquired, String cause) {
        return new ImageOutcome(
                image,
                acquired,
                OutcomeStatus.FAILED,
                Optional.empty(),
                Optional.of(cause),
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                false,
                List.of(),
                List.of());
    }

    /** Whether nothing was to be done for the image: nothing was requested, nothing written, and nothing failed. */
    public boolean isUntouched() {
        return status != OutcomeStatus.STORED && status != OutcomeStatus.FAILED && requests == 0 && resumed == 0;
    }

    /** The same outcome, failed for a reason on this machine. */
    public ImageOutcome ofThisMachine() {
        return new ImageOutcome(
                image,
                acquired,
                status,
                file,
                cause,
                busySeconds,
                storeSeconds,
                bytesReceived,
                bytesWritten,
                requests,
                retries,
                rejected,
                resumed,
                zeroReplies,
                true,
                timings,
                failedTries);
    }

    /** The same image, stored by an earlier attempt in the same run that could not say so; what that took is not known. */
    public ImageOutcome storedBefore(long bytes) {
        return new ImageOutcome(
                image,
                acquired,
                OutcomeStatus.STORED,
                file,
                cause,
                busySeconds,
                storeSeconds,
                bytesReceived,
                bytes,
                requests,
                retries,
                rejected,
                resumed,
                zeroReplies,
                local,
                timings,
                failedTries);
    }

    /** This outcome with what an earlier attempt at the image, in the same run, has taken. */
    public ImageOutcome after(ImageOutcome before) {
        boolean nothingTried = status == OutcomeStatus.FAILED && requests == 0;
        return new ImageOutcome(
                image,
                acquired,
                status,
                file,
                nothingTried ? before.cause() : cause,
                before.busySeconds + busySeconds,
                storeSeconds,
                before.bytesReceived + bytesReceived,
                bytesWritten,
                before.requests + requests,
                before.retries + retries,
                before.rejected + rejected,
                before.resumed + resumed,
                Math.max(before.zeroReplies, zeroReplies),
                local,
                Stream.concat(before.timings.stream(), timings.stream()).toList(),
                Stream.concat(before.failedTries.stream(), failedTries.stream())
                        .limit(MOST_FAILED_TRIES)
                        .toList());
    }
}
