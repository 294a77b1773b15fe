package dev.swath.flow.listing;

import dev.swath.earthengine.AssetName;
import dev.swath.earthengine.AssetPage;
import dev.swath.earthengine.ImageAsset;
import dev.swath.earthengine.ListRequest;
import dev.swath.flow.download.FeatureFiles;
import dev.swath.flow.download.ImageRepository;
import dev.swath.flow.download.PlanCheck;
import dev.swath.flow.jobs.Jobs;
import dev.swath.flow.request.Deadline;
import dev.swath.flow.request.Failures;
import dev.swath.flow.runs.ImageTask;
import dev.swath.flow.runs.Runs;
import dev.swath.flow.runs.Watchdog;
import dev.swath.job.Job;
import dev.swath.job.SettingException;
import dev.swath.ledger.FailedImage;
import dev.swath.run.ImageOutcome;
import dev.swath.run.Run;
import dev.swath.run.RunListener;
import dev.swath.run.RunTally;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;

/** Images that are requested one by one, by their ids, while earlier ones are fetched. One that can't be requested has failed. */
public final class ImagesById {

    private final ProducerTemplate routes;
    private final Jobs jobs;
    private final Runs runs;
    private final Watchdog watchdog;
    private final ImageSelector selector;
    private final ImageRepository repository;
    private final RunListener listener;

    /**
     * @param routes calls {@code direct:request}
     * @param jobs whose images they are
     * @param runs where an image that can't be requested is noted
     * @param watchdog knows the time limits
     * @param selector chooses among them, as among those of a listing
     * @param repository knows which image a file belongs to
     * @param listener notified of each image
     */
    public ImagesById(
            ProducerTemplate routes,
            Jobs jobs,
            Runs runs,
            Watchdog watchdog,
            ImageSelector selector,
            ImageRepository repository,
            RunListener listener) {
        this.routes = routes;
        this.jobs = jobs;
        this.runs = runs;
        this.watchdog = watchdog;
        this.selector = selector;
        this.repository = repository;
        this.listener = listener;
    }

    /**
     * Images that failed, and are to be fetched again.
     *
     * @throws SettingException if the job sets an order, and there are too many images to sort
     */
    Iterator<ImageTask> chosen(Run run, List<FailedImage> chosen) {
        Job job = jobs.job(run.job());
        return selector.select(
                job,
                run,
                new Answers(
                        job,
                        run,
                        chosen.stream()
                                .map(image -> new Wanted(image.image(), image.acquired()))
                                .toList()));
    }

    /**
     * The images that a job names itself. The first one is requested at once: if it is the only one, a setting that it contradicts
     * stops the run before anything is written.
     *
     * @throws SettingException if the only image contradicts a setting, or there are too many to sort
     */
    Iterator<ImageTask> named(Run run) {
        Job job = jobs.job(run.job());
        List<Wanted> named = job.source().images().stream()
                .map(id -> new Wanted(AssetName.of(id).id(), run.started()))
                .toList();
        Answers answers = new Answers(job, run, named);
        if (answers.hasNext() && named.size() == 1) {
            PlanCheck.check(job, answers.next.element().image());
        }
        return selector.select(job, run, answers);
    }

    /**
     * An image that is wanted.
     *
     * @param id of the image
     * @param acquired when it was taken, or the start of the run where that is not known: it dates an image that can't be had
     */
    private record Wanted(String id, Instant acquired) {}

    private final class Answers implements Iterator<ImageTask> {

        private final Job job;
        private final Run run;
        private final RunTally tally;
        private final Deadline deadline;
        private final Queue<Wanted> left;
        private final Queue<ImageTask> next = new ArrayDeque<>();

        Answers(Job job, Run run, List<Wanted> wanted) {
            this.job = job;
            this.run = run;
            this.tally = runs.tally(run);
            this.deadline = watchdog.deadline(run);
            this.left = new ArrayDeque<>(wanted);
            wanted.stream().filter(image -> !isDivided(image)).forEach(image -> note(image.id()));
        }

        /** Whether several files are made of an image: they are listed in its place once it is known which. */
        private boolean isDivided(Wanted image) {
            return !job.features().isEmpty() && ImageAsset.feature(image.id()).isEmpty();
        }

        private void note(String id) {
            tally.listed();
            listener.listed(run, id);
        }

        /** Keeps the image it has announced: a splitter that does not get it would not wait for the images in work. */
        @Override
        public boolean hasNext() {
            while (next.isEmpty() && !left.isEmpty() && tally.stopped().isEmpty()) {
                next.addAll(ask(left.remove()));
            }
            return !next.isEmpty();
        }

        @Override
        public ImageTask next() {
            if (!hasNext()) {
                throw new NoSuchElementException("all images of " + run.id() + " are taken");
            }
            return next.remove();
        }

        private List<ImageTask> ask(Wanted wanted) {
            long begun = System.nanoTime();
            try {
                PageRequest request = new PageRequest(
                        ListRequest.image(ImageAsset.assetId(wanted.id())),
                        tally,
                        listener,
                        watchdog.limits().ofPage(deadline));
                AssetPage answer = routes.requestBody("direct:request", request, AssetPage.class);
                if (answer.images().isEmpty()) {
                    setAside(wanted, answer.malformed().get(0).cause());
                    return List.of();
                }
                ImageAsset answered = answer.images().get(0);
                Optional<String> feature = ImageAsset.feature(wanted.id());
                List<ImageAsset> images =
                        FeatureFiles.of(job, feature.map(answered::ofFeature).orElse(answered));
                images.forEach(image -> repository.requireFileOfItsOwn(job, image));
                if (isDivided(wanted)) {
                    images.forEach(image -> note(image.id()));
                }
                return images.stream().map(image -> new ImageTask(run, image)).toList();
            } catch (CamelExecutionException | IllegalArgumentException e) {
                // A run that ends cancels its requests; that is not a fault of the image.
                deadline.over().ifPresentOrElse(tally::stop, () -> setAside(wanted, Failures.cause(e)));
                return List.of();
            } finally {
                tally.listedPage((System.nanoTime() - begun) / 1e9);
            }
        }

        private void setAside(Wanted wanted, String cause) {
            if (isDivided(wanted)) {
                note(wanted.id());
            }
            ImageOutcome outcome = ImageOutcome.failed(wanted.id(), wanted.acquired(), cause);
            tally.add(outcome);
            listener.finished(run, outcome);
        }
    }
}
