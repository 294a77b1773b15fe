package dev.swath.flow.download;

import dev.swath.flow.jobs.Jobs;
import dev.swath.flow.request.Deadline;
import dev.swath.flow.request.Failures;
import dev.swath.flow.request.LocalFailure;
import dev.swath.flow.runs.ImageTask;
import dev.swath.flow.runs.NotStarted;
import dev.swath.flow.runs.NotStartedException;
import dev.swath.flow.runs.Runs;
import dev.swath.flow.runs.TaskTerms;
import dev.swath.flow.runs.Watchdog;
import dev.swath.flow.store.OutputFile;
import dev.swath.flow.store.Outputs;
import dev.swath.geotiff.SyncedFolder;
import dev.swath.job.Job;
import dev.swath.log.LogValue;
import dev.swath.run.ImageOutcome;
import dev.swath.run.OutcomeStatus;
import dev.swath.run.RunListener;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps of an image's download, from its plan to its outcome. */
public final class DownloadSteps {

    private static final Logger LOG = LoggerFactory.getLogger(DownloadSteps.class);

    private final Jobs jobs;
    private final Outputs outputs;
    private final WorkArea folders;
    private final Runs runs;
    private final Watchdog watchdog;
    private final RunListener listener;

    /** Downloads for these jobs. */
    public DownloadSteps(
            Jobs jobs, Outputs outputs, WorkArea folders, Runs runs, Watchdog watchdog, RunListener listener) {
        this.jobs = jobs;
        this.outputs = outputs;
        this.folders = folders;
        this.runs = runs;
        this.watchdog = watchdog;
        this.listener = listener;
    }

    /**
     * Plans the tiles of an image.
     *
     * @throws IllegalArgumentException if the image lacks something that the job requires
     * @throws NotStartedException if its run does not begin more images
     */
    public ImageDownload plan(@Body ImageTask task) {
        runs.requireWanted(task.run());
        Deadline run = watchdog.deadline(task);
        run.require();
        Job whole = task.terms()
                .map(TaskTerms::job)
                .orElseGet(() -> jobs.job(task.run().job()));
        Job job = FeatureFiles.job(whole, task.image());
        ImagePlan plan = ImagePlan.of(job, task.image());
        ImageFile file = ImageFile.of(job, task.image(), outputs);
        listener.planned(task.run(), task.image().id(), plan.tiles().tiles().size());
        return new ImageDownload(task, job, plan, file, folders, watchdog.limits(), run, listener);
    }

    /** The outcome of an image that is stored already. */
    public ImageOutcome skipped(@Body ImageDownload download) {
        return download.untouched(
                OutcomeStatus.SKIPPED, Optional.of(download.file().name()));
    }

    /** The outcome of an image that misses the area. */
    public ImageOutcome empty(@Body ImageDownload download) {
        return download.untouched(OutcomeStatus.EMPTY, Optional.empty());
    }

    /** The requests for the tiles of an image; opens its unfinished file. */
    public List<TileRequest> tiles(@Body ImageDownload download) throws IOException {
        download.open();
        return download.plan().tiles().tiles().stream()
                .map(tile -> new TileRequest(download, tile))
                .toList();
    }

    /** What an earlier run has kept of a tile; a reply to the whole tile is now part of the image. */
    public DownloadRequest.Kept resume(@Variable("request") DownloadRequest request) throws IOException {
        return request.resume();
    }

    /** The parts of a tile that is too large for the service; their attempts are counted from the start. */
    public List<? extends DownloadRequest> parts(Exchange exchange, @Variable("request") DownloadRequest request) {
        exchange.getMessage().removeHeaders("*");
        return request.parts();
    }

    /** The masks that are needed to know which samples of a reply are data. */
    public List<? extends DownloadRequest> masks(Exchange exchange, @Variable("request") DownloadRequest request) {
        exchange.getMessage().removeHeaders("*");
        return request.masks();
    }

    /** The masks of a tile are there: the rest of its pixels becomes part of the image. */
    public void settle(@Variable("request") DownloadRequest request) throws IOException {
        request.settle();
    }

    /** The outcome of an image all of whose pixels in the area are masked. */
    public ImageOutcome blank(@Variable("download") ImageDownload download) {
        ImageOutcome outcome = download.blank();
        release(download, true);
        return outcome;
    }

    /** Finishes the file of an image, which then goes to the output. */
    public OutputFile finish(@Variable("download") ImageDownload download) throws IOException {
        File finished = download.finish().toFile();
        download.file().removeSidecars(download.job().sidecars());
        return new OutputFile(download.job(), download.file().name(), "image/tiff", () -> finished);
    }

    /**
     * The outcome of an image whose file is in the output.
     *
     * @throws IOException if the file's name can't be written to the disk
     */
    public ImageOutcome stored(@Variable("download") ImageDownload download) throws IOException {
        Optional<Path> target = download.file().target();
        if (target.isPresent()) {
            LocalFailure.in("the output folder can't be synced", () -> {
                SyncedFolder.sync(target.get().toAbsolutePath().getParent());
                return target;
            });
        }
        ImageOutcome outcome = download.stored();
        release(download, true);
        return outcome;
    }

    /** The outcome of an image that is given up; of its unfinished file is left what another run can use. */
    public ImageOutcome failed(Exchange exchange) {
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        String cause = Failures.cause(failure);
        exchange.setVariable("temporary", Failures.isTemporary(failure));
        ImageDownload download = exchange.getVariable("download", ImageDownload.class);
        if (download == null) {
            ImageTask task = exchange.getMessage().getBody(ImageTask.class);
            return ImageOutcome.failed(task.image().id(), task.image().start(), cause);
        }
        ImageOutcome outcome = download.failed(cause, Failures.isLocal(failure));
        release(download, false);
        return outcome;
    }

    /** What became of an image that its run, which ends, does not take up. */
    public NotStarted notStarted(@Body ImageTask task) {
        return new NotStarted(task.image().id());
    }

    /** The outcome of an image that another process, or another run of this one, is working on. */
    public ImageOutcome elsewhere(Exchange exchange, @Variable("download") ImageDownload download) {
        LOG.info(
                "image={} {}",
                download.task().image().id(),
                Failures.cause(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class)));
        ImageOutcome outcome = download.untouched(OutcomeStatus.ELSEWHERE, Optional.empty());
        release(download, false);
        return outcome;
    }

    private static void release(ImageDownload download, boolean stored) {
        try {
            download.release(stored);
        } catch (IOException e) {
            LOG.warn(
                    "image={} left a file behind: {}",
                    LogValue.of(download.task().image().id()),
                    LogValue.quoted(Failures.cause(e)));
        }
    }
}
