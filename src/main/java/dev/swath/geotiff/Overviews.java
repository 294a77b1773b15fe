package dev.swath.geotiff;

import dev.swath.grid.SampleType;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Halves pixels for an overview the way GDAL's {@code AVERAGE} resampling does: the mean of each 2 × 2 pixels, leaving
 * out those that hold no data. Whole numbers are rounded to the nearest, halves away from zero. A mean that happens to
 * equal the nodata value is moved to the value next to it.
 */
final class Overviews {
    private final SampleType type;
    private final int bands;
    private final SampleAccess samples;
    private final boolean hasNodata;
    private final double nodata;
    private final double besideNodata;

    /**
     * @param type type of the samples
     * @param bands samples of a pixel
     * @param nodata a value to leave out besides NaN, which always is
     */
    Overviews(SampleType type, int bands, OptionalDouble nodata) {
        this.type = type;
        this.bands = bands;
        this.samples = SampleAccess.of(type);
        this.hasNodata = nodata.isPresent();
        this.nodata = nodata.orElse(Double.NaN);
        this.besideNodata = beside(this.nodata);
    }

    /** The block at half its size, rounded up. */
    PixelBlock halve(PixelBlock block) {
        PixelBlock half = PixelBlock.blank(
                Level.half(block.width()), Level.half(block.height()), bands * type.bytes(), block.valid().length > 0);
        if (type == SampleType.UINT8 && !hasNodata && block.allValid()) {
            Arrays.fill(half.valid(), (byte) 1);
            averageBytes(block, half);
        } else {
            averageValid(block, half);
        }
        return half;
    }

    /** The common case, every byte counting. */
    private void averageBytes(PixelBlock block, PixelBlock half) {
        byte[] in = block.data();
        byte[] out = half.data();
        int at = 0;
        for (int row = 0; row < half.height(); row++) {
            int upper = 2 * row * block.width() * bands;
            int lower = Math.min(2 * row + 1, block.height() - 1) * block.width() * bands;
            for (int column = 0; column < half.width(); column++) {
                int left = 2 * column * bands;
                // A missing neighbour beyond the edge is the pixel itself again: that leaves the mean as it is.
                int right = Math.min(2 * column + 1, block.width() - 1) * bands;
                for (int band = 0; band < bands; band++) {
                    int sum = (in[upper + left + band] & 0xFF)
                            + (in[upper + right + band] & 0xFF)
                            + (in[lower + left + band] & 0xFF)
                            + (in[lower + right + band] & 0xFF);
                    out[at++] = (byte) (sum + 2 >> 2);
                }
            }
        }
    }

    private void averageValid(PixelBlock block, PixelBlock half) {
        int[] pixels = new int[4];
        for (int row = 0; row < half.height(); row++) {
            for (int column = 0; column < half.width(); column++) {
                int count = validPixels(block, 2 * column, 2 * row, pixels);
                int target = row * half.width() + column;
                if (half.valid().length > 0) {
                    half.valid()[target] = (byte) (count > 0 ? 1 : 0);
                }
                for (int band = 0; band < bands; band++) {
                    samples.set(half.data(), target * bands + band, mean(block.data(), pixels, count, band));
                }
            }
        }
    }

    /** Positions of those of the 2 × 2 pixels that exist and are not masked. */
    private static int validPixels(PixelBlock block, int column, int row, int[] pixels) {
        int count = 0;
        for (int y = row; y < Math.min(row + 2, block.height()); y++) {
            for (int x = column; x < Math.min(column + 2, block.width()); x++) {
                int pixel = y * block.width() + x;
                if (block.valid().length == 0 || block.valid()[pixel] != 0) {
                    pixels[count++] = pixel;
                }
            }
        }
        return count;
    }

    private double mean(byte[] data, int[] pixels, int count, int band) {
        double sum = 0;
        int counted = 0;
        for (int i = 0; i < count; i++) {
            double value = samples.get(data, pixels[i] * bands + band);
            if (value == value && !(hasNodata && value == nodata)) {
                sum += value;
                counted++;
            }
        }
        if (counted == 0) {
            double nothing = type.floating() && count > 0 ? Double.NaN : 0;
            return hasNodata ? nodata : nothing;
        }
        double mean = held(sum / counted);
        return hasNodata && mean == nodata ? besideNodata : mean;
    }

    private double held(double mean) {
        if (type.floating()) {
            return type == SampleType.FLOAT32 ? (float) mean : mean;
        }
        return mean < 0 ? -Math.floor(0.5 - mean) : Math.floor(mean + 0.5);
    }

    private double beside(double value) {
        if (type == SampleType.FLOAT32) {
            return Math.nextUp((float) value);
        }
        if (type == SampleType.FLOAT64) {
            return Math.nextUp(value);
        }
        boolean isLargest = samples.nearest(value + 1) != value + 1;
        return isLargest ? value - 1 : value + 1;
    }
}
