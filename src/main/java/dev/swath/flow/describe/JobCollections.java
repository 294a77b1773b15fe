package dev.swath.flow.describe;

import dev.swath.flow.jobs.Jobs;
import dev.swath.flow.store.Outputs;
import dev.swath.job.Job;
import dev.swath.run.ImageOutcome;
import dev.swath.run.RunSummary;
import dev.swath.stac.CollectionFile;
import dev.swath.stac.StacItem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Variable;

/** The STAC Collections of the jobs that write to folders. */
public final class JobCollections {

    private final Jobs jobs;
    private final Outputs outputs;

    /** Collections of these jobs. */
    public JobCollections(Jobs jobs, Outputs outputs) {
        this.jobs = jobs;
        this.outputs = outputs;
    }

    /**
     * Links the items of a run in the collection of its job.
     *
     * @throws IOException if it can't be written
     */
    public synchronized void link(@Variable("summary") RunSummary summary) throws IOException {
        Job job = jobs.job(summary.job());
        Optional<Path> folder = outputs.folder(job).filter(any -> job.sidecars().items());
        if (folder.isEmpty()) {
            return;
        }
        Set<String> items = summary.images().stream()
                .map(ImageOutcome::file)
                .flatMap(Optional::stream)
                .map(StacItem::nameOf)
                .collect(Collectors.toSet());
        if (!items.isEmpty()) {
            // A summary does not name every image of a very long listing: then the folder is searched for the others.
            boolean allNamed = items.size() == summary.stored() + summary.skipped();
            CollectionFile collection = new CollectionFile(job, folder.get(), Outputs.UNFINISHED);
            if (allNamed) {
                collection.link(items, summary.stored() > 0);
            } else {
                collection.linkAll(summary.stored() > 0);
            }
        }
    }
}
