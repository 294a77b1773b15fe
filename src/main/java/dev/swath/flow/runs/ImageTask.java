package dev.swath.flow.runs;

import dev.swath.earthengine.ImageAsset;
import dev.swath.run.Run;
import java.time.Duration;
import java.time.Instant;

/**
 * An image of a run, as it is sent to {@code swath.download-to}.
 *
 * @param run the run that listed it
 * @param image the image as listed
 */
public record ImageTask(Run run, ImageAsset image) {

    /** Seconds from the start of the run to now. */
    public double secondsSinceStart() {
        return Duration.between(run.started(), Instant.now()).toNanos() / 1e9;
    }
}
