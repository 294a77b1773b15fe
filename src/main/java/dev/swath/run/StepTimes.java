package dev.swath.run;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * How long each occurrence of a step took, in bounded memory: number, sum and maximum are those of all, the percentiles those of a
 * random sample once there are more than {@value #MOST} (algorithm R: Vitter, 1985).
 */
final class StepTimes {

    static final int MOST = 20_000;

    private final SplittableRandom random = new SplittableRandom(MOST);
    private double[] sample = new double[16];
    private int count;
    private double total;
    private double max;

    /** Adds one occurrence, in seconds. */
    void add(double seconds) {
        if (count < MOST) {
            if (count == sample.length) {
                sample = Arrays.copyOf(sample, Math.min(MOST, 2 * count));
            }
            sample[count] = seconds;
        } else {
            int place = random.nextInt(count + 1);
            if (place < MOST) {
                sample[place] = seconds;
            }
        }
        count++;
        total += seconds;
        max = Math.max(max, seconds);
    }

    Percentiles percentiles() {
        Percentiles of = Percentiles.of(Arrays.copyOf(sample, Math.min(count, MOST)));
        return new Percentiles(count, total, of.p50(), of.p95(), max);
    }
}
