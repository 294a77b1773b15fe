package dev.swath.emulator.raster;

import java.util.Arrays;
import java.util.List;

/**
 * The pixels of one band on a grid, row by row. Not changed once it is made, because several computations share it.
 *
 * @param values of masked pixels any; none if the pixels are arrays
 * @param mask from 0 (masked) to 1; empty if every pixel is valid
 * @param arrays one for each pixel if the pixels are arrays, otherwise none
 */
public record Block(double[] values, float[] mask, List<ArrayValue> arrays) {

    private static final float[] ALL_VALID = {};

    /** Pixels that are numbers. */
    public Block(double[] values, float[] mask) {
        this(values, mask, List.of());
    }

    /** Pixels that are arrays, of masked ones any. */
    public static Block ofArrays(List<ArrayValue> arrays, float[] mask) {
        return new Block(new double[0], mask, arrays);
    }

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
        return isOfArrays() ? arrays.size() : values.length;
    }

    /** Whether the pixels are arrays. */
    public boolean isOfArrays() {
        return !arrays.isEmpty();
    }

    /**
     * The numbers of the pixels.
     *
     * @throws ComputationException if the pixels are arrays, which most operations don't take
     */
    @Override
    public double[] values() {
        if (isOfArrays()) {
            throw ComputationException.of("Array pixels can't be used here. Make bands of numbers of them first,"
                    + " with arrayGet, or with arrayProject and arrayFlatten.");
        }
        return values;
    }

    /** A pixel as an array; a number is one without dimensions. */
    public ArrayValue arrayAt(int pixel) {
        return isOfArrays() ? arrays.get(pixel) : ArrayValue.of(values[pixel], PixelType.DOUBLE);
    }

    /** The same pixels with another mask. */
    public Block withMask(float[] other) {
        return new Block(values, other, arrays);
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
        long bytes = 64 + 8L * values.length + 4L * mask.length;
        for (ArrayValue array : arrays) {
            bytes += array.bytes();
        }
        return bytes;
    }
}
