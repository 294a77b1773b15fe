package dev.swath.flow.listing;

import dev.swath.earthengine.ListRequest;
import dev.swath.flow.request.Attempts;
import dev.swath.flow.request.Deadline;
import dev.swath.flow.request.DueRequest;
import dev.swath.run.FailedTry;
import dev.swath.run.RequestKind;
import dev.swath.run.RequestTiming;
import dev.swath.run.RunListener;
import dev.swath.run.RunTally;
import java.time.Duration;
import java.time.Instant;

/** One page of a listing that is due. Tried by one thread at a time. */
public final class PageRequest implements DueRequest {

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
    /** Whether a try was sent of which it is not known yet how it ends. */
    private boolean underWay;

    PageRequest(ListRequest request, RunTally tally, RunListener listener, Deadline deadline) {
        this.request = request;
        this.tally = tally;
        this.listener = listener;
        this.attempts = new Attempts(deadline);
    }

    ListRequest request() {
        return request;
    }

    /** The request is about to be sent. */
    void sending() {
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

    /** Its reply of so many bytes has arrived, and is what it should be. */
    void answered(int bytes) {
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
        if (status == FailedTry.TOO_MANY) {
            rejected++;
            tally.rejectedPage();
        }
        if (underWay) {
            underWay = false;
            listener.failed(
                    tally.run(),
                    RequestKind.LISTING,
                    new FailedTry(startSeconds, startSeconds + secondsSinceSent(), status));
        }
    }

    @Override
    public Attempts attempts() {
        return attempts;
    }
}
