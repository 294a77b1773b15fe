package dev.swath.flow.download;

import dev.swath.earthengine.GetPixelsRequest;
import dev.swath.earthengine.ReplyFormat;
import dev.swath.flow.request.Attempts;
import dev.swath.flow.request.Replies;
import dev.swath.flow.request.ServiceRequest;
import dev.swath.grid.Tile;
import dev.swath.run.FailedAttempt;
import dev.swath.run.RequestTiming;
import java.io.IOException;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** The request for the pixels of a tile, and what it took. */
public final class TileRequest implements ServiceRequest {

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
    /** Whether an attempt was sent whose end is not known yet. */
    private boolean underWay;

    private boolean arrived;

    TileRequest(ImageDownload download, Tile tile) {
        this.download = download;
        this.tile = tile;
        this.attempts = new Attempts(download.tileDeadline());
    }

    @Override
    public void address(Message message) {
        message.setHeader(Exchange.HTTP_METHOD, "POST");
        message.setHeader(
                Exchange.HTTP_PATH, GetPixelsRequest.path(download.task().image()));
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        // The pixels are compressed already.
        message.setHeader("Accept-Encoding", "identity");
        message.setBody(download.plan().request(download.job(), tile.request()).toJson());
        sending();
    }

    @Override
    public byte[] read(Message reply) throws IOException {
        byte[] bytes = Replies.read(reply, ReplyFormat.GEO_TIFF, mostBytes());
        fetchSeconds = secondsSinceSent();
        arrived = true;
        return bytes;
    }

    /** Makes the reply part of the image. */
    @Override
    public Tile use(byte[] reply) throws IOException {
        download.accept(
                tile,
                reply,
                new RequestTiming(startSeconds, waitSeconds, fetchSeconds, 0, 0, reply.length, count, rejected));
        return tile;
    }

    /** Most bytes that the reply may have: its pixels uncompressed, and as much again for headers and bad compression. */
    private int mostBytes() {
        long samples = (long) tile.request().width() * tile.request().height();
        long pixel =
                download.plan().types().stream().mapToInt(type -> type.bytes()).sum();
        return (int) Math.min(Integer.MAX_VALUE - 8, 2 * samples * pixel + 65_536);
    }

    private void sending() {
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

    @Override
    public boolean isDivisible() {
        return TileParts.isDivisible(tile);
    }

    /** The same pixels in smaller requests. */
    List<TileRequest> parts() {
        return TileParts.of(tile).stream()
                .map(part -> new TileRequest(download, part))
                .toList();
    }

    /** What an earlier run has kept of it; a reply to the whole is part of the image now. */
    Kept resume() throws IOException {
        if (download.resume(tile, mostBytes())) {
            return Kept.WHOLE;
        }
        return download.hasPartsOf(tile) ? Kept.PARTS : Kept.NOTHING;
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
        if (status == FailedAttempt.TOO_MANY) {
            rejected++;
        }
        double took = arrived ? fetchSeconds : secondsSinceSent();
        underWay = false;
        download.failed(new FailedAttempt(startSeconds, startSeconds + took, status));
    }

    private double secondsSinceSent() {
        return (System.nanoTime() - sent) / 1e9;
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
