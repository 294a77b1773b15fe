package dev.swath.flow.download;

import dev.swath.earthengine.ImageAsset;
import dev.swath.flow.jobs.Jobs;
import dev.swath.flow.runs.ClaimException;
import dev.swath.flow.runs.RunRecorder;
import dev.swath.flow.store.Outputs;
import dev.swath.job.Job;
import dev.swath.ledger.BlankImage;
import dev.swath.ledger.Claim;
import dev.swath.ledger.StoredImage;
import dev.swath.run.ImageOutcome;
import dev.swath.run.OutcomeStatus;
import dev.swath.run.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.Variable;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.service.ServiceSupport;

/**
 * Knows which images are stored. The ledger is asked first: an image is there if the ledger has the same asset, unchanged,
 * made with the same settings, and its file has the length that was noted. A whole file that the ledger does not know is
 * taken into it. Where the output is not a folder, the ledger alone decides.
 */
public final class ImageRepository extends ServiceSupport implements IdempotentRepository {

    private final RunRecorder books;
    private final OtherJobsFiles others;
    private final boolean force;
    private final Clock clock;
    private final LeaseWait lease = LeaseWait.onTheClock();

    /**
     * @param books where stored images are noted
     * @param jobs all jobs, whose files are theirs
     * @param force whether everything counts as not stored
     * @param clock the time that is noted
     */
    public ImageRepository(RunRecorder books, Jobs jobs, boolean force, Clock clock) {
        this.books = books;
        this.others = new OtherJobsFiles(books, jobs);
        this.force = force;
        this.clock = clock;
    }

    /**
     * Whether the image in the exchange is to be fetched, and is claimed for that; a whole file that the ledger does not know is
     * taken into it.
     *
     * @throws ImageTakenException if another process, or another run, works on it
     * @throws IllegalArgumentException if its file is that of another job
     */
    @Override
    public boolean add(Exchange exchange, String key) {
        ImageDownload download = download(exchange);
        if (isThere(download)) {
            return false;
        }
        if (isBlank(download.file())) {
            download.markBlank();
        }
        if (!download.isEmpty()) {
            if (!force) {
                others.requireNone(download.job(), download.file());
            }
            claim(download);
        }
        // The previous owner of the claim may have stored it meanwhile.
        if (!force && isKnown(download.job(), download.file())) {
            books.claims().release(claimOn(download));
            return false;
        }
        return true;
    }

    private void claim(ImageDownload download) {
        Claim claim = claimOn(download);
        boolean sent = download.task().terms().isPresent();
        Optional<String> holder = sent ? lease.take(claim.run(), () -> claimed(claim, true)) : claimed(claim, false);
        holder.ifPresent(run -> {
            if (run.equals(claim.run()) && !sent) {
                throw new IllegalArgumentException(claim.file()
                        + " is the file of another image of this run, too; add {id} or {time} to swath.file-name");
            }
            throw new ImageTakenException(claim.file(), run);
        });
    }

    private Optional<String> claimed(Claim claim, boolean patiently) {
        try {
            return patiently
                    ? books.claims().takePatiently(claim)
                    : books.claims().take(claim);
        } catch (ClaimException e) {
            throw new RuntimeCamelException(e);
        }
    }

    /**
     * Renews the claim on an image whose file is about to get its name: a process that was paused or cut off for longer than its
     * lease stores nothing.
     *
     * @throws ImageTakenException if the claim was lost to another process
     * @throws ClaimException in a cluster, if the ledger fails and the claim may have ended
     */
    public void requireClaim(@Variable("download") ImageDownload download) throws ClaimException {
        Claim claim = claimOn(download);
        if (!books.claims().mayStore(claim)) {
            throw ImageTakenException.lost(claim.file());
        }
    }

    private static Claim claimOn(ImageDownload download) {
        return new Claim(
                Outputs.name(download.job()),
                download.file().name(),
                download.task().image().id(),
                download.task().run().id());
    }

    private boolean isThere(ImageDownload download) {
        if (force) {
            return false;
        }
        if (isKnown(download.job(), download.file())) {
            return true;
        }
        Optional<Path> found = found(download.file());
        found.ifPresent(target -> note(download, length(target)));
        return found.isPresent();
    }

    /** Whether an image was fetched before, unchanged and with the same settings, and has no data in the area. */
    public boolean isBlank(ImageFile file) {
        return !force && books.images().isBlank(file.fingerprint());
    }

    /** Whether an image would be skipped now; nothing is noted. */
    public boolean isStored(Job job, ImageFile file) {
        return !force && (isKnown(job, file) || found(file).isPresent());
    }

    /** Whether an image is stored as far as the ledger knows, in a file of the length that was noted. */
    public boolean isInLedger(Job job, ImageFile file) {
        return !force && isKnown(job, file);
    }

    /**
     * An image that is fetched alone must not replace another one with the same file name.
     *
     * @throws IllegalArgumentException if it would
     */
    public void requireFileOfItsOwn(Job job, ImageAsset image) {
        String name = ImageFile.name(job, image);
        books.images()
                .find(Outputs.name(job), name)
                .map(StoredImage::image)
                .filter(other -> !other.equals(image.id()))
                .ifPresent(other -> {
                    throw new IllegalArgumentException(String.format(
                            Locale.ROOT,
                            "its file would be called %s, as that of %s; add {id} or {time} to swath.file-name",
                            name,
                            other));
                });
    }

    private boolean isKnown(Job job, ImageFile file) {
        return books.images()
                .find(Outputs.name(job), file.name())
                .filter(stored -> stored.is(file.image().id(), file.image().updated(), file.fingerprint()))
                .filter(stored -> file.target()
                        .map(target -> length(target) == stored.bytes())
                        .orElse(true))
                .isPresent();
    }

    /** The file, if it is there although the ledger does not know it: after the loss of a ledger nothing is fetched again. */
    private static Optional<Path> found(ImageFile file) {
        return file.target().filter(target -> StoredFiles.holds(target, file.fingerprint()));
    }

    private static long length(Path file) {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return -1;
        } catch (IOException e) {
            throw new IllegalArgumentException("its file can't be looked at: " + e, e);
        }
    }

    /** Called when the steps inside have ended well; what was stored by them, or found to have no data, is noted. */
    @Override
    public boolean confirm(Exchange exchange, String key) {
        ImageDownload download = download(exchange);
        if (exchange.getMessage().getBody() instanceof ImageOutcome outcome) {
            if (outcome.status() == OutcomeStatus.STORED) {
                note(download, outcome.bytesWritten());
            } else if (outcome.status() == OutcomeStatus.EMPTY && !download.isEmpty()) {
                noteBlank(download);
            }
        }
        books.claims().release(claimOn(download));
        return true;
    }

    private void noteBlank(ImageDownload download) {
        Run run = download.task().run();
        String image = download.task().image().id();
        books.images().blank(run, new BlankImage(download.file().fingerprint(), image, run.id(), clock.instant()));
    }

    private void note(ImageDownload download, long bytes) {
        ImageAsset image = download.task().image();
        Run run = download.task().run();
        books.images()
                .stored(
                        run,
                        new StoredImage(
                                Outputs.name(download.job()),
                                download.file().name(),
                                image.id(),
                                image.updated(),
                                download.file().fingerprint(),
                                bytes,
                                run.id(),
                                clock.instant(),
                                download.sha256()));
    }

    private static ImageDownload download(Exchange exchange) {
        return exchange.getVariable("download", ImageDownload.class);
    }

    /** Called when a step inside has failed. */
    @Override
    public boolean remove(Exchange exchange, String key) {
        books.claims().release(claimOn(download(exchange)));
        return true;
    }

    @Override
    public boolean add(String key) {
        throw onlyByExchange();
    }

    @Override
    public boolean contains(String key) {
        throw onlyByExchange();
    }

    @Override
    public boolean remove(String key) {
        throw onlyByExchange();
    }

    @Override
    public boolean confirm(String key) {
        throw onlyByExchange();
    }

    private static UnsupportedOperationException onlyByExchange() {
        return new UnsupportedOperationException("an image is known by its exchange, a key is its name only");
    }

    @Override
    public void clear() {
        throw new UnsupportedOperationException("swath.force fetches everything again");
    }
}
