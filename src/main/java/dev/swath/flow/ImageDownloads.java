package dev.swath.flow;

import dev.swath.job.Job;
import dev.swath.run.ImageOutcome;
import dev.swath.run.OutcomeStatus;
import dev.swath.run.RunListener;
import java.io.File;
import java.io.IOException;
import java.util.Optional;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps of an image's download, from its plan to its outcome. */
public final class ImageDownloads {

    private static final Logger LOG = LoggerFactory.getLogger(ImageDownloads.class);

    private final Jobs jobs;
    private final Outputs outputs;
    private final Runs runs;
    private final Watchdog watchdog;
    private final RunListener listener;

    /** Downloads for these jobs. */
    ImageDownloads(Jobs jobs, Outputs outputs, Runs runs, Watchdog watchdog, RunListener listener) {
        this.jobs = jobs;
        this.outputs = outputs;
        this.runs = runs;
        this.watchdog = watchdog;
        this.listener = listener;
    }

    /**
     * Plans the tiles of an image.
     *
     * @throws IllegalArgumentException if the image lacks what the job asks for
     * @throws GivenUpException if its run takes up no more images
     */
    public ImageDownload plan(@Body ImageTask task) {
        runs.requireTakingUp(task.run());
        Deadline run = watchdog.deadline(task.run());
        run.require();
        Job job = jobs.job(task.run().job());
        ImagePlan plan = ImagePlan.of(job, task.image());
        ImageFile file = ImageFile.of(job, task.run(), task.image(), outputs);
        listener.planned(task.run(), task.image().id(), plan.tiles().tiles().size());
        return new ImageDownload(task, job, plan, file, watchdog.limits(), run);
    }

    /** The outcome of an image whose file is there already. */
    public ImageOutcome skipped(@Body ImageDownload download) {
        return download.untouched(
                OutcomeStatus.SKIPPED, Optional.of(download.file().name()));
    }

    /** The outcome of an image that misses the area. */
    public ImageOutcome empty(@Body ImageDownload download) {
        return download.untouched(OutcomeStatus.EMPTY, Optional.empty());
    }

    /** Lays down the finished file, named as the output shall name it; the file component moves it where it can. */
    public File finish(Exchange exchange, @Variable("download") ImageDownload download) throws IOException {
        File finished = download.finish().toFile();
        Message message = exchange.getMessage();
        message.removeHeaders("*", Exchange.REDELIVERY_COUNTER);
        message.setHeader(Exchange.FILE_NAME, download.file().name());
        // As text: of a File, Camel would make text by reading its content.
        message.setHeader(Exchange.FILE_LOCAL_WORK_PATH, finished.getPath());
        return finished;
    }

    /** The outcome of an image whose file is in the output. */
    public ImageOutcome stored(@Variable("download") ImageDownload download) throws IOException {
        ImageOutcome outcome = download.stored();
        download.release();
        return outcome;
    }

    /** The outcome of an image that is given up; its unfinished file is removed. */
    public ImageOutcome failed(Exchange exchange) {
        String cause = Failures.cause(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
        ImageDownload download = exchange.getVariable("download", ImageDownload.class);
        if (download == null) {
            ImageTask task = exchange.getMessage().getBody(ImageTask.class);
            return ImageOutcome.failed(task.image().id(), task.image().start(), cause);
        }
        ImageOutcome outcome = download.failed(cause);
        try {
            download.release();
            download.file().removeUnfinished();
        } catch (IOException e) {
            LOG.warn("image={} left a file behind: {}", outcome.image(), e.getMessage());
        }
        return outcome;
    }
}
