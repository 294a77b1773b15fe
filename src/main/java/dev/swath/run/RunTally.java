package dev.swath.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/** Collects the outcomes of a run while it goes on. Thread-safe. */
public final class RunTally {

    private static final int MOST_LOCAL_FAILURES = 3;

    private final Run run;
    private final List<ImageOutcome> outcomes = new ArrayList<>();
    private final List<Double> pages = new ArrayList<>();
    private int localFailures;
    private RequestCounts listing = RequestCounts.NONE;
    private final List<LeftOut> leftOut = new ArrayList<>();
    private int startedAgain;
    private boolean scheduled;
    private int overtaken;
    private Optional<String> listingFailure = Optional.empty();
    private Optional<String> stopped = Optional.empty();

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
     */
    public synchronized void add(ImageOutcome outcome) {
        outcomes.add(outcome);
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
    }

    /** Adds images that are started again. */
    public synchronized void startedAgain(int images) {
        startedAgain += images;
    }

    /** Adds an image that the run does not download. */
    public synchronized void leaveOut(LeftOut image) {
        leftOut.add(image);
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
        List<ImageOutcome> images = outcomes.stream()
                .sorted(Comparator.comparing(ImageOutcome::acquired).thenComparing(ImageOutcome::image))
                .toList();
        List<RequestTiming> timings =
                images.stream().flatMap(image -> image.timings().stream()).toList();
        List<FailedAttempt> failedTries =
                images.stream().flatMap(image -> image.failedTries().stream()).toList();
        double wall = Duration.between(run.started(), ended).toNanos() / 1e9;
        double busy = images.stream().mapToDouble(ImageOutcome::busySeconds).sum();
        long received = total(images, ImageOutcome::bytesReceived);
        int stored = count(images, OutcomeStatus.STORED);
        return new RunSummary(
                run.job(),
                run.id(),
                run.split(),
                run.started(),
                ended,
                images.size(),
                stored,
                count(images, OutcomeStatus.SKIPPED),
                count(images, OutcomeStatus.EMPTY),
                count(images, OutcomeStatus.ELSEWHERE),
                count(images, OutcomeStatus.FAILED),
                startedAgain,
                listingFailure,
                stopped,
                overtaken,
                leftOut,
                sum(images, ImageOutcome::requests),
                sum(images, ImageOutcome::retries),
                sum(images, ImageOutcome::rejected),
                sum(images, ImageOutcome::resumed),
                listing,
                received,
                total(images, ImageOutcome::bytesWritten),
                wall,
                busy,
                wall > 0 ? busy / wall : 0,
                wall > 0 ? stored / wall : 0,
                wall > 0 ? received / 1e6 / wall : 0,
                steps(images, timings),
                ConcurrencyCurve.of(timings, failedTries, wall),
                images);
    }

    private Map<String, Percentiles> steps(List<ImageOutcome> images, List<RequestTiming> timings) {
        Map<String, Percentiles> steps = new LinkedHashMap<>();
        steps.put("list", Percentiles.of(seconds(pages, Double::doubleValue)));
        steps.put("wait", Percentiles.of(seconds(timings, RequestTiming::waitSeconds)));
        steps.put("fetch", Percentiles.of(seconds(timings, RequestTiming::fetchSeconds)));
        steps.put("decode", Percentiles.of(seconds(timings, RequestTiming::decodeSeconds)));
        steps.put("encode", Percentiles.of(seconds(timings, RequestTiming::encodeSeconds)));
        List<ImageOutcome> stored = images.stream()
                .filter(image -> image.status() == OutcomeStatus.STORED)
                .toList();
        steps.put("store", Percentiles.of(seconds(stored, ImageOutcome::storeSeconds)));
        return steps;
    }

    private static <T> double[] seconds(List<T> items, ToDoubleFunction<T> value) {
        return items.stream().mapToDouble(value).toArray();
    }

    private static int count(List<ImageOutcome> images, OutcomeStatus status) {
        return (int) images.stream().filter(image -> image.status() == status).count();
    }

    private static int sum(List<ImageOutcome> images, ToIntFunction<ImageOutcome> value) {
        return images.stream().mapToInt(value).sum();
    }

    private static long total(List<ImageOutcome> images, ToLongFunction<ImageOutcome> value) {
        return images.stream().mapToLong(value).sum();
    }
}
