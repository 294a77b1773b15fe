package dev.swath.flow.listing;

import dev.swath.flow.runs.ImageTask;
import dev.swath.flow.runs.Runs;
import dev.swath.run.Run;
import java.util.Iterator;
import org.apache.camel.ProducerTemplate;

/** Downloads the first image of a job outside any count, so that what follows is measured warm. */
public final class WarmUp {

    private final ProducerTemplate routes;
    private final Runs runs;
    private final WantedImages wanted;
    private final String downloadTo;

    /** Downloads through the endpoint {@code downloadTo}. */
    public WarmUp(ProducerTemplate routes, Runs runs, WantedImages wanted, String downloadTo) {
        this.routes = routes;
        this.runs = runs;
        this.wanted = wanted;
        this.downloadTo = downloadTo;
    }

    /** Downloads the first image, if there is one. */
    public void first(String job) {
        Run run = runs.open(job);
        Iterator<ImageTask> tasks = wanted.images(run);
        if (tasks.hasNext()) {
            routes.requestBody(downloadTo, tasks.next());
        }
        runs.abandon(run);
    }
}
