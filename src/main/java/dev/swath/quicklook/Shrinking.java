package dev.swath.quicklook;

import dev.swath.geotiff.Samples;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;

/** Shrinks an image: each pixel contributes to a smaller one by the share of it that it covers. */
final class Shrinking {

    private static final int OPAQUE = 0xFF << 24;

    private final int width;
    private final int height;
    private final double scale;
    private final float[][] sums;
    private final float[][] weights;
    private final float[] covered;

    /**
     * @param columns of the image
     * @param rows of the image
     * @param bands number of bands that are used: 1 or 3
     * @param side longest side of the smaller image
     */
    Shrinking(int columns, int rows, int bands, int side) {
        this.scale = Math.min(1, (double) side / Math.max(columns, rows));
        this.width = (int) Math.max(1, Math.round(columns * scale));
        this.height = (int) Math.max(1, Math.round(rows * scale));
        this.sums = new float[bands][width * height];
        this.weights = new float[bands][width * height];
        this.covered = new float[width * height];
    }

    /**
     * Adds a block.
     *
     * @param column of its left edge
     * @param row of its top edge
     * @param valid one number for each pixel, 0 if it has no data; empty if only nodata marks pixels
     * @param nodata the value of samples without data
     */
    void add(int column, int row, Samples block, Optional<double[]> valid, OptionalDouble nodata) {
        double[][] values = new double[sums.length][];
        for (int band = 0; band < sums.length; band++) {
            values[band] = block.values(band);
        }
        for (int y = 0, pixel = 0; y < block.height(); y++) {
            for (int x = 0; x < block.width(); x++, pixel++) {
                boolean masked = valid.isPresent() && valid.get()[pixel] == 0;
                for (int band = 0; band < sums.length; band++) {
                    double value = values[band][pixel];
                    values[band][pixel] = masked || isNodata(value, nodata) ? Double.NaN : value;
                }
                spread(column + x, row + y, pixel, values);
            }
        }
    }

    /** Adds a whole picture; transparent pixels have no data. */
    void add(Picture picture) {
        double[][] values = new double[3][picture.argb().length];
        for (int pixel = 0; pixel < picture.argb().length; pixel++) {
            int argb = picture.argb()[pixel];
            for (int band = 0; band < values.length; band++) {
                values[band][pixel] = argb >>> 24 == 0 ? Double.NaN : argb >> (16 - 8 * band) & 0xFF;
            }
            spread(pixel % picture.width(), pixel / picture.width(), pixel, values);
        }
    }

    private static boolean isNodata(double value, OptionalDouble nodata) {
        return !Double.isFinite(value) || (nodata.isPresent() && nodata.getAsDouble() == value);
    }

    /** A pixel that is not larger than the smaller image's pixels touches at most four of them. */
    private void spread(int column, int row, int pixel, double[][] values) {
        double left = column * scale;
        double top = row * scale;
        for (int y = (int) top; y < Math.min(height, top + scale); y++) {
            for (int x = (int) left; x < Math.min(width, left + scale); x++) {
                double share = overlap(left, x) * overlap(top, y);
                if (share > 0) {
                    add(y * width + x, (float) share, pixel, values);
                }
            }
        }
    }

    /** How much of the interval from {@code from} to {@code from + scale} lies within a smaller pixel. */
    private double overlap(double from, int pixel) {
        return Math.min(from + scale, pixel + 1.0) - Math.max(from, pixel);
    }

    private void add(int at, float share, int pixel, double[][] values) {
        covered[at] += share;
        for (int band = 0; band < values.length; band++) {
            double value = values[band][pixel];
            if (!Double.isNaN(value)) {
                sums[band][at] += (float) (share * value);
                weights[band][at] += share;
            }
        }
    }

    /**
     * The smaller image. A pixel is transparent if more than half of it has no data in any band.
     *
     * @param stretch from the values of a band (NaN for none) to 0…255
     */
    Picture picture(UnaryOperator<float[]> stretch) {
        int[] argb = new int[width * height];
        float[][] bands = new float[sums.length][];
        for (int band = 0; band < sums.length; band++) {
            bands[band] = stretch.apply(means(band));
        }
        for (int at = 0; at < argb.length; at++) {
            float most = 0;
            for (float[] weight : weights) {
                most = Math.max(most, weight[at]);
            }
            if (most > 0 && most >= covered[at] / 2) {
                argb[at] = OPAQUE
                        | sample(bands[0][at]) << 16
                        | sample(bands[bands.length / 2][at]) << 8
                        | sample(bands[bands.length - 1][at]);
            }
        }
        return new Picture(width, height, argb);
    }

    private float[] means(int band) {
        float[] means = new float[width * height];
        for (int at = 0; at < means.length; at++) {
            means[at] = sums[band][at] / weights[band][at];
        }
        return means;
    }

    /** A band without a value, where other bands have one, is dark. */
    private static int sample(float value) {
        return Float.isNaN(value) ? 0 : Math.max(0, Math.min(255, Math.round(value)));
    }
}
