package dev.swath.flow.listing;

import dev.swath.earthengine.AssetPage;
import dev.swath.earthengine.ListRequest;
import dev.swath.earthengine.ReplyFormat;
import dev.swath.flow.request.Attempts;
import dev.swath.flow.request.Deadline;
import dev.swath.flow.request.ReplyBody;
import dev.swath.flow.request.ServiceRequest;
import dev.swath.run.FailedAttempt;
import dev.swath.run.RequestKind;
import dev.swath.run.RequestTiming;
import dev.swath.run.RunListener;
import dev.swath.run.RunTally;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** The request for one page of the listing, or for one image by its id. */
public final class PageRequest implements ServiceRequest {

    /** Far above any page: 1000 images of 26 bands take about 10 MB. */
    private static final int MOST_BYTES = 64 * 1024 * 1024;

    private final ListRequest request;
    private final RunTally tally;
    private final RunListener listener;
    private final Attempts attempts;
    private final long due = System.nanoTime();
    private double waitSeconds;
    private double startSeconds;
    private long sent;
    private int count;
    private int rejected;
    /** Whether an attempt is in progress. */
    private boolean underWay;

    PageRequest(ListRequest request, RunTally tally, RunListener listener, Deadline deadline) {
        this.request = request;
        this.tally = tally;
        this.listener = listener;
        this.attempts = new Attempts(deadline);
    }

    @Override
    public void address(Message message) {
        message.setHeader(Exchange.HTTP_METHOD, request.method());
        message.setHeader(Exchange.HTTP_PATH, request.path());
        request.headers().forEach(message::setHeader);
        request.query().ifPresent(query -> message.setHeader(Exchange.HTTP_QUERY, query));
        message.setBody(request.body().orElse(null));
        sending();
    }

    @Override
    public byte[] read(Message reply) throws IOException {
        return ReplyBody.read(reply, ReplyFormat.JSON, MOST_BYTES);
    }

    /** The images of the page, or the requested image. */
    @Override
    public AssetPage use(byte[] reply) throws IOException {
        AssetPage page = request.read(reply);
        answered(reply.length);
        return page;
    }

    private void sending() {
        boolean again = attempts.begin();
        sent = System.nanoTime();
        startSeconds = Duration.between(tally.run().started(), Instant.now()).toNanos() / 1e9;
        if (!again) {
            waitSeconds = (sent - due) / 1e9;
        }
        count++;
        underWay = true;
        tally.requestedPage(again);
        listener.requested(tally.run(), RequestKind.LISTING, again);
    }

    private void answered(int bytes) {
        underWay = false;
        listener.answered(
                tally.run(),
                RequestKind.LISTING,
                new RequestTiming(startSeconds, waitSeconds, secondsSinceSent(), 0, 0, bytes, count, rejected));
    }

    private double secondsSinceSent() {
        return (System.nanoTime() - sent) / 1e9;
    }

    @Override
    public void failed(int status) {
        if (status == FailedAttempt.TOO_MANY) {
            rejected++;
            tally.rejectedPage();
        }
        if (underWay) {
            underWay = false;
            listener.failed(
                    tally.run(),
                    RequestKind.LISTING,
                    new FailedAttempt(startSeconds, startSeconds + secondsSinceSent(), status));
        }
    }

    @Override
    public Attempts attempts() {
        return attempts;
    }
}
