package dev.swath.quicklook;

import java.util.Arrays;

/** Maps the values of a band to brightness, 0 to 255. */
final class Stretch {

    private static final double LOW = 0.02;
    private static final double HIGH = 0.98;
    private static final float MIDDLE = 127.5f;

    private Stretch() {}

    /** Returns values that are already brightness. */
    static float[] none(float[] values) {
        return values;
    }

    /**
     * Maps the 2nd percentile (nearest rank) to 0 and the 98th to 255; if both are the same, everything becomes middle
     * grey.
     *
     * @param values NaN for none
     */
    static float[] percentiles(float[] values) {
        // NaN sorts last.
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        int count = sorted.length;
        while (count > 0 && Float.isNaN(sorted[count - 1])) {
            count--;
        }
        float[] stretched = values.clone();
        if (count == 0) {
            return stretched;
        }
        float low = sorted[(int) (LOW * (count - 1))];
        float high = sorted[(int) Math.ceil(HIGH * (count - 1))];
        for (int i = 0; i < stretched.length; i++) {
            if (!Float.isNaN(stretched[i])) {
                stretched[i] = high > low ? 255 * (stretched[i] - low) / (high - low) : MIDDLE;
            }
        }
        return stretched;
    }
}
