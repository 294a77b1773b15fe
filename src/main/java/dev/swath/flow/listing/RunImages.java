package dev.swath.flow.listing;

import dev.swath.flow.jobs.Schedule;
import dev.swath.flow.runs.ImageTask;
import dev.swath.flow.runs.Runs;
import dev.swath.ledger.FailedImage;
import dev.swath.run.Run;
import dev.swath.run.RunListener;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Header;
import org.apache.camel.Variable;

/** The images that a run is about: those of its job, unless some were chosen. */
public final class RunImages {

    private final WantedImages wanted;
    private final SpendingGuard guard;
    private final ImagesWithWork work;
    private final Runs runs;
    private final RunListener listener;

    /**
     * @param wanted the images that a job is about
     * @param guard refuses a run that would cost too much
     * @param work picks the images on which there is work to do
     * @param runs the runs in progress, with the images that they start again
     * @param listener notified of a run for chosen images
     */
    public RunImages(WantedImages wanted, SpendingGuard guard, ImagesWithWork work, Runs runs, RunListener listener) {
        this.wanted = wanted;
        this.guard = guard;
        this.work = work;
        this.runs = runs;
        this.listener = listener;
    }

    /**
     * The images of a run. Those that were chosen are fetched without regard to the spending limit.
     *
     * @param chosen by the command that runs the job; null if none were
     * @param data Quartz data of this run; null if Quartz did not start it
     */
    public Iterator<ImageTask> images(
            @Body Run run,
            @Variable(Schedule.CHOSEN) List<FailedImage> chosen,
            @Header(Schedule.DATA) Map<String, Object> data) {
        List<FailedImage> images = chosen == null ? Schedule.chosen(data) : chosen;
        if (images.isEmpty()) {
            return work.among(run, guard.admit(run, wanted.images(run)));
        }
        listener.chosen(run);
        return work.among(run, wanted.chosen(run, images));
    }

    /** The images that failed for a temporary reason in this run, to be started again; none if the run was stopped. */
    public Iterator<ImageTask> again(@Variable("run") Run run) {
        return runs.again(run).iterator();
    }
}
