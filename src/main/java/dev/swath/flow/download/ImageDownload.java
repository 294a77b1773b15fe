package dev.swath.flow.download;

import dev.swath.earthengine.PixelRequest;
import dev.swath.flow.request.Deadline;
import dev.swath.flow.runs.ImageTask;
import dev.swath.flow.runs.TimeLimits;
import dev.swath.geotiff.ImageAssembly;
import dev.swath.geotiff.OverviewPixels;
import dev.swath.geotiff.TileMasks;
import dev.swath.grid.Tile;
import dev.swath.job.Job;
import dev.swath.run.FailedAttempt;
import dev.swath.run.ImageOutcome;
import dev.swath.run.OutcomeStatus;
import dev.swath.run.RequestTiming;
import dev.swath.run.RunListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

/** An image while it is downloaded: its plan, its unfinished file and what it has taken so far. */
public final class ImageDownload {

    private final ImageTask task;
    private final Job job;
    private final ImagePlan plan;
    private final ImageFile file;
    private final WorkArea folders;
    private final TimeLimits limits;
    private final Deadline deadline;
    private final DownloadRecord record;
    private final long begun = System.nanoTime();
    private Optional<UnfinishedImage> unfinished = Optional.empty();
    private Optional<Path> finished = Optional.empty();
    private Optional<String> sha256 = Optional.empty();
    private volatile boolean knownBlank;
    private boolean released;
    private long storeBegun;
    private long written;

    ImageDownload(
            ImageTask task,
            Job job,
            ImagePlan plan,
            ImageFile file,
            WorkArea folders,
            TimeLimits limits,
            Deadline wholeRun,
            RunListener listener) {
        this.task = task;
        this.job = job;
        this.plan = plan;
        this.file = file;
        this.folders = folders;
        this.limits = limits;
        this.deadline = limits.ofImage(wholeRun);
        this.record = new DownloadRecord(task, listener);
    }

    /** When its download was begun, in nanoseconds of {@link System#nanoTime}. */
    public long begun() {
        return begun;
    }

    /** The image of a run that is downloaded. */
    public ImageTask task() {
        return task;
    }

    /** The job that wants it. */
    public Job job() {
        return job;
    }

    ImagePlan plan() {
        return plan;
    }

    /** Its file. */
    public ImageFile file() {
        return file;
    }

    /** The time of one more of its tiles. */
    Deadline tileDeadline() {
        return limits.ofTile(deadline);
    }

    /** A name for the stored file: {@link ImageRepository} knows it by more. */
    public String getStoredKey() {
        return file.storedKey();
    }

    /** Whether nothing is to be fetched: the footprint of the image misses the area, or it is known to have no data there. */
    public boolean isEmpty() {
        return knownBlank || plan.isEmpty();
    }

    /** An earlier run has found that the image has no data in the area. */
    void markBlank() {
        knownBlank = true;
    }

    /** Opens the unfinished file and writes the pixels that no tile brings. */
    void open() throws IOException {
        unfinished().fillBlanks();
    }

    private synchronized UnfinishedImage unfinished() throws IOException {
        requireWanted();
        if (unfinished.isEmpty()) {
            unfinished = Optional.of(UnfinishedImage.open(file, job, plan, folders));
        }
        return unfinished.get();
    }

    /** Tiles of an image that was given up may still be on their way. They must not be requested, nor reopen its file. */
    private synchronized void requireWanted() {
        if (released) {
            throw new CancellationException("another tile of the image has failed");
        }
    }

    /** A request is sent for its pixels or masks, for the first time or again. */
    void requested(boolean again) {
        requireWanted();
        record.requested(again);
    }

    /** A request failed to return anything usable. */
    void failed(FailedAttempt attempt) {
        record.failed(attempt);
    }

    /** A reply has arrived in full: its pixels become part of the file, as far as it is known which of them are masked. */
    ImageAssembly.Accepted accept(Tile tile, byte[] reply, RequestTiming arrived) throws IOException {
        record.received(reply);
        ImageAssembly.Accepted accepted = unfinished().accept(tile, reply);
        record.answered(arrived.withSteps(
                accepted.effort().decodeSeconds(), accepted.effort().encodeSeconds()));
        added(tile, accepted);
        return accepted;
    }

    private void added(Tile tile, ImageAssembly.Accepted accepted) {
        if (accepted.zeros() && plan.isWithinFootprint(tile.request(), task.image())) {
            record.zeros();
        }
        record.added(accepted);
    }

    /** The mask of a band has arrived in full, and is what it should be. */
    void acceptMask(Tile tile, PixelRequest request, byte[] reply, RequestTiming arrived) throws IOException {
        record.received(reply);
        unfinished().keep(tile, request, reply);
        record.answered(arrived);
    }

    /** The masks that a reply lacked are there: the rest of its pixels becomes part of the file. */
    void settle(Tile tile, byte[] reply, TileMasks masks) throws IOException {
        ImageAssembly.Accepted accepted = unfinished().add(tile, reply, masks);
        if (!accepted.missing().isEmpty()) {
            throw new IllegalStateException("the masks of a tile are still missing");
        }
        record.added(accepted);
    }

    /** Takes a reply that an earlier run has kept, once it is added. */
    interface KeptReply {
        void take(byte[] reply, ImageAssembly.Accepted accepted) throws IOException;
    }

    /** Adds the reply to a tile that an earlier run has kept, of so many bytes at most, if there is a sound one. */
    boolean resume(Tile tile, int mostBytes, KeptReply taker) throws IOException {
        UnfinishedImage image = unfinished();
        boolean there = image.resume(tile, image.request(tile), mostBytes, reply -> {
            ImageAssembly.Accepted accepted = image.add(tile, reply, new TileMasks());
            taker.take(reply, accepted);
            added(tile, accepted);
        });
        if (there) {
            record.resumed();
        }
        return there;
    }

    /** Takes the mask of a band that an earlier run has kept, of so many bytes at most, if there is a sound one. */
    boolean resumeMask(Tile tile, PixelRequest request, int mostBytes, UnfinishedImage.Taker taker) throws IOException {
        boolean there = unfinished().resume(tile, request, mostBytes, taker);
        if (there) {
            record.resumed();
        }
        return there;
    }

    /** Whether an earlier run has kept replies to parts of a tile. */
    boolean hasPartsOf(Tile tile) throws IOException {
        return unfinished().hasPartsOf(tile);
    }

    /** Whether all tiles have arrived, and the image has no pixel with data in the area. */
    public boolean isAllMasked() throws IOException {
        return unfinished().isBlank();
    }

    /** All tiles have arrived, and there is nothing to be stored. */
    ImageOutcome blank() {
        return record.blank();
    }

    /** Lays down the finished file, to be given its name. */
    Path finish() throws IOException {
        storeBegun = System.nanoTime();
        Path laidDown = unfinished().finish();
        finished = Optional.of(laidDown);
        sha256 = Optional.of(unfinished().sha256());
        written = Files.size(laidDown);
        return laidDown;
    }

    /** The SHA-256 of the file in hexadecimal, where this download has written it. */
    public Optional<String> sha256() {
        return sha256;
    }

    /** The pixels that its quicklook is made of, where this download has them in memory. */
    public synchronized Optional<OverviewPixels> overview() {
        return unfinished.flatMap(UnfinishedImage::overview);
    }

    /** Where the finished file can be read: in the output if that is a folder, else where it was laid down. */
    public Optional<Path> finished() {
        return Stream.concat(file.target().stream(), finished.stream())
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** The file is in the output. */
    ImageOutcome stored() {
        return record.stored(file.name(), (System.nanoTime() - storeBegun) / 1e9, written);
    }

    /** Nothing was to be done. */
    ImageOutcome untouched(OutcomeStatus status, Optional<String> name) {
        return record.untouched(status, name);
    }

    /** The image is given up, perhaps for a reason of this machine. */
    ImageOutcome failed(String cause, boolean local) {
        ImageOutcome outcome = record.failed(cause);
        return local ? outcome.ofThisMachine() : outcome;
    }

    /** Ends the work on the unfinished file. Of a stored image nothing is left; otherwise what a later run can use stays. */
    synchronized void release(boolean stored) throws IOException {
        released = true;
        deadline.giveUp("another tile of the image has failed");
        if (unfinished.isPresent()) {
            UnfinishedImage image = unfinished.get();
            unfinished = Optional.empty();
            if (stored) {
                image.stored();
            } else {
                image.giveUp();
            }
            folders.removeEmpty(job);
        }
    }
}
