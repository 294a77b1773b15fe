package dev.swath.flow.download;

import dev.swath.earthengine.GetPixelsRequest;
import dev.swath.flow.request.Attempts;
import dev.swath.flow.request.DueRequest;
import dev.swath.grid.Tile;
import dev.swath.run.FailedTry;
import dev.swath.run.RequestTiming;
import java.io.IOException;
import java.util.List;

/** One tile of an image that is due: its request and what it took. Tried by one thread at a time. */
public final class TileRequest implements DueRequest {

    /** A block of the file. */
    private static final int SMALLEST_SIDE = 512;

    private final ImageDownload download;
    private final Tile tile;
    private final long due = System.nanoTime();
    private final Attempts attempts;
    private double waitSeconds;
    private double startSeconds;
    private double fetchSeconds;
    private long sent;
    private int count;
    private int rejected;
    /** Whether a try was sent of which it is not known yet how it ends. */
    private boolean underWay;

    private boolean arrived;

    TileRequest(ImageDownload download, Tile tile) {
        this.download = download;
        this.tile = tile;
        this.attempts = new Attempts(download.tileDeadline());
    }

    /** Path of the request, below the server's address. */
    String path() {
        return GetPixelsRequest.path(download.task().image());
    }

    /** Body of the request. */
    String json() {
        return download.plan().request(download.job(), tile.request()).toJson();
    }

    /** Most bytes that the reply may have: its pixels uncompressed, and as much again for headers and bad compression. */
    int mostBytes() {
        long samples = (long) tile.request().width() * tile.request().height();
        long pixel =
                download.plan().types().stream().mapToInt(type -> type.bytes()).sum();
        return (int) Math.min(Integer.MAX_VALUE - 8, 2 * samples * pixel + 65_536);
    }

    /** The request is about to be sent. */
    void sending() {
        sent = System.nanoTime();
        startSeconds = download.sinceRunStart();
        boolean again = attempts.begin();
        count++;
        if (!again) {
            waitSeconds = (sent - due) / 1e9;
        }
        download.requested(again);
        arrived = false;
        underWay = true;
    }

    /** Whether it is larger than a block of the file, and more than a single pixel of the service. */
    public boolean isDivisible() {
        return Math.max(tile.window().width(), tile.window().height()) > SMALLEST_SIDE
                && Math.max(tile.request().width(), tile.request().height()) > 1;
    }

    /** The same pixels in smaller requests. */
    List<TileRequest> parts() {
        return tile.quarters().stream()
                .map(part -> new TileRequest(download, part))
                .toList();
    }

    Tile tile() {
        return tile;
    }

    /** What an earlier run has kept of it; a reply to the whole is part of the image now. */
    Kept resume() throws IOException {
        if (download.resume(tile, mostBytes())) {
            return Kept.WHOLE;
        }
        return download.hasPartsOf(this) ? Kept.PARTS : Kept.NOTHING;
    }

    @Override
    public Attempts attempts() {
        return attempts;
    }

    @Override
    public void failed(int status) {
        if (!underWay) {
            return;
        }
        if (status == FailedTry.TOO_MANY) {
            rejected++;
        }
        double took = arrived ? fetchSeconds : secondsSinceSent();
        underWay = false;
        download.failed(new FailedTry(startSeconds, startSeconds + took, status));
    }

    /** The last byte of the reply has arrived. */
    void arrived() {
        fetchSeconds = secondsSinceSent();
        arrived = true;
    }

    private double secondsSinceSent() {
        return (System.nanoTime() - sent) / 1e9;
    }

    /** Makes the reply part of the image. */
    void assemble(byte[] reply) throws IOException {
        download.accept(
                tile,
                reply,
                new RequestTiming(startSeconds, waitSeconds, fetchSeconds, 0, 0, reply.length, count, rejected));
    }

    ImageDownload download() {
        return download;
    }

    /** What an earlier run has kept of a tile. */
    public enum Kept {
        /** The reply to its request. */
        WHOLE,
        /** Replies to requests for parts of it, for the service had found it too large. */
        PARTS,
        /** No reply, or none that is sound. */
        NOTHING
    }
}
