package dev.swath.run;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

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
    static ConcurrencyCurve of(List<RequestTiming> requests, List<FailedAttempt> failed, double wallSeconds) {
        if ((requests.isEmpty() && failed.isEmpty()) || wallSeconds <= 0) {
            return new ConcurrencyCurve(0, List.of(), 0);
        }
        double step = wallSeconds / INTERVALS;
        double[] busy = new double[INTERVALS];
        for (InFlight request :
                Stream.concat(requests.stream(), failed.stream()).toList()) {
            int last = Math.min(INTERVALS - 1, (int) (request.endSeconds() / step));
            for (int i = Math.max(0, (int) (request.startSeconds() / step)); i <= last; i++) {
                busy[i] += Math.max(
                        0, Math.min(request.endSeconds(), (i + 1) * step) - Math.max(request.startSeconds(), i * step));
            }
        }
        List<Double> mean = new ArrayList<>(INTERVALS);
        for (double seconds : busy) {
            mean.add(seconds / step);
        }
        return new ConcurrencyCurve(step, mean, peak(requests));
    }

    private static int peak(List<RequestTiming> requests) {
        double[] starts = requests.stream()
                .mapToDouble(RequestTiming::startSeconds)
                .sorted()
                .toArray();
        double[] ends = requests.stream()
                .mapToDouble(RequestTiming::endSeconds)
                .sorted()
                .toArray();
        int peak = 0;
        int ended = 0;
        for (int started = 0; started < starts.length; started++) {
            while (ends[ended] <= starts[started]) {
                ended++;
            }
            peak = Math.max(peak, started + 1 - ended);
        }
        return peak;
    }
}
