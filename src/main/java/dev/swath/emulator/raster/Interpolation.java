package dev.swath.emulator.raster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How a pixel is computed from pixels of another lattice. */
public enum Interpolation {
    NEAREST(0),
    BILINEAR(1),
    BICUBIC(2);

    /** A position that rounding moved across a line belongs to the pixel that begins there. */
    private static final double ROUNDING = 1e-8;

    private final int margin;

    Interpolation(int margin) {
        this.margin = margin;
    }

    /** Pixels needed around the one that holds a position. */
    int margin() {
        return margin;
    }

    /**
     * Computes one pixel.
     *
     * @param source pixels of the lattice
     * @param width columns of the source
     * @param column position in the source, with its fraction, from the left edge of the first pixel
     * @param row position in the source, from the upper edge of the first pixel
     * @param valueAndMask receives the value, and the mask
     */
    void at(Block source, int width, double column, double row, double[] valueAndMask) {
        if (this == NEAREST) {
            int at = (int) Math.floor(row + ROUNDING) * width + (int) Math.floor(column + ROUNDING);
            valueAndMask[0] = source.values()[at];
            valueAndMask[1] = source.maskAt(at);
            return;
        }
        int left = (int) Math.floor(column - 0.5 + ROUNDING);
        int top = (int) Math.floor(row - 0.5 + ROUNDING);
        double[] across = weights(column - 0.5 - left);
        double[] down = weights(row - 0.5 - top);
        int first = this == BILINEAR ? 0 : -1;
        double sum = 0;
        double total = 0;
        for (int j = 0; j < down.length; j++) {
            for (int i = 0; i < across.length; i++) {
                int at = (top + first + j) * width + left + first + i;
                double weight = across[i] * down[j] * source.maskAt(at);
                sum += weight * source.values()[at];
                total += weight;
            }
        }
        // As Earth Engine does, a pixel with a masked neighbour is interpolated from the others.
        valueAndMask[0] = total > 0 ? sum / total : 0;
        valueAndMask[1] = Math.max(0, Math.min(1, total));
    }

    /** Pixels that are arrays: each the one in which its position lies. */
    Block arrays(Block source, int width, PixelPositions at, double left, double top) {
        if (this != NEAREST) {
            throw ComputationException.of("Array pixels can't be interpolated.");
        }
        List<ArrayValue> arrays = new ArrayList<>();
        float[] mask = new float[at.columns().length];
        for (int i = 0; i < mask.length; i++) {
            int row = (int) Math.floor(at.rows()[i] - top + ROUNDING);
            int pixel = row * width + (int) Math.floor(at.columns()[i] - left + ROUNDING);
            arrays.add(source.arrayAt(pixel));
            mask[i] = source.maskAt(pixel);
        }
        return Block.ofArrays(arrays, mask);
    }

    private double[] weights(double t) {
        if (this == BILINEAR) {
            return new double[] {1 - t, t};
        }
        // Catmull-Rom: cubic convolution with a = -1/2 (Keys 1981).
        double[] weights = {
            t * (-0.5 + t * (1 - 0.5 * t)),
            1 + t * t * (-2.5 + 1.5 * t),
            t * (0.5 + t * (2 - 1.5 * t)),
            t * t * (-0.5 + 0.5 * t)
        };
        double sum = Arrays.stream(weights).sum();
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
        return weights;
    }
}
