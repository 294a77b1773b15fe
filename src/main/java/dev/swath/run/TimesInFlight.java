package dev.swath.run;

import java.util.Arrays;

/** When requests were sent and when they ended, in seconds from the start of the run: the first {@value #MOST} of them. */
final class TimesInFlight {

    static final int MOST = 500_000;

    private double[] starts = new double[16];
    private double[] ends = new double[16];
    private int count;

    /** Adds a request, if there is room. */
    void add(InFlight request) {
        if (count == MOST) {
            return;
        }
        if (count == starts.length) {
            int longer = Math.min(MOST, 2 * count);
            starts = Arrays.copyOf(starts, longer);
            ends = Arrays.copyOf(ends, longer);
        }
        starts[count] = request.startSeconds();
        ends[count] = request.endSeconds();
        count++;
    }

    int count() {
        return count;
    }

    double start(int request) {
        return starts[request];
    }

    double end(int request) {
        return ends[request];
    }

    /** Most requests at one moment. */
    int peak() {
        double[] sent = Arrays.copyOf(starts, count);
        double[] done = Arrays.copyOf(ends, count);
        Arrays.sort(sent);
        Arrays.sort(done);
        int peak = 0;
        int ended = 0;
        for (int started = 0; started < count; started++) {
            while (done[ended] <= sent[started]) {
                ended++;
            }
            peak = Math.max(peak, started + 1 - ended);
        }
        return peak;
    }
}
