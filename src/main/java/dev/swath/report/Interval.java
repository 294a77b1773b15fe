package dev.swath.report;

import dev.swath.run.FailedAttempt;
import dev.swath.run.ImageOutcome;
import dev.swath.run.InFlight;
import dev.swath.run.RequestTiming;
import dev.swath.run.RunSummary;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a run's time, and what happened in it.
 *
 * @param from seconds from the start of the run, inclusive
 * @param to seconds from the start of the run, exclusive
 * @param sent requests that were sent
 * @param failed those of them that brought no pixels
 * @param rejected those of them that were answered with status 429
 * @param inFlight mean number of requests in flight
 * @param megabytesPerSecond rate of arrival, assuming that each reply arrived evenly between sending and last byte
 */
record Interval(
        double from, double to, int sent, int failed, int rejected, double inFlight, double megabytesPerSecond) {

    /** Divides the run into intervals of equal length. */
    static List<Interval> of(RunSummary summary, int count) {
        Sums sums = new Sums(summary.wallSeconds() > 0 ? summary.wallSeconds() / count : 1, count);
        for (ImageOutcome image : summary.images()) {
            image.timings().forEach(timing -> sums.add(timing, timing.bytes()));
            image.failedTries().forEach(attempt -> sums.add(attempt, 0));
        }
        return sums.intervals();
    }

    private static final class Sums {
        private final double step;
        private final int[] sent;
        private final int[] failed;
        private final int[] rejected;
        private final double[] busy;
        private final double[] bytes;

        Sums(double step, int count) {
            this.step = step;
            this.sent = new int[count];
            this.failed = new int[count];
            this.rejected = new int[count];
            this.busy = new double[count];
            this.bytes = new double[count];
        }

        private int at(double moment) {
            return Math.max(0, Math.min(sent.length - 1, (int) (moment / step)));
        }

        void add(InFlight request, int length) {
            int first = at(request.startSeconds());
            sent[first]++;
            failed[first] += request instanceof RequestTiming ? 0 : 1;
            rejected[first] += request instanceof FailedAttempt attempt && attempt.rejected() ? 1 : 0;
            double rate = length / Math.max(1e-6, request.endSeconds() - request.startSeconds());
            for (int i = first; i <= at(request.endSeconds()); i++) {
                double within = Math.max(
                        0, Math.min(request.endSeconds(), (i + 1) * step) - Math.max(request.startSeconds(), i * step));
                busy[i] += within;
                bytes[i] += rate * within;
            }
        }

        List<Interval> intervals() {
            List<Interval> intervals = new ArrayList<>(sent.length);
            for (int i = 0; i < sent.length; i++) {
                intervals.add(new Interval(
                        i * step,
                        (i + 1) * step,
                        sent[i],
                        failed[i],
                        rejected[i],
                        busy[i] / step,
                        bytes[i] / step / 1e6));
            }
            return intervals;
        }
    }
}
