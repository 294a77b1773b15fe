package dev.swath.flow.runs;

import dev.swath.earthengine.ImageAsset;
import dev.swath.run.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An image of a run, as it is downloaded.
 *
 * @param run the run that listed it
 * @param image the image as listed
 * @param terms what a task from a queue has brought with it; empty if this process has started the run
 */
public record ImageTask(Run run, ImageAsset image, Optional<TaskTerms> terms) {

    /** An image of a run of this process. */
    public ImageTask(Run run, ImageAsset image) {
        this(run, image, Optional.empty());
    }

    /** Seconds from the start of the run to now. */
    public double secondsSinceStart() {
        return Duration.between(run.started(), Instant.now()).toNanos() / 1e9;
    }
}
