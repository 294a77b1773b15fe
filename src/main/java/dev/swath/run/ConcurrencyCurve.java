package dev.swath.run;

import java.util.ArrayList;
import java.util.List;

/**
 * How many requests were in flight over the time of a run.
 *
 * @param stepSeconds length of each interval
 * @param mean mean number of requests in flight in each interval, failed ones included
 * @param peak most requests in flight at one moment, of those that succeeded
 */
public record ConcurrencyCurve(double stepSeconds, List<Double> mean, int peak) {

    private static final int INTERVALS = 60;

    public ConcurrencyCurve {
        mean = List.copyOf(mean);
    }

    /** The curve of these requests over a run of the given length, in 60 intervals. */
    static ConcurrencyCurve of(TimesInFlight answered, TimesInFlight failed, double wallSeconds) {
        if (answered.count() + failed.count() == 0 || wallSeconds <= 0) {
            return new ConcurrencyCurve(0, List.of(), 0);
        }
        double step = wallSeconds / INTERVALS;
        double[] busy = new double[INTERVALS];
        add(busy, step, answered);
        add(busy, step, failed);
        List<Double> mean = new ArrayList<>(INTERVALS);
        for (double seconds : busy) {
            mean.add(seconds / step);
        }
        return new ConcurrencyCurve(step, mean, answered.peak());
    }

    private static void add(double[] busy, double step, TimesInFlight requests) {
        for (int request = 0; request < requests.count(); request++) {
            double start = requests.start(request);
            double end = requests.end(request);
            int last = Math.min(INTERVALS - 1, (int) (end / step));
            for (int i = Math.max(0, (int) (start / step)); i <= last; i++) {
                busy[i] += Math.max(0, Math.min(end, (i + 1) * step) - Math.max(start, i * step));
            }
        }
    }
}
