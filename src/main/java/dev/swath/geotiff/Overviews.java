package dev.swath.geotiff;

import dev.swath.grid.SampleType;
import dev.swath.grid.Window;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Shrinks pixels for an overview as GDAL's {@code AVERAGE} resampling does: the mean of each 2 × 2 pixels, or of all
 * repetitions of one pixel, without those that have no data. Whole numbers are rounded to the nearest, halves away from zero.
 * A mean that equals the nodata value is replaced by the next value.
 */
final class Overviews {
    private final SampleType type;
    private final int bands;
    private final SampleAccess samples;
    private final boolean hasNodata;
    private final double nodata;
    private final double besideNodata;
    private final boolean wholeBytes;

    /**
     * @param type type of the samples
     * @param bands samples of a pixel
     * @param nodata a value to leave out; NaN is always left out
     */
    Overviews(SampleType type, int bands, OptionalDouble nodata) {
        this.type = type;
        this.bands = bands;
        this.samples = SampleAccess.of(type);
        this.hasNodata = nodata.isPresent();
        this.nodata = nodata.orElse(Double.NaN);
        this.besideNodata = beside(this.nodata);
        this.wholeBytes = type == SampleType.UINT8 && !hasNodata;
    }

    /**
     * The block with one pixel for each {@code factor × factor}, cut at its right and bottom edge. Equal pixels give exactly
     * the same pixel.
     */
    PixelBlock shrink(PixelBlock block, int factor) {
        return shrink(block, Repeats.each(block.height(), 1), factor);
    }

    /** The same of a block whose rows are repeated. */
    PixelBlock shrink(PixelBlock block, Repeats repeats, int factor) {
        int[] rows = repeats.sources();
        PixelBlock small = PixelBlock.blank(
                (block.width() + factor - 1) / factor,
                (rows.length + factor - 1) / factor,
                bands * type.bytes(),
                block.valid().length > 0);
        boolean plain = factor == 2 && rows.length == block.height();
        if (plain && wholeBytes) {
            averageBytes(block, small);
        } else if (plain && type == SampleType.UINT16 && block.allValid()) {
            Arrays.fill(small.valid(), (byte) 1);
            averageShorts(block, small);
        } else {
            averageValid(block, rows, small, factor);
        }
        return small;
    }

    /** The common case: bytes, of which nearly all are valid. */
    private void averageBytes(PixelBlock block, PixelBlock half) {
        byte[] in = block.data();
        byte[] out = half.data();
        byte[] valid = block.allValid() ? new byte[0] : block.valid();
        if (half.valid().length > 0) {
            Arrays.fill(half.valid(), (byte) 1);
        }
        int width = block.width();
        int samples = bands;
        int at = 0;
        for (int row = 0; row < half.height(); row++) {
            int upper = 2 * row * width;
            int lower = Math.min(2 * row + 1, block.height() - 1) * width;
            for (int column = 0; column < half.width(); column++) {
                int left = 2 * column;
                // A missing neighbour beyond the edge is replaced by the pixel itself, which leaves the mean unchanged.
                int right = Math.min(left + 1, width - 1);
                if (valid.length > 0
                        && (valid[upper + left] == 0
                                || valid[upper + right] == 0
                                || valid[lower + left] == 0
                                || valid[lower + right] == 0)) {
                    averageSome(block, row, column, half);
                    at += samples;
                    continue;
                }
                int a = (upper + left) * samples;
                int b = (upper + right) * samples;
                int c = (lower + left) * samples;
                int d = (lower + right) * samples;
                for (int band = 0; band < samples; band++) {
                    int sum = (in[a++] & 0xFF) + (in[b++] & 0xFF) + (in[c++] & 0xFF) + (in[d++] & 0xFF);
                    out[at++] = (byte) ((sum + 2) >> 2);
                }
            }
        }
    }

    private void averageSome(PixelBlock block, int row, int column, PixelBlock half) {
        int lower = Math.min(2 * row + 1, block.height() - 1);
        int[] rows = lower > 2 * row ? new int[] {2 * row, lower} : new int[] {lower};
        int[] pixels = new int[4];
        int count = validPixels(block, 2 * column, 2, rows, pixels);
        average(block, pixels, count, half, row * half.width() + column);
    }

    /** Raw bands of a camera: 16 bits, all valid but for some that are nodata. */
    private void averageShorts(PixelBlock block, PixelBlock half) {
        byte[] in = block.data();
        int none = hasNodata ? (int) nodata : -1;
        int[] four = new int[4];
        for (int row = 0, at = 0; row < half.height(); row++) {
            int upper = 2 * row * block.width();
            int lower = Math.min(2 * row + 1, block.height() - 1) * block.width();
            for (int column = 0; column < half.width(); column++) {
                int right = Math.min(2 * column + 1, block.width() - 1);
                four[0] = upper + 2 * column;
                four[1] = upper + right;
                four[2] = lower + 2 * column;
                four[3] = lower + right;
                for (int band = 0; band < bands; band++, at++) {
                    int a = LittleEndian.getShort(in, 2 * (four[0] * bands + band)) & 0xFFFF;
                    int b = LittleEndian.getShort(in, 2 * (four[1] * bands + band)) & 0xFFFF;
                    int c = LittleEndian.getShort(in, 2 * (four[2] * bands + band)) & 0xFFFF;
                    int d = LittleEndian.getShort(in, 2 * (four[3] * bands + band)) & 0xFFFF;
                    int mean = a + b + c + d + 2 >> 2;
                    if (mean == none || a == none || b == none || c == none || d == none) {
                        mean = (int) mean(in, four, 4, band);
                    }
                    LittleEndian.putShort(half.data(), 2 * at, (short) mean);
                }
            }
        }
    }

    /** @param rows for each row that is averaged, the block's row that it repeats */
    private void averageValid(PixelBlock block, int[] rows, PixelBlock small, int factor) {
        int[] pixels = new int[factor * factor];
        for (int row = 0; row < small.height(); row++) {
            int[] some = Arrays.copyOfRange(rows, row * factor, Math.min(row * factor + factor, rows.length));
            int[] different = SamePixels.rows(block, some) ? new int[] {some[0]} : some;
            for (int column = 0; column < small.width(); column++) {
                int left = column * factor;
                int target = row * small.width() + column;
                if (factor > 2 && SamePixels.in(block, left, Math.min(factor, block.width() - left), different)) {
                    small.copy(block, new Window(left, some[0], 1, 1), column, row);
                } else {
                    int count = validPixels(block, left, factor, some, pixels);
                    average(block, pixels, count, small, target);
                }
            }
        }
    }

    private void average(PixelBlock block, int[] pixels, int count, PixelBlock small, int target) {
        if (small.valid().length > 0) {
            small.valid()[target] = (byte) (count > 0 ? 1 : 0);
        }
        for (int band = 0; band < bands; band++) {
            samples.set(small.data(), target * bands + band, mean(block.data(), pixels, count, band));
        }
    }

    /** Positions of those pixels that exist and are not masked. */
    private static int validPixels(PixelBlock block, int column, int columns, int[] rows, int[] pixels) {
        int count = 0;
        for (int row : rows) {
            for (int x = column; x < Math.min(column + columns, block.width()); x++) {
                int pixel = row * block.width() + x;
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
            if (!Double.isNaN(value) && !(hasNodata && value == nodata)) {
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
