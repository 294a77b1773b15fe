package dev.swath.flow.describe;

import dev.swath.flow.jobs.Jobs;
import dev.swath.flow.runs.RunRecorder;
import dev.swath.flow.store.OutputFile;
import dev.swath.flow.store.Outputs;
import dev.swath.job.Job;
import dev.swath.ledger.KeptItem;
import dev.swath.log.LogValue;
import dev.swath.run.ImageOutcome;
import dev.swath.run.RunSummary;
import dev.swath.stac.CollectionFile;
import dev.swath.stac.ItemCollection;
import dev.swath.stac.StacCatalog;
import dev.swath.stac.StacItem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The STAC Collections of the jobs, and the root Catalog of each output. In a folder they are made from the Items that lie there. Other
 * outputs can't be read, and some of them not even listed: for those the ledger keeps the Items.
 */
public final class JobCollections {

    private static final Logger LOG = LoggerFactory.getLogger(JobCollections.class);
    private static final String MEDIA_TYPE = "application/json";
    private static final int PAGE = 500;

    private final Jobs jobs;
    private final Outputs outputs;
    private final RunRecorder books;

    /** Collections of these jobs. */
    public JobCollections(Jobs jobs, Outputs outputs, RunRecorder books) {
        this.jobs = jobs;
        this.outputs = outputs;
        this.books = books;
    }

    /**
     * Links the items of a run in the collection of its job, if that is in a folder.
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

    /**
     * The collection of a job whose output is not a folder, and the catalog of that output, after a run that stored images; nothing
     * after any other.
     */
    public List<OutputFile> files(@Variable("summary") RunSummary summary) {
        Job job = jobs.job(summary.job());
        if (outputs.folder(job).isPresent() || !job.sidecars().items() || summary.stored() == 0) {
            return List.of();
        }
        String output = Outputs.name(job);
        return books.read(ledger -> ledger.items().jobs(output))
                .filter(names -> names.contains(job.name()))
                .map(names -> List.of(
                        new OutputFile(job, CollectionFile.nameOf(job), MEDIA_TYPE, () -> collection(job, output)),
                        new OutputFile(
                                job,
                                StacCatalog.NAME,
                                MEDIA_TYPE,
                                () -> bytes(
                                        StacCatalog.json(names, job.sidecars().address())))))
                .orElse(List.of());
    }

    private byte[] collection(Job job, String output) throws IOException {
        ItemCollection collection = new ItemCollection(job);
        String last = "";
        List<KeptItem> page;
        do {
            String after = last;
            page = books.read(ledger -> ledger.items().page(output, job.name(), after, PAGE))
                    .orElse(List.of());
            for (KeptItem item : page) {
                add(collection, item);
                last = item.file();
            }
        } while (page.size() == PAGE);
        return bytes(collection.json().orElseThrow(() -> new IOException("the ledger has no items of this job")));
    }

    private static void add(ItemCollection collection, KeptItem item) {
        try {
            collection.add(item.file(), item.json());
        } catch (IOException e) {
            LOG.warn(
                    "file={} is not JSON in the ledger, so the collection leaves it out: {}",
                    LogValue.of(item.file()),
                    LogValue.quoted(e.getMessage()));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
