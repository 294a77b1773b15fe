package dev.swath.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Collects the outcomes of a run while it goes on, in bounded memory however many images it lists. Thread-safe. */
public final class RunTally {

    private static final int MOST_LOCAL_FAILURES = 3;

    private final Run run;
    private final NamedOutcomes named = new NamedOutcomes();
    private final WorkTotals work = new WorkTotals();
    private final StepTimes pages = new StepTimes();
    private int localFailures;
    private RequestCounts listing = RequestCounts.NONE;
    private final List<LeftOut> leftOut = new ArrayList<>();
    private final Map<LeftOut.Reason, Integer> leftOutCounts = new EnumMap<>(LeftOut.Reason.class);
    private int listed;
    private int startedAgain;
    private boolean scheduled;
    private int overtaken;
    private Optional<String> listingFailure = Optional.empty();
    private Optional<String> stopped = Optional.empty();
    private Optional<String> noMatch = Optional.empty();

    /** An empty tally of this run. */
    public RunTally(Run run) {
        this.run = run;
    }

    /** The run that is counted. */
    public Run run() {
        return run;
    }

    /**
     * Adds the outcome of an image. Once {@value #MOST_LOCAL_FAILURES} images in a row have failed for a reason on this
     * machine or in its output, the run starts no more images.
     *
     * @return whether the summary will name the image; one of too many is only counted
     */
    public synchronized boolean add(ImageOutcome outcome) {
        work.add(outcome);
        if (outcome.status() == OutcomeStatus.STORED) {
            localFailures = 0;
        }
        if (outcome.local() && ++localFailures == MOST_LOCAL_FAILURES) {
            stop(String.format(
                    Locale.ROOT,
                    "%d images in a row failed for a reason on this machine or in its output; the last one: %s",
                    MOST_LOCAL_FAILURES,
                    outcome.cause().orElse("")));
        }
        return named.add(outcome);
    }

    /** Counts an image of the listing, which is downloaded when its turn comes. */
    public synchronized void listed() {
        listed++;
    }

    /** Adds images that are started again. */
    public synchronized void startedAgain(int images) {
        startedAgain += images;
    }

    /** Adds an image that the run does not download. */
    public synchronized void leaveOut(LeftOut image) {
        leftOutCounts.merge(image.reason(), 1, Integer::sum);
        if (leftOut.size() < RunSummary.MOST_NAMED) {
            leftOut.add(image);
        }
    }

    /** Records that the schedule of the job started the run. */
    public synchronized void startedBySchedule() {
        scheduled = true;
    }

    /** Whether the schedule of the job started the run. */
    public synchronized boolean isStartedBySchedule() {
        return scheduled;
    }

    /** Records how many scheduled runs fell due while this run went on. */
    public synchronized void overtakenBy(int firings) {
        overtaken = firings;
    }

    /** Adds the time that one page of the listing took, in seconds. */
    public synchronized void listedPage(double seconds) {
        pages.add(seconds);
    }

    /** Counts a listing request, sent for the first time or again. */
    public synchronized void requestedPage(boolean again) {
        listing = listing.withRequest(again);
    }

    /** Counts a listing request that was answered with status 429. */
    public synchronized void rejectedPage() {
        listing = listing.withRejection();
    }

    /** Records that the listing holds no image, and why. */
    public synchronized void noMatch(String why) {
        noMatch = Optional.of(why);
    }

    /** Records that the listing could not go on, and why. */
    public synchronized void listingFailed(String cause) {
        listingFailure = Optional.of(cause);
    }

    /** Why the listing could not go on, if it could not. */
    public synchronized Optional<String> listingFailure() {
        return listingFailure;
    }

    /** Records why the run starts no more images; the first reason counts. */
    public synchronized void stop(String reason) {
        stopped = stopped.or(() -> Optional.of(reason));
    }

    /** Why the run starts no more images; empty if it does. */
    public synchronized Optional<String> stopped() {
        return stopped;
    }

    /** The summary of everything that was added. */
    public synchronized RunSummary summarize(Instant ended) {
        double wall = Duration.between(run.started(), ended).toNanos() / 1e9;
        int stored = work.count(OutcomeStatus.STORED);
        int left = leftOutCounts.values().stream().mapToInt(Integer::intValue).sum();
        int notStarted = Math.max(0, listed - left - work.images());
        Map<String, Percentiles> steps = new LinkedHashMap<>();
        steps.put("list", pages.percentiles());
        steps.putAll(work.steps());
        return new RunSummary(
                run.job(),
                run.id(),
                run.split(),
                run.started(),
                ended,
                work.images() + notStarted,
                stored,
                work.count(OutcomeStatus.SKIPPED),
                work.count(OutcomeStatus.EMPTY),
                work.count(OutcomeStatus.ELSEWHERE),
                work.count(OutcomeStatus.FAILED),
                notStarted,
                startedAgain,
                listingFailure,
                noMatch,
                stopped,
                overtaken,
                leftOut,
                leftOutCounts,
                work.requests(),
                work.retries(),
                work.rejected(),
                work.resumed(),
                listing,
                work.bytesReceived(),
                work.bytesWritten(),
                wall,
                work.busySeconds(),
                wall > 0 ? work.busySeconds() / wall : 0,
                wall > 0 ? stored / wall : 0,
                wall > 0 ? work.bytesReceived() / 1e6 / wall : 0,
                steps,
                work.concurrency(wall),
                named.inOrder());
    }
}
