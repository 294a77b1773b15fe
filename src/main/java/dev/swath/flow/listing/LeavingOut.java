package dev.swath.flow.listing;

import dev.swath.earthengine.ImageAsset;
import dev.swath.run.LeftOut;
import dev.swath.run.Run;
import dev.swath.run.RunListener;
import dev.swath.run.RunTally;

/**
 * Notes which images a run leaves out.
 *
 * @param run that lists them
 * @param tally where they are noted
 * @param listener notified of them
 */
record LeavingOut(Run run, RunTally tally, RunListener listener) {

    /** Leaves an image out. */
    void add(ImageAsset image, LeftOut.Reason reason) {
        LeftOut leftOut = new LeftOut(image.id(), reason);
        tally.leaveOut(leftOut);
        listener.leftOut(run, leftOut);
    }
}
