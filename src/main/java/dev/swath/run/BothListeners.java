package dev.swath.run;

/**
 * Notifies two listeners.
 *
 * @param first is notified first
 * @param second is notified second
 */
record BothListeners(RunListener first, RunListener second) implements RunListener {

    @Override
    public void opened(Run run) {
        first.opened(run);
        second.opened(run);
    }

    @Override
    public void chosen(Run run) {
        first.chosen(run);
        second.chosen(run);
    }

    @Override
    public void listed(Run run, String image) {
        first.listed(run, image);
        second.listed(run, image);
    }

    @Override
    public void leftOut(Run run, LeftOut image) {
        first.leftOut(run, image);
        second.leftOut(run, image);
    }

    @Override
    public void planned(Run run, String image, int tiles) {
        first.planned(run, image, tiles);
        second.planned(run, image, tiles);
    }

    @Override
    public void fetched(Run run, String image) {
        first.fetched(run, image);
        second.fetched(run, image);
    }

    @Override
    public void requested(Run run, RequestKind kind, boolean again) {
        first.requested(run, kind, again);
        second.requested(run, kind, again);
    }

    @Override
    public void answered(Run run, RequestKind kind, RequestTiming request) {
        first.answered(run, kind, request);
        second.answered(run, kind, request);
    }

    @Override
    public void failed(Run run, RequestKind kind, FailedTry request) {
        first.failed(run, kind, request);
        second.failed(run, kind, request);
    }

    @Override
    public void finished(Run run, ImageOutcome outcome) {
        first.finished(run, outcome);
        second.finished(run, outcome);
    }

    @Override
    public void closing(RunTally tally) {
        first.closing(tally);
        second.closing(tally);
    }

    @Override
    public void closed(RunSummary summary) {
        first.closed(summary);
        second.closed(summary);
    }

    @Override
    public void settled(RunSummary summary) {
        first.settled(summary);
        second.settled(summary);
    }

    @Override
    public void abandoned(Run run) {
        first.abandoned(run);
        second.abandoned(run);
    }

    @Override
    public void stuck(Run run) {
        first.stuck(run);
        second.stuck(run);
    }
}
