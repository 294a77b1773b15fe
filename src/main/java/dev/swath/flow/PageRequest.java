package dev.swath.flow;

import dev.swath.earthengine.ListRequest;
import dev.swath.run.FailedTry;
import dev.swath.run.RunTally;

/** One page of a listing that is due. Tried by one thread at a time. */
public final class PageRequest implements DueRequest {

    private final ListRequest request;
    private final RunTally tally;
    private final Tries tries;

    PageRequest(ListRequest request, RunTally tally, Deadline deadline) {
        this.request = request;
        this.tally = tally;
        this.tries = new Tries(deadline);
    }

    ListRequest request() {
        return request;
    }

    /** The request is about to be sent. */
    void sending() {
        tally.requestedPage(tries.begin());
    }

    @Override
    public void failed(int status) {
        if (status == FailedTry.TOO_MANY) {
            tally.rejectedPage();
        }
    }

    @Override
    public Tries tries() {
        return tries;
    }
}
