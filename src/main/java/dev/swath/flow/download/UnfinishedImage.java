package dev.swath.flow.download;

import dev.swath.earthengine.PixelRequest;
import dev.swath.flow.request.LocalFailure;
import dev.swath.geotiff.ImageAssembly;
import dev.swath.geotiff.OverviewPixels;
import dev.swath.geotiff.SyncedFolder;
import dev.swath.geotiff.TiffException;
import dev.swath.geotiff.TileMasks;
import dev.swath.grid.Tile;
import dev.swath.grid.Window;
import dev.swath.job.Job;
import dev.swath.log.LogValue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of an image while it grows in its work folder, and the replies that are kept for another run. Whatever goes
 * wrong here with files of this machine is a {@link LocalFailure}.
 */
final class UnfinishedImage {

    private static final Logger LOG = LoggerFactory.getLogger(UnfinishedImage.class);

    private final ImageFile file;
    private final Job job;
    private final ImagePlan plan;
    private final WorkFolder folder;
    private final KeptReplies kept;
    private final ImageAssembly assembly;

    private UnfinishedImage(
            ImageFile file, Job job, ImagePlan plan, WorkFolder folder, KeptReplies kept, ImageAssembly assembly) {
        this.file = file;
        this.job = job;
        this.plan = plan;
        this.folder = folder;
        this.kept = kept;
        this.assembly = assembly;
    }

    /**
     * Starts an image, or resumes one that an earlier run has left.
     *
     * @throws ImageTakenException if another run or process is writing this image
     */
    static UnfinishedImage open(ImageFile file, Job job, ImagePlan plan, WorkArea folders) throws LocalFailure {
        return LocalFailure.in("the work folder can't be used", () -> {
            WorkFolder folder = folders.take(job, file.name()).orElseThrow(() -> new ImageTakenException(file.name()));
            try {
                KeptReplies kept = new KeptReplies(folder, file.fingerprint());
                ImageAssembly assembly = plan.assembly(job, file.image(), file.metadata(), folder.path());
                if (job.sidecars().quicklooks()) {
                    assembly.keepOverview(job.sidecars().quicklookSide());
                }
                return new UnfinishedImage(file, job, plan, folder, kept, assembly);
            } catch (IOException | RuntimeException e) {
                folder.close();
                throw e;
            }
        });
    }

    /** Takes a reply that an earlier run has kept. */
    interface Taker {
        void take(byte[] reply) throws IOException;
    }

    /** Adds the pixels that no tile brings. */
    void fillBlanks() throws LocalFailure {
        LocalFailure.in("the work file can't be written", () -> {
            for (Window blank : plan.tiles().blank()) {
                assembly.blank(blank);
            }
            return assembly;
        });
    }

    /**
     * Adds a reply, and keeps it if the image needs several tiles.
     *
     * @throws TiffException if it is damaged or holds something else
     */
    ImageAssembly.Accepted accept(Tile tile, byte[] reply) throws IOException {
        ImageAssembly.Accepted accepted = add(tile, reply, new TileMasks());
        keep(tile, request(tile), reply);
        return accepted;
    }

    /** Keeps a reply if the image needs several tiles. */
    void keep(Tile tile, PixelRequest request, byte[] reply) throws LocalFailure {
        if (!plan.tiles().tiles().equals(List.of(tile))) {
            LocalFailure.in("a reply can't be kept", () -> {
                kept.keep(kept.name(tile, request.toJson()), reply);
                return tile;
            });
        }
    }

    /**
     * Adds a reply, with the masks that it lacked.
     *
     * @throws TiffException if it is damaged or holds something else
     */
    ImageAssembly.Accepted add(Tile tile, byte[] reply, TileMasks masks) throws IOException {
        try {
            return assembly.accept(tile, reply, masks);
        } catch (TiffException e) {
            throw e;
        } catch (IOException e) {
            return LocalFailure.in("the work file can't be written", () -> {
                throw e;
            });
        }
    }

    /** Whether no pixel that was added holds data. */
    boolean isBlank() {
        return assembly.isBlank();
    }

    /**
     * Takes the reply to a request that is kept for a tile.
     *
     * @param most bytes that a reply may have
     * @param taker makes use of it
     * @return whether there was a sound one
     */
    boolean resume(Tile tile, PixelRequest request, int most, Taker taker) throws IOException {
        if (kept.isEmpty()) {
            return false;
        }
        String name = kept.name(tile, request.toJson());
        if (!kept.has(name)) {
            return false;
        }
        Optional<byte[]> reply = LocalFailure.in("a kept reply can't be read", () -> kept.read(name, most));
        if (reply.isEmpty()) {
            return false;
        }
        try {
            taker.take(reply.get());
            return true;
        } catch (TiffException e) {
            LOG.warn(
                    "file={} can't be used, so its tile is requested again: {}",
                    LogValue.of(name),
                    LogValue.quoted(e.getMessage()));
            return LocalFailure.in("a kept reply can't be removed", () -> {
                kept.drop(name);
                return false;
            });
        }
    }

    /** Whether a reply is kept for a part of a tile, or for a part of a part. */
    boolean hasPartsOf(Tile tile) {
        return !kept.isEmpty()
                && TileParts.of(tile).stream().anyMatch(part -> kept.has(name(part)) || hasPartsOf(part));
    }

    private String name(Tile tile) {
        return kept.name(tile, request(tile).toJson());
    }

    /** The request for a tile. */
    PixelRequest request(Tile tile) {
        return plan.request(job, tile.request());
    }

    /** Lays down the finished file, beside the place it will have if that is in a folder. */
    Path finish() throws LocalFailure {
        return LocalFailure.in("the finished file can't be written", () -> {
            Path name = file.finished(folder.path());
            SyncedFolder.create(name.toAbsolutePath().getParent());
            return assembly.finish(name);
        });
    }

    /** The SHA-256 of the finished file in hexadecimal. */
    String sha256() {
        return assembly.sha256();
    }

    /** The pixels of the finished file that its quicklook is made of, if they are in memory. */
    Optional<OverviewPixels> overview() {
        return assembly.overview();
    }

    /** The image is stored, and nothing of this is needed any more. */
    void stored() throws IOException {
        try (folder) {
            assembly.close();
            // A rename has taken it away; from an output that copied it, it is still there.
            file.removeUnfinished(folder.path());
            folder.remove(any -> true);
        }
    }

    /** The image is given up for now: only what another run can use is left. */
    void giveUp() throws IOException {
        try (folder) {
            assembly.close();
            file.removeUnfinished(folder.path());
        }
    }
}
