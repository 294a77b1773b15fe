package dev.swath.flow.listing;

import dev.swath.earthengine.AssetListing;
import dev.swath.earthengine.AssetPage;
import dev.swath.earthengine.ImageAsset;
import dev.swath.earthengine.ListRequest;
import dev.swath.earthengine.MalformedAsset;
import dev.swath.flow.download.FeatureFiles;
import dev.swath.flow.download.PlanCheck;
import dev.swath.flow.jobs.Jobs;
import dev.swath.flow.request.Deadline;
import dev.swath.flow.request.Failures;
import dev.swath.flow.runs.ImageTask;
import dev.swath.flow.runs.Runs;
import dev.swath.flow.runs.Watchdog;
import dev.swath.job.Job;
import dev.swath.job.SettingException;
import dev.swath.job.TimeWindow;
import dev.swath.job.expression.ExpressionFile;
import dev.swath.run.ImageOutcome;
import dev.swath.run.Run;
import dev.swath.run.RunListener;
import dev.swath.run.RunTally;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;

/** The images of a collection that a run is about, listed page by page while they are taken. */
public final class ImagePages {

    private final ProducerTemplate routes;
    private final URI service;
    private final Jobs jobs;
    private final Runs runs;
    private final Watchdog watchdog;
    private final RunListener listener;
    private final ImageSelector selector;
    private final CloudShares clouds;

    /**
     * @param routes calls {@code direct:request}
     * @param service address of the service
     * @param jobs what is listed
     * @param runs where a listing that fails is noted
     * @param watchdog knows the time limits
     * @param listener notified of each image
     * @param selector chooses among them
     * @param clouds knows how cloudy images are
     */
    public ImagePages(
            ProducerTemplate routes,
            URI service,
            Jobs jobs,
            Runs runs,
            Watchdog watchdog,
            RunListener listener,
            ImageSelector selector,
            CloudShares clouds) {
        this.routes = routes;
        this.service = service;
        this.jobs = jobs;
        this.runs = runs;
        this.watchdog = watchdog;
        this.listener = listener;
        this.selector = selector;
        this.clouds = clouds;
    }

    /**
     * The images that a run downloads, in the order of the listing and one page at a time unless the job sets another order.
     * The first page is requested at once, so that a setting the collection contradicts stops the run before anything is
     * written; a page that can't be listed ends the iteration and is noted in the run's tally.
     */
    Iterator<ImageTask> images(Run run) {
        Job job = jobs.job(run.job());
        TimeWindow window = JobListing.window(job, run);
        Pages pages = new Pages(
                run, JobListing.of(job, window), window, job.computing().needsListing());
        pages.next(Optional.empty());
        pages.check(job);
        pages.explainNoMatch();
        Iterator<ImageTask> images = job.computing().needsListing()
                ? new CompositeImages(job, run, runs.tally(run), listener, clouds).of(pages, window)
                : pages;
        return selector.select(job, run, images);
    }

    private final class Pages implements Iterator<ImageTask> {

        private final Run run;
        private final RunTally tally;
        private final Deadline deadline;
        private final AssetListing listing;
        private final TimeWindow window;
        private final boolean composed;
        private final Deque<ImageAsset> page = new ArrayDeque<>();
        /** The next image, once for each file that is to be made of it. */
        private final Deque<ImageAsset> ready = new ArrayDeque<>();

        private final EndlessPages endless = new EndlessPages();
        private final ListedBefore listed = new ListedBefore();
        private Optional<String> nextPageToken = Optional.empty();
        private boolean promised;
        private boolean malformed;

        /**
         * @param window of the listing
         * @param composed whether the images are only parts of those that the run is about
         */
        Pages(Run run, AssetListing listing, TimeWindow window, boolean composed) {
            this.run = run;
            this.tally = runs.tally(run);
            this.deadline = watchdog.deadline(run);
            this.listing = listing;
            this.window = window;
            this.composed = composed;
        }

        /** One image that fits the job is enough: others may be unusual, and then fail alone. */
        void check(Job job) {
            if (page.stream().flatMap(this::files).noneMatch(image -> PlanCheck.fits(job, image))) {
                page.stream().flatMap(this::files).findFirst().ifPresent(image -> PlanCheck.check(job, image));
            }
        }

        void next(Optional<String> token) {
            long begun = System.nanoTime();
            nextPageToken = Optional.empty();
            try {
                AssetPage answer = ask(listing, token);
                List<ImageAsset> images = answer.images().stream()
                        .filter(image -> listed.isNew(image.name()))
                        .toList();
                page.addAll(images);
                if (!composed) {
                    images.stream().flatMap(this::files).forEach(file -> noteListed(file.id()));
                }
                goOn(
                        answer.nextPageToken(),
                        images.isEmpty() && answer.malformed().isEmpty());
                malformed |= !answer.malformed().isEmpty();
                answer.malformed().stream()
                        .filter(entry -> entry.name().isBlank() || listed.isNew(entry.name()))
                        .forEach(this::setAside);
            } catch (CamelExecutionException e) {
                // A run that ends cancels its requests; that is not a fault of the listing.
                deadline.over().ifPresentOrElse(tally::stop, () -> failed(e));
            }
            tally.listedPage((System.nanoTime() - begun) / 1e9);
        }

        /** Goes on with the next page, unless the service would never end. */
        private void goOn(Optional<String> token, boolean empty) {
            Optional<String> reason = token.flatMap(next -> endless.reason(next, empty));
            reason.ifPresent(tally::listingFailed);
            nextPageToken = reason.isPresent() ? Optional.empty() : token;
        }

        private void failed(CamelExecutionException failure) {
            if (Failures.isRefused(failure) && isImage()) {
                throw new SettingException(
                        "swath.collection",
                        listing.collection(),
                        "is an image, not a collection; name it by swath.image, and leave swath.collection empty");
            }
            tally.listingFailed(listing.aboutUserFilter(Failures.cause(failure)));
        }

        /** Whether what should be listed is a single image. */
        private boolean isImage() {
            try {
                return !ask(ListRequest.image(listing.collection())).images().isEmpty();
            } catch (CamelExecutionException e) {
                return false;
            }
        }

        private AssetPage ask(AssetListing wanted, Optional<String> token) {
            return ask(wanted.request(service, token));
        }

        private AssetPage ask(ListRequest wanted) {
            PageRequest request =
                    new PageRequest(wanted, tally, listener, watchdog.limits().ofPage(deadline));
            return routes.requestBody("direct:request", request, AssetPage.class);
        }

        /** A run that finds nothing says why, rather than end as if all were well. */
        void explainNoMatch() {
            if (!page.isEmpty()
                    || nextPageToken.isPresent()
                    || malformed
                    || tally.listingFailure().isPresent()) {
                return;
            }
            try {
                tally.noMatch(new EmptyListing(listing).explain(other -> ask(other, Optional.empty())));
            } catch (CamelExecutionException e) {
                tally.noMatch("no image matches; why could not be found out: " + Failures.cause(e));
            }
        }

        private void noteListed(String image) {
            tally.listed();
            listener.listed(run, image);
        }

        /** An entry that can't be requested. Its day is not known, so the start of the run stands for it. */
        private void setAside(MalformedAsset asset) {
            ImageOutcome outcome = ImageOutcome.failed(asset.name(), run.started(), asset.cause());
            noteListed(asset.name());
            tally.add(outcome);
            listener.finished(run, outcome);
        }

        private void readyNextOfPage() {
            ImageAsset image = page.remove();
            if (composed) {
                ready.add(image);
            } else {
                files(image).forEach(ready::add);
            }
        }

        /** An image, or one for each feature that it may cover. */
        private Stream<ImageAsset> files(ImageAsset image) {
            Job job = jobs.job(run.job());
            boolean dated = job.computing()
                    .expression()
                    .filter(ExpressionFile::usesWindow)
                    .isPresent();
            return FeatureFiles.of(job, dated ? image.within(window) : image).stream();
        }

        @Override
        public boolean hasNext() {
            // What was announced is kept: a splitter that does not get it would not wait for the images in work.
            promised = promised || (tally.stopped().isEmpty() && isNextThere());
            return promised;
        }

        private boolean isNextThere() {
            while (ready.isEmpty() && (!page.isEmpty() || nextPageToken.isPresent())) {
                if (page.isEmpty()) {
                    next(nextPageToken);
                } else {
                    readyNextOfPage();
                }
            }
            return !ready.isEmpty();
        }

        @Override
        public ImageTask next() {
            if (!isNextThere()) {
                throw new NoSuchElementException("all images of " + run.id() + " are taken");
            }
            promised = false;
            return new ImageTask(run, ready.remove());
        }
    }
}
