package dev.swath.flow.listing;

import dev.swath.earthengine.BandSelectionException;
import dev.swath.earthengine.ComputeValueRequest;
import dev.swath.earthengine.ImageAsset;
import dev.swath.earthengine.compute.CloudShare;
import dev.swath.flow.download.FeatureFiles;
import dev.swath.flow.download.Sha256;
import dev.swath.flow.request.Deadline;
import dev.swath.flow.request.Failures;
import dev.swath.flow.runs.RunRecorder;
import dev.swath.flow.runs.Watchdog;
import dev.swath.job.CloudLimit;
import dev.swath.job.Job;
import dev.swath.ledger.KnownCloudShare;
import dev.swath.run.LeftOut;
import dev.swath.run.Run;
import dev.swath.run.RunListener;
import dev.swath.run.RunTally;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;

/** How cloudy images are over the areas of jobs. Each is asked for once; the ledger keeps the answer. */
public final class CloudShares {

    private final ProducerTemplate routes;
    private final RunRecorder books;
    private final Watchdog watchdog;
    private final RunListener listener;
    private final Clock clock;

    /**
     * @param routes calls {@code direct:request}
     * @param books where answers are noted
     * @param watchdog knows the time limits
     * @param listener notified of requests
     * @param clock the time that is noted
     */
    public CloudShares(
            ProducerTemplate routes, RunRecorder books, Watchdog watchdog, RunListener listener, Clock clock) {
        this.routes = routes;
        this.books = books;
        this.watchdog = watchdog;
        this.listener = listener;
        this.clock = clock;
    }

    /**
     * Whether an image is clear enough for a job. One that is not is left out.
     *
     * @param tally counts the request
     * @param unknown receives the reason if that can't be found out: the service does not say, or the image lacks the band that marks
     *     its clouds. If the run is to end, its requests are cancelled, and the run is stopped instead
     */
    boolean isClear(Job job, Run run, RunTally tally, ImageAsset image, Consumer<String> unknown) {
        try {
            Optional<LeftOut.Reason> reason = against(job, run, tally, image);
            reason.ifPresent(why -> new LeavingOut(run, tally, listener).add(image, why));
            return reason.isEmpty();
        } catch (CamelExecutionException | BandSelectionException e) {
            watchdog.deadline(run)
                    .over()
                    .ifPresentOrElse(
                            tally::stop,
                            () -> unknown.accept(
                                    "how cloudy " + image.id() + " is can't be found out: " + Failures.cause(e)));
            return false;
        }
    }

    private Optional<LeftOut.Reason> against(Job job, Run run, RunTally tally, ImageAsset image) {
        return job.selection().clouds().flatMap(limit -> against(limit, percent(limit, job, run, tally, image)));
    }

    private static Optional<LeftOut.Reason> against(CloudLimit limit, OptionalDouble percent) {
        if (percent.isEmpty()) {
            return Optional.of(LeftOut.Reason.CLOUDS_UNKNOWN);
        }
        return percent.getAsDouble() > limit.percent()
                ? Optional.of(LeftOut.Reason.MAX_CLOUD_IN_AREA)
                : Optional.empty();
    }

    private OptionalDouble percent(CloudLimit limit, Job job, Run run, RunTally tally, ImageAsset image) {
        Job own = FeatureFiles.job(job, image);
        CloudShare share = new CloudShare(
                image,
                limit.mask(job.source().collectionOf(image.assetId())).orElseThrow(),
                own.area().geometry());
        String fingerprint = Sha256.hex(String.join(
                "\n",
                image.name(),
                image.updated().toString(),
                share.mask().toString(),
                own.area().geoJson()));
        return books.images()
                .cloudShare(fingerprint)
                .map(KnownCloudShare::percent)
                .orElseGet(() -> {
                    OptionalDouble percent = ask(share, job, run, tally);
                    if (percent.isPresent() || share.isOfImageAlone()) {
                        books.images()
                                .cloudShare(
                                        run,
                                        new KnownCloudShare(
                                                fingerprint, image.id(), percent, run.id(), clock.instant()));
                    }
                    return percent;
                });
    }

    private OptionalDouble ask(CloudShare share, Job job, Run run, RunTally tally) {
        Deadline deadline = watchdog.limits().ofPage(watchdog.deadline(run));
        CloudShareRequest request = new CloudShareRequest(
                new ComputeValueRequest(job.computing().project(), share.expression()), tally, listener, deadline);
        return routes.requestBody("direct:request", request, CloudShareRequest.Answer.class)
                .percent();
    }
}
