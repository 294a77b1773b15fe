package dev.swath.emulator.raster;

import java.util.Arrays;

/**
 * The pixels of one band on a grid, row by row. Not changed once it is made, because several computations share it.
 *
 * @param values of masked pixels any
 * @param mask from 0 (masked) to 1; empty if every pixel is valid
 */
public record Block(double[] values, float[] mask) {

    private static final float[] ALL_VALID = {};

    /** Pixels that are all valid. */
    public static Block valid(double[] values) {
        return new Block(values, ALL_VALID);
    }

    /** Pixels that all hold one value. */
    public static Block constant(double value, int pixels) {
        double[] values = new double[pixels];
        Arrays.fill(values, value);
        return valid(values);
    }

    /** Pixels that are all masked. */
    public static Block masked(int pixels) {
        return new Block(new double[pixels], new float[pixels]);
    }

    /** Number of pixels. */
    public int size() {
        return values.length;
    }

    /** Whether no pixel is masked. */
    public boolean isAllValid() {
        return mask.length == 0;
    }

    /** Whether a pixel is not masked entirely. */
    public boolean isValid(int pixel) {
        return mask.length == 0 || mask[pixel] > 0;
    }

    /** The mask of a pixel, from 0 to 1. */
    public float maskAt(int pixel) {
        return mask.length == 0 ? 1 : mask[pixel];
    }

    /** The mask shared with another block: at each pixel the smaller of both. */
    public float[] maskWith(Block other) {
        if (mask.length == 0) {
            return other.mask;
        }
        if (other.mask.length == 0 || mask == other.mask) {
            return mask;
        }
        float[] both = new float[mask.length];
        for (int i = 0; i < both.length; i++) {
            both[i] = Math.min(mask[i], other.mask[i]);
        }
        return both;
    }

    /** Approximate memory in bytes. */
    long bytes() {
        return 64 + 8L * values.length + 4L * mask.length;
    }
}
