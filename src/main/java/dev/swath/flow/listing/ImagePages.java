package dev.swath.flow.listing;

import dev.swath.earthengine.AssetListing;
import dev.swath.earthengine.AssetPage;
import dev.swath.earthengine.ImageAsset;
import dev.swath.earthengine.MalformedAsset;
import dev.swath.flow.download.ImagePlan;
import dev.swath.flow.jobs.Jobs;
import dev.swath.flow.request.Deadline;
import dev.swath.flow.request.Failures;
import dev.swath.flow.runs.ImageTask;
import dev.swath.flow.runs.Runs;
import dev.swath.flow.runs.Watchdog;
import dev.swath.job.Job;
import dev.swath.job.TimeWindow;
import dev.swath.run.ImageOutcome;
import dev.swath.run.Run;
import dev.swath.run.RunListener;
import dev.swath.run.RunTally;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;

/** The images of a collection for a run, listed page by page as they are consumed. */
public final class ImagePages {

    /** Pages in a row without a new image after which a listing is given up. */
    private static final int MOST_EMPTY_PAGES = 200;

    private final ProducerTemplate routes;
    private final URI service;
    private final Jobs jobs;
    private final Runs runs;
    private final Watchdog watchdog;
    private final RunListener listener;
    private final ImageSelector selector;
    private final Clock clock;

    /**
     * @param routes calls {@code direct:request}
     * @param service address of the service
     * @param jobs the jobs to list for
     * @param runs records a failed listing
     * @param watchdog has the time limits
     * @param listener notified of each image
     * @param selector chooses images
     * @param clock resolves a relative time window
     */
    public ImagePages(
            ProducerTemplate routes,
            URI service,
            Jobs jobs,
            Runs runs,
            Watchdog watchdog,
            RunListener listener,
            ImageSelector selector,
            Clock clock) {
        this.routes = routes;
        this.service = service;
        this.jobs = jobs;
        this.runs = runs;
        this.watchdog = watchdog;
        this.listener = listener;
        this.selector = selector;
        this.clock = clock;
    }

    /**
     * The images that a run downloads, in the order of the listing and one page at a time unless the job asks for
     * another order. The first page is requested at once, so that a setting that contradicts the collection stops the
     * run before anything is written. A page that can't be had ends the iteration and is recorded in the run's tally.
     */
    public Iterator<ImageTask> images(Run run) {
        try {
            Job job = jobs.job(run.job());
            Pages pages = new Pages(run, listing(job));
            pages.next(Optional.empty());
            pages.check(job);
            return selector.select(job, run, pages);
        } catch (RuntimeException e) {
            runs.abandon(run);
            throw e;
        }
    }

    private AssetListing listing(Job job) {
        TimeWindow window = job.timeWindow(clock);
        return new AssetListing(
                job.collection(), job.area().geoJson(), window.start(), window.end(), job.filter(), job.pageSize());
    }

    private final class Pages implements Iterator<ImageTask> {

        private final Run run;
        private final RunTally tally;
        private final Deadline deadline;
        private final AssetListing listing;
        private final Deque<ImageAsset> page = new ArrayDeque<>();
        private final Turns turns = new Turns();
        private final ListedBefore listed = new ListedBefore();
        private int emptyPages;
        private Optional<String> nextPageToken = Optional.empty();
        private boolean promised;

        Pages(Run run, AssetListing listing) {
            this.run = run;
            this.tally = runs.tally(run);
            this.deadline = watchdog.deadline(run);
            this.listing = listing;
        }

        /** One image that suits the job is enough: another may be an exception, which fails alone. */
        void check(Job job) {
            if (page.stream().noneMatch(image -> ImagePlan.fits(job, image))) {
                page.stream().findFirst().ifPresent(image -> ImagePlan.check(job, image));
            }
        }

        void next(Optional<String> token) {
            long begun = System.nanoTime();
            nextPageToken = Optional.empty();
            try {
                PageRequest request = new PageRequest(
                        listing.request(service, token),
                        tally,
                        listener,
                        watchdog.limits().ofPage(deadline));
                AssetPage answer = routes.requestBody("direct:request", request, AssetPage.class);
                List<ImageAsset> images = answer.images().stream()
                        .filter(image -> listed.isNew(image.name()))
                        .toList();
                page.addAll(images);
                nextPageToken = answer.nextPageToken();
                endAfterEmptyPages(images.isEmpty() && answer.malformed().isEmpty());
                if (nextPageToken.filter(turns::repeats).isPresent()) {
                    nextPageToken = Optional.empty();
                    tally.listingFailed("the service repeats an earlier page as the next one");
                }
                images.forEach(image -> listener.listed(run, image.id()));
                answer.malformed().stream()
                        .filter(entry -> entry.name().isBlank() || listed.isNew(entry.name()))
                        .forEach(this::setAside);
            } catch (CamelExecutionException e) {
                // If the run must end, a failed request is no fault of the listing.
                deadline.over().ifPresentOrElse(tally::stop, () -> tally.listingFailed(Failures.cause(e)));
            }
            tally.listedPage((System.nanoTime() - begun) / 1e9);
        }

        /** A service that sends empty pages for ever, each with a token for another, would keep the run busy until its limit. */
        private void endAfterEmptyPages(boolean empty) {
            emptyPages = empty ? emptyPages + 1 : 0;
            if (emptyPages == MOST_EMPTY_PAGES && nextPageToken.isPresent()) {
                nextPageToken = Optional.empty();
                tally.listingFailed(String.format(
                        Locale.ROOT,
                        "the service has sent %d pages in a row without a new image, and still names a next one; shorten the time"
                                + " between swath.start and swath.end, or try again later",
                        emptyPages));
            }
        }

        /** An entry that can't be requested; its day is unknown, so it counts with the start of the run. */
        private void setAside(MalformedAsset asset) {
            ImageOutcome outcome = ImageOutcome.failed(asset.name(), run.started(), asset.cause());
            listener.listed(run, asset.name());
            tally.add(outcome);
            listener.finished(run, outcome);
        }

        @Override
        public boolean hasNext() {
            // An announced image must be delivered: a splitter that finds none would end without waiting for those in
            // progress.
            promised = promised || (tally.stopped().isEmpty() && isNextThere());
            return promised;
        }

        private boolean isNextThere() {
            while (page.isEmpty() && nextPageToken.isPresent()) {
                next(nextPageToken);
            }
            return !page.isEmpty();
        }

        @Override
        public ImageTask next() {
            if (!isNextThere()) {
                throw new NoSuchElementException("all images of " + run.id() + " are taken");
            }
            promised = false;
            return new ImageTask(run, page.remove());
        }
    }

    /**
     * Detects cycles of page tokens in constant memory: each is compared with an earlier one, which is replaced after
     * 1, 2, 4, 8… steps (Brent, 1980).
     */
    private static final class Turns {

        private String mark = "";
        private long steps;
        private long limit = 1;

        boolean repeats(String token) {
            if (token.equals(mark)) {
                return true;
            }
            if (++steps == limit) {
                mark = token;
                steps = 0;
                limit *= 2;
            }
            return false;
        }
    }
}
