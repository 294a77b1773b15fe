package dev.swath.geotiff;

import dev.swath.grid.SampleType;
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
        int pixelBytes = bands * Short.BYTES;
        if (!hasNodata && pixelBytes % Long.BYTES == 0) {
            averageFourShorts(block, half, pixelBytes / Long.BYTES);
            return;
        }
        byte[] in = block.data();
        byte[] out = half.data();
        int none = hasNodata ? (int) nodata : -1;
        for (int row = 0, at = 0; row < half.height(); row++) {
            int upper = 2 * row * block.width();
            int lower = Math.min(2 * row + 1, block.height() - 1) * block.width();
            for (int column = 0; column < half.width(); column++) {
                int left = 2 * column;
                int right = Math.min(left + 1, block.width() - 1);
                int fourth = (lower + right) * pixelBytes;
                int third = (lower + left) * pixelBytes;
                int second = (upper + right) * pixelBytes;
                int first = (upper + left) * pixelBytes;
                for (int band = 0; band < pixelBytes; band += 2, at += 2) {
                    int a = in[first + band] & 0xFF | (in[first + band + 1] & 0xFF) << 8;
                    int b = in[second + band] & 0xFF | (in[second + band + 1] & 0xFF) << 8;
                    int c = in[third + band] & 0xFF | (in[third + band + 1] & 0xFF) << 8;
                    int d = in[fourth + band] & 0xFF | (in[fourth + band + 1] & 0xFF) << 8;
                    int mean = a + b + c + d + 2 >> 2;
                    if (none >= 0 && (mean == none || a == none || b == none || c == none || d == none)) {
                        int[] four = {upper + left, upper + right, lower + left, lower + right};
                        mean = (int) mean(in, four, 4, band / 2);
                    }
                    out[at] = (byte) mean;
                    out[at + 1] = (byte) (mean >> 8);
                }
            }
        }
    }

    /** The same where a pixel is a number of eight bytes, or some of them. */
    private void averageFourShorts(PixelBlock block, PixelBlock half, int numbers) {
        long even = 0x0000_FFFF_0000_FFFFL;
        long two = 0x0000_0002_0000_0002L;
        int width = block.width();
        int count = width * numbers;
        long[] upper = new long[count];
        long[] lower = new long[count];
        long[] means = new long[half.width() * numbers];
        int beyond = 2 * half.width() - width;
        for (int row = 0; row < half.height(); row++) {
            LittleEndian.getLongs(block.data(), 2 * row * count * Long.BYTES, upper, count);
            LittleEndian.getLongs(
                    block.data(), Math.min(2 * row + 1, block.height() - 1) * count * Long.BYTES, lower, count);
            for (int i = 0; i < means.length; i++) {
                int left = 2 * i - i % numbers;
                int right = beyond > 0 && i >= means.length - numbers ? left : left + numbers;
                long a = upper[left];
                long b = upper[right];
                long c = lower[left];
                long d = lower[right];
                long sums = (a & even) + (b & even) + (c & even) + (d & even) + two;
                long others = (a >>> 16 & even) + (b >>> 16 & even) + (c >>> 16 & even) + (d >>> 16 & even) + two;
                means[i] = sums >>> 2 & even | (others >>> 2 & even) << 16;
            }
            LittleEndian.putLongs(half.data(), row * means.length * Long.BYTES, means, means.length);
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
                    small.copyPixel(block, some[0] * block.width() + left, target);
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
