package dev.swath.flow.describe;

import dev.swath.flow.download.ImageDownload;
import dev.swath.flow.jobs.Jobs;
import dev.swath.flow.request.Failures;
import dev.swath.flow.request.Processors;
import dev.swath.flow.runs.RunRecorder;
import dev.swath.flow.store.OutputFile;
import dev.swath.flow.store.Outputs;
import dev.swath.flow.store.RunPictures;
import dev.swath.flow.store.SinkFailure;
import dev.swath.job.FileName;
import dev.swath.job.Job;
import dev.swath.job.WantedSidecars;
import dev.swath.ledger.KeptItem;
import dev.swath.log.LogValue;
import dev.swath.quicklook.ContactSheet;
import dev.swath.quicklook.Quicklook;
import dev.swath.run.ImageOutcome;
import dev.swath.run.OutcomeStatus;
import dev.swath.run.RunSummary;
import dev.swath.stac.StacItem;
import dev.swath.stac.WrittenImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sidecars of images: quicklooks and STAC Items, and a contact sheet of each run. */
public final class ImageSidecars {

    private static final Logger LOG = LoggerFactory.getLogger(ImageSidecars.class);
    private static final String PNG = "image/png";

    private final Jobs jobs;
    private final Outputs outputs;
    private final RunRecorder books;
    private final RunPictures pictures;
    private final Processors processors;

    /**
     * Sidecars of the images of these jobs.
     *
     * @param processors those that quicklooks are made by
     */
    public ImageSidecars(Jobs jobs, Outputs outputs, RunRecorder books, RunPictures pictures, Processors processors) {
        this.jobs = jobs;
        this.outputs = outputs;
        this.books = books;
        this.pictures = pictures;
        this.processors = processors;
    }

    /**
     * What is yet to be written beside a stored image: all of it, or what a run that was interrupted, or had it switched
     * off, has left out. The item comes last, since it names the quicklook. An output that is not a folder is not looked
     * at: beside an image that it has already, nothing is missing.
     */
    public List<OutputFile> missing(@Variable("download") ImageDownload download) {
        List<OutputFile> missing = new ArrayList<>();
        Job job = download.job();
        WantedSidecars wanted = job.sidecars();
        Optional<Path> stored = download.finished();
        if (stored.isPresent()) {
            Path file = stored.get();
            String image = download.file().name();
            String quicklook = FileName.beside(image, Quicklook.ENDING);
            String item = StacItem.nameOf(image);
            if (wanted.quicklooks() && !isThere(job, quicklook)) {
                missing.add(new OutputFile(
                        job,
                        quicklook,
                        PNG,
                        true,
                        () -> processors.work(download.begun(), () -> quicklook(download, file))));
            }
            if (wanted.items() && !(missing.isEmpty() && isThere(job, item))) {
                boolean pictured = wanted.quicklooks() || isThere(job, quicklook);
                Optional<String> thumbnail = Optional.of(quicklook).filter(name -> pictured);
                missing.add(
                        new OutputFile(job, item, StacItem.MEDIA_TYPE, true, () -> item(download, file, thumbnail)));
            }
        }
        return missing;
    }

    private byte[] quicklook(ImageDownload download, Path file) throws IOException {
        Job job = download.job();
        Quicklook quicklook = Quicklook.of(
                file,
                download.overview(),
                names -> BandComposites.of(job, download.task().image(), names),
                job.sidecars().quicklookSide());
        pictures.add(
                download.task().run(),
                download.file().name(),
                download.task().image().start(),
                quicklook.thumbnail());
        return quicklook.png();
    }

    /** Notes in the ledger that an image has its item, if its output can't be read. */
    public void note(@Variable("download") ImageDownload download) throws IOException {
        Job job = download.job();
        Optional<Path> file = download.finished();
        if (file.isPresent() && job.sidecars().items() && outputs.folder(job).isEmpty()) {
            String image = download.file().name();
            Optional<String> thumbnail = Optional.of(FileName.beside(image, Quicklook.ENDING))
                    .filter(name -> job.sidecars().quicklooks());
            String json = new String(item(download, file.get(), thumbnail), StandardCharsets.UTF_8);
            books.images()
                    .described(
                            download.task().run(),
                            new KeptItem(Outputs.name(job), StacItem.nameOf(image), job.name(), json));
        }
    }

    /** Whether nothing is missing beside a stored image; an output that is not a folder is not looked at. */
    public boolean areComplete(Job job, String image) {
        WantedSidecars wanted = job.sidecars();
        return outputs.folder(job).isEmpty()
                || (!wanted.quicklooks() || isThere(job, FileName.beside(image, Quicklook.ENDING)))
                        && (!wanted.items() || isThere(job, StacItem.nameOf(image)));
    }

    private boolean isThere(Job job, String name) {
        return outputs.folder(job)
                .filter(folder -> isWhole(folder.resolve(name)))
                .isPresent();
    }

    /** Whether a file is there, and not one that lost its bytes in a power cut: then it is empty, or ends with zeros. */
    private static boolean isWhole(Path file) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            long end = channel.size();
            return end > 0 && channel.read(last, end - 1) == 1 && last.get(0) != 0;
        } catch (IOException e) {
            LOG.warn("file={} can't be read, so it is made again: {}", file, e.getMessage());
            return false;
        }
    }

    private byte[] item(ImageDownload download, Path file, Optional<String> thumbnail) throws IOException {
        Job job = download.job();
        StacItem item = new StacItem(
                job,
                download.task().image(),
                download.file().fingerprint(),
                download.file().name(),
                WrittenImage.of(file, download.sha256()),
                thumbnail);
        return item.json().getBytes(StandardCharsets.UTF_8);
    }

    /** The contact sheet of a run that has stored images; nothing for any other. */
    public List<OutputFile> contactSheet(@Variable("summary") RunSummary summary) {
        Job job = jobs.job(summary.job());
        Map<String, ContactSheet.Entry> images = new LinkedHashMap<>();
        if (job.sidecars().quicklooks()) {
            pictures.of(summary.run())
                    .forEach(shown -> images.put(
                            shown.file(), new ContactSheet.Entry(shown.file(), shown.acquired(), shown::png)));
            outputs.folder(job).ifPresent(folder -> addQuicklooks(images, folder, summary));
        }
        String name = "runs/" + summary.run() + Quicklook.ENDING;
        return images.isEmpty()
                ? List.of()
                : List.of(new OutputFile(job, name, PNG, () -> ContactSheet.png(List.copyOf(images.values()))));
    }

    /** The quicklooks of images whose pictures are not at hand: another process has stored them, or an earlier one of this run. */
    private static void addQuicklooks(Map<String, ContactSheet.Entry> images, Path folder, RunSummary summary) {
        for (ImageOutcome image : summary.images()) {
            String name = image.file().orElse("");
            Path file = folder.resolve(FileName.beside(name, Quicklook.ENDING));
            if (image.status() == OutcomeStatus.STORED && !images.containsKey(name) && Files.isRegularFile(file)) {
                images.put(name, ContactSheet.Entry.of(file, image.acquired()));
            }
        }
    }

    /** Logs why a sidecar is missing, and removes what was written of it. */
    public void imageFailed(Exchange exchange, @Variable("download") ImageDownload download) {
        try {
            download.file().removeUnfinishedSidecars();
        } catch (IOException e) {
            LOG.warn(
                    "file={} has left a part beside it: {}",
                    LogValue.of(download.file().name()),
                    LogValue.quoted(Failures.cause(e)));
        }
        LOG.warn(
                "file={} is stored, but not all that should lie beside it; the next run that meets it in a folder makes it: {}",
                LogValue.of(download.file().name()),
                LogValue.quoted(cause(exchange)));
    }

    /** Logs why a run has no contact sheet or collection. */
    public void runFailed(Exchange exchange, @Variable("summary") RunSummary summary) {
        LOG.warn(
                "run={} has no contact sheet, or its collection is not up to date: {}",
                summary.run(),
                LogValue.quoted(cause(exchange)));
    }

    private static String cause(Exchange exchange) {
        return SinkFailure.cause(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
    }
}
