package dev.swath.metrics;

import java.time.Duration;
import java.util.List;
import java.util.stream.DoubleStream;

/** Upper limits of the histogram buckets for durations. */
final class Buckets {

    /** From the decoding of a block to the longest possible request. */
    static final List<Duration> REQUEST = seconds(0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600);

    /** From an image that is already stored to the longest possible download. */
    static final List<Duration> IMAGE = seconds(0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800, 7200);

    /** From a run with nothing to do to a whole day. */
    static final List<Duration> RUN = seconds(1, 10, 30, 60, 300, 900, 1800, 3600, 7200, 14_400, 28_800, 86_400);

    private Buckets() {}

    private static List<Duration> seconds(double... limits) {
        return DoubleStream.of(limits)
                .mapToObj(limit -> Duration.ofMillis(Math.round(limit * 1000)))
                .toList();
    }
}
