package dev.swath.quicklook;

import java.util.Arrays;

/**
 * The range of the values of a band that becomes dark to bright: from its 2nd to its 98th percentile (nearest rank).
 *
 * @param low value that becomes 0
 * @param high value that becomes 255
 */
record Stretch(float low, float high) {

    private static final double LOW = 0.02;
    private static final double HIGH = 0.98;
    private static final float MIDDLE = 127.5f;

    /**
     * The range of some values.
     *
     * @param values NaN for none
     * @param counted which of them count
     */
    static Stretch of(float[] values, boolean[] counted) {
        float[] sorted = new float[values.length];
        int count = 0;
        for (int i = 0; i < values.length; i++) {
            if (counted[i] && !Float.isNaN(values[i])) {
                sorted[count++] = values[i];
            }
        }
        if (count == 0) {
            return new Stretch(0, 0);
        }
        Arrays.sort(sorted, 0, count);
        return new Stretch(sorted[(int) (LOW * (count - 1))], sorted[(int) Math.ceil(HIGH * (count - 1))]);
    }

    /** Brightness of each value, NaN for none; if both ends are the same, everything becomes middle grey. */
    float[] apply(float[] values) {
        float[] stretched = values.clone();
        for (int i = 0; i < stretched.length; i++) {
            if (!Float.isNaN(stretched[i])) {
                stretched[i] = high > low ? 255 * (stretched[i] - low) / (high - low) : MIDDLE;
            }
        }
        return stretched;
    }
}
