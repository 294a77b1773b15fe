package dev.swath.run;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Outcomes for tests. */
public final class Outcomes {

    private Outcomes() {}

    /** An image that was stored after these requests. */
    public static ImageOutcome stored(String image, Instant acquired, double busySeconds, RequestTiming... requests) {
        return new ImageOutcome(
                image,
                acquired,
                OutcomeStatus.STORED,
                Optional.of(image + ".tif"),
                Optional.empty(),
                busySeconds,
                0.5,
                1_000_000,
                400_000,
                requests.length + 1,
                1,
                1,
                0,
                0,
                false,
                List.of(requests),
                List.of());
    }

    /** A request that started and ended at these seconds of the run. */
    public static RequestTiming request(double start, double end) {
        return new RequestTiming(start, 0, end - start, 0.1, 0.2, 1_000, 1, 0);
    }

    /** The same image; some of its replies had only zeros. */
    public static ImageOutcome withZeroReplies(ImageOutcome image, int replies) {
        return new ImageOutcome(
                image.image(),
                image.acquired(),
                image.status(),
                image.file(),
                image.cause(),
                image.busySeconds(),
                image.storeSeconds(),
                image.bytesReceived(),
                image.bytesWritten(),
                image.requests(),
                image.retries(),
                image.rejected(),
                image.resumed(),
                replies,
                image.local(),
                image.timings(),
                image.failedTries());
    }

    /** The same image after failed requests. */
    public static ImageOutcome withFailedTries(ImageOutcome image, FailedAttempt... failed) {
        return new ImageOutcome(
                image.image(),
                image.acquired(),
                image.status(),
                image.file(),
                image.cause(),
                image.busySeconds(),
                image.storeSeconds(),
                image.bytesReceived(),
                image.bytesWritten(),
                image.requests(),
                image.retries(),
                image.rejected(),
                image.resumed(),
                image.zeroReplies(),
                image.local(),
                image.timings(),
                List.of(failed));
    }
}
