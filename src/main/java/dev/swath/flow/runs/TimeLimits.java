package dev.swath.flow.runs;

import dev.swath.flow.request.Deadline;
import dev.swath.flow.request.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * How long work may take, with all attempts and pauses.
 *
 * @param tile a tile, or a page of the listing, from its first request
 * @param image an image, from its first request
 * @param run a run, from its trigger
 * @param progress a run, from one step of its progress to the next
 */
public record TimeLimits(Duration tile, Duration image, Duration run, Duration progress) {

    /** A run that begins now. */
    Deadline ofRun(LongSupplier nanoTime) {
        return ofRun(run, nanoTime);
    }

    /** A run that has begun in another process, which is gone. */
    Deadline ofRunSince(Instant started, LongSupplier nanoTime) {
        Duration left = run.minus(Duration.between(started, Instant.now()));
        return ofRun(left.isNegative() ? Duration.ZERO : left, nanoTime);
    }

    private Deadline ofRun(Duration left, LongSupplier nanoTime) {
        Deadline deadline = Deadline.of(left, "the run did not end within " + text("run", run), nanoTime);
        deadline.begin();
        return deadline;
    }

    /** A run that another process has begun. */
    Deadline ofRunUntil(Instant end, LongSupplier nanoTime) {
        Duration left = Duration.between(Instant.now(), end);
        Deadline deadline =
                Deadline.of(left.isNegative() ? Duration.ZERO : left, "the time of the run is over: " + end, nanoTime);
        deadline.begin();
        return deadline;
    }

    /** An image of a run. */
    public Deadline ofImage(Deadline wholeRun) {
        return wholeRun.part(image, "the image was not fetched within " + text("image", image));
    }

    /** A tile of an image. */
    public Deadline ofTile(Deadline wholeImage) {
        return wholeImage.part(tile, "a tile was not fetched within " + text("tile", tile));
    }

    /** A page of the listing of a run. */
    public Deadline ofPage(Deadline wholeRun) {
        return wholeRun.part(tile, "a page was not fetched within " + text("tile", tile));
    }

    /** The message about a run that makes no progress. */
    String noProgress() {
        return "the run made no progress for " + text("progress", progress);
    }

    private static String text(String name, Duration limit) {
        return "swath.time-limit." + name + " = " + Durations.text(limit);
    }
}
