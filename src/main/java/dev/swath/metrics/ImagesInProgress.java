package dev.swath.metrics;

import java.util.HashSet;
import java.util.Set;

/**
 * Counts the images of an open run that wait or are in progress, for the meters of its job. It keeps only the names of
 * those in progress.
 */
final class ImagesInProgress {

    private final JobMeters meters;
    private final Set<String> inWork = new HashSet<>();
    private int waiting;
    private boolean chosen;

    ImagesInProgress(JobMeters meters) {
        this.meters = meters;
    }

    synchronized void areChosen() {
        chosen = true;
    }

    synchronized boolean isOfChosen() {
        return chosen;
    }

    synchronized void listed() {
        wait(1);
    }

    synchronized void leftOut() {
        wait(-1);
    }

    synchronized void begun(String image) {
        if (inWork.add(image)) {
            wait(-1);
            meters.addInWork(1);
        }
    }

    /** An image has its outcome; an image that was never begun was waiting until now. */
    synchronized void ended(String image) {
        if (inWork.remove(image)) {
            meters.addInWork(-1);
        } else {
            wait(-1);
        }
    }

    /** The run has ended, whatever happened to its images. */
    synchronized void close() {
        meters.addInWork(-inWork.size());
        inWork.clear();
        wait(-waiting);
        meters.addRunning(-1);
    }

    /** Never below zero: an image that was not announced was not waiting. */
    private void wait(int more) {
        int change = Math.max(more, -waiting);
        waiting += change;
        meters.addWaiting(change);
    }
}
