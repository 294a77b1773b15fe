package dev.swath.flow.listing;

import dev.swath.flow.request.Attempts;
import dev.swath.flow.request.Deadline;
import dev.swath.flow.request.ServiceRequest;
import dev.swath.run.FailedAttempt;
import dev.swath.run.RequestKind;
import dev.swath.run.RequestTiming;
import dev.swath.run.RunListener;
import dev.swath.run.RunTally;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.Message;

/** A request by which a run learns of its images, and what it took. */
abstract class ListingRequest implements ServiceRequest {

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

    ListingRequest(RunTally tally, RunListener listener, Deadline deadline) {
        this.tally = tally;
        this.listener = listener;
        this.attempts = new Attempts(deadline);
    }

    /** That of its run: images are begun after the pages that list them. */
    @Override
    public final long begun() {
        return due - Duration.between(tally.run().started(), Instant.now()).toNanos();
    }

    /** Writes method, path, query, headers and body. */
    abstract void write(Message message);

    @Override
    public final void address(Message message) {
        write(message);
        sending();
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

    /** The reply of so many bytes could be used. */
    final void answered(int bytes) {
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
    public final void failed(int status) {
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
    public final Attempts attempts() {
        return attempts;
    }
}
