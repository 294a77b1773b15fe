package dev.swath.run;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All outcomes of a run with totals and percentiles: the body of the summary exchange. Times are seconds, sizes bytes.
 *
 * @param job name of the job
 * @param run id of the run
 * @param split {@code parallel} or {@code sequential}
 * @param started when the run was triggered
 * @param ended when its last image got its outcome
 * @param listed images that were listed and not left out: those with an outcome and those not started
 * @param stored images written
 * @param skipped images whose file was there already
 * @param empty images that do not intersect the area
 * @param elsewhere images that another process, or another run, was working on
 * @param failed images that failed
 * @param notStarted images that were listed and not taken up, because the run ended before their turn
 * @param startedAgain images that had failed for a temporary reason and were started again at the end of the run
 * @param listingFailure why the listing ended early; empty if it did not
 * @param noMatch why the listing holds no image at all; empty if it holds some
 * @param stopped why it ended before all listed images were downloaded; empty if it did not
 * @param overtaken scheduled runs of the job that fell due while the run went on, and were not started beside it
 * @param leftOut listed images that the run did not download, the first {@value #MOST_NAMED} of them
 * @param leftOutCounts how many it did not download for each reason
 * @param requests requests sent for pixels, retries included
 * @param retries those of them that were sent again after a failure
 * @param rejected replies to them with status 429
 * @param resumed replies that an earlier run had kept, so that they were not requested again
 * @param listing the same counts for listing requests
 * @param bytesReceived length of all replies
 * @param bytesWritten length of all files
 * @param wallSeconds from the trigger to the last outcome
 * @param busySeconds sum of the time that each image took
 * @param speedUp {@code busySeconds ÷ wallSeconds}: how many images were in progress at once, on average
 * @param imagesPerSecond images stored ÷ wall time
 * @param megabytesPerSecond millions of bytes received ÷ wall time
 * @param steps how long each step took: list, wait, fetch, decode, encode, store
 * @param concurrency requests in flight over time
 * @param images the images that are named one by one, in order of acquisition: up to {@value #MOST_NAMED} that were worked on, as
 *     many that failed, and up to {@value #MOST_UNTOUCHED_NAMED} on which there was nothing to do
 */
public record RunSummary(
        String job,
        String run,
        String split,
        Instant started,
        Instant ended,
        int listed,
        int stored,
        int skipped,
        int empty,
        int elsewhere,
        int failed,
        int notStarted,
        int startedAgain,
        Optional<String> listingFailure,
        Optional<String> noMatch,
        Optional<String> stopped,
        int overtaken,
        List<LeftOut> leftOut,
        Map<LeftOut.Reason, Integer> leftOutCounts,
        int requests,
        int retries,
        int rejected,
        int resumed,
        RequestCounts listing,
        long bytesReceived,
        long bytesWritten,
        double wallSeconds,
        double busySeconds,
        double speedUp,
        double imagesPerSecond,
        double megabytesPerSecond,
        Map<String, Percentiles> steps,
        ConcurrencyCurve concurrency,
        List<ImageOutcome> images) {

    /** How many images a summary names that were worked on, that failed, or that were left out. */
    public static final int MOST_NAMED = 10_000;

    /** How many it names on which there was nothing to do. */
    public static final int MOST_UNTOUCHED_NAMED = 1000;

    public RunSummary {
        leftOut = List.copyOf(leftOut);
        leftOutCounts = Map.copyOf(leftOutCounts);
        images = List.copyOf(images);
    }

    /** Images with an outcome that are only counted, beyond those that {@link #images} names. */
    public int moreImages() {
        return listed - notStarted - images.size();
    }

    /** How many images were left out, for whatever reason. */
    public int allLeftOut() {
        return leftOutCounts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /**
     * Whether every image is stored, skipped, empty or in work elsewhere, the listing was read to its end, and nothing was left for
     * another run.
     */
    public boolean complete() {
        return failed == 0 && listingFailure.isEmpty() && stopped.isEmpty();
    }

    /** Whether there was nothing new: all listed images were done before, and nothing failed, was fetched or is worth a word. */
    public boolean isIdle() {
        return complete() && noMatch.isEmpty() && stored == 0 && elsewhere == 0 && requests == 0 && overtaken == 0;
    }

    /** The named images of which some replies held nothing but zeros within the footprint: a warning, not a failure. */
    public List<ImageOutcome> suspicious() {
        return images.stream().filter(image -> image.zeroReplies() > 0).toList();
    }

    /** The failed images that are named. */
    public List<ImageOutcome> failures() {
        return images.stream()
                .filter(image -> image.status() == OutcomeStatus.FAILED)
                .toList();
    }
}
