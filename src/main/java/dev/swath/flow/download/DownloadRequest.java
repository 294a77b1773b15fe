package dev.swath.flow.download;

import dev.swath.earthengine.PixelRequest;
import dev.swath.earthengine.ReplyFormat;
import dev.swath.flow.request.Attempts;
import dev.swath.flow.request.ReplyBody;
import dev.swath.flow.request.ServiceRequest;
import dev.swath.run.FailedAttempt;
import dev.swath.run.RequestTiming;
import java.io.IOException;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** A request to Earth Engine, for the pixels of a tile or for the mask of one of its bands, and what it took. */
public abstract class DownloadRequest implements ServiceRequest {

    private final ImageDownload download;
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

    DownloadRequest(ImageDownload download) {
        this.download = download;
        this.attempts = new Attempts(download.tileDeadline());
    }

    /** The body of the request. */
    abstract PixelRequest pixels();

    /** Bytes of a pixel of the reply. */
    abstract int pixelBytes();

    /** The same in smaller requests; none where it can't be divided. */
    abstract List<? extends DownloadRequest> parts();

    /** What an earlier run has kept of it; a reply to the whole is part of the image now. */
    abstract Kept resume() throws IOException;

    /** The masks that are missing to make use of the reply. */
    List<? extends DownloadRequest> masks() {
        return List.of();
    }

    /** The masks have arrived: the rest of the reply becomes part of the image. */
    void settle() throws IOException {}

    final ImageDownload download() {
        return download;
    }

    @Override
    public final long begun() {
        return download.begun();
    }

    @Override
    public final void address(Message message) {
        PixelRequest request = pixels();
        message.setHeader(Exchange.HTTP_METHOD, "POST");
        message.setHeader(Exchange.HTTP_PATH, request.path(download.task().image()));
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        // The pixels are compressed already.
        message.setHeader("Accept-Encoding", "identity");
        message.setBody(request.toJson());
        sending();
    }

    @Override
    public final byte[] read(Message reply) throws IOException {
        byte[] bytes = ReplyBody.read(reply, ReplyFormat.GEO_TIFF, mostBytes());
        fetchSeconds = secondsSinceSent();
        arrived = true;
        return bytes;
    }

    /** What the request took whose reply of so many bytes has arrived. */
    final RequestTiming timing(int bytes) {
        return new RequestTiming(startSeconds, waitSeconds, fetchSeconds, 0, 0, bytes, count, rejected);
    }

    /** Most bytes that the reply may have: its pixels uncompressed, and as much again for headers and bad compression. */
    final int mostBytes() {
        long samples = (long) pixels().grid().width() * pixels().grid().height();
        return (int) Math.min(Integer.MAX_VALUE - 8, 2 * samples * pixelBytes() + 65_536);
    }

    private void sending() {
        sent = System.nanoTime();
        startSeconds = download.task().secondsSinceStart();
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
    public final Attempts attempts() {
        return attempts;
    }

    @Override
    public final void failed(int status) {
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

    /** What an earlier run has kept of the requested pixels. */
    public enum Kept {
        /** The reply to its request. */
        WHOLE,
        /** Replies to requests for parts of it, for the service had found it too large. */
        PARTS,
        /** No reply, or none that is sound. */
        NOTHING
    }
}
