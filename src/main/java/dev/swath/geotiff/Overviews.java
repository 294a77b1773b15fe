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
        PixelBlock small = PixelBlock.blank(
                (block.width() + factor - 1) / factor,
                (block.height() + factor - 1) / factor,
                bands * type.bytes(),
                block.valid().length > 0);
        if (factor == 2 && wholeBytes && block.allValid()) {
            Arrays.fill(small.valid(), (byte) 1);
            averageBytes(block, small);
        } else if (factor == 2 && type == SampleType.UINT16 && block.allValid()) {
            Arrays.fill(small.valid(), (byte) 1);
            averageShorts(block, small);
        } else {
            averageValid(block, small, factor);
        }
        return small;
    }

    /** The common case: bytes that are all valid. */
    private void averageBytes(PixelBlock block, PixelBlock half) {
        byte[] in = block.data();
        byte[] out = half.data();
        int at = 0;
        for (int row = 0; row < half.height(); row++) {
            int upper = 2 * row * block.width() * bands;
            int lower = Math.min(2 * row + 1, block.height() - 1) * block.width() * bands;
            for (int column = 0; column < half.width(); column++) {
                int left = 2 * column * bands;
                // A missing neighbour beyond the edge is replaced by the pixel itself, which leaves the mean unchanged.
                int right = Math.min(2 * column + 1, block.width() - 1) * bands;
                for (int band = 0; band < bands; band++) {
                    int sum = (in[upper + left + band] & 0xFF)
                            + (in[upper + right + band] & 0xFF)
                            + (in[lower + left + band] & 0xFF)
                            + (in[lower + right + band] & 0xFF);
                    out[at++] = (byte) ((sum + 2) >> 2);
                }
            }
        }
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

    private void averageValid(PixelBlock block, PixelBlock small, int factor) {
        int[] pixels = new int[factor * factor];
        for (int row = 0; row < small.height(); row++) {
            int rows = factor > 2 && sameRows(block, row * factor, factor) ? 1 : factor;
            for (int column = 0; column < small.width(); column++) {
                int target = row * small.width() + column;
                int first = row * factor * block.width() + column * factor;
                if (factor > 2 && isUniform(block, first, rows, Math.min(factor, block.width() - column * factor))) {
                    small.copy(block, new Window(column * factor, row * factor, 1, 1), column, row);
                    continue;
                }
                int count = validPixels(block, column * factor, row * factor, factor, pixels);
                if (small.valid().length > 0) {
                    small.valid()[target] = (byte) (count > 0 ? 1 : 0);
                }
                for (int band = 0; band < bands; band++) {
                    if (wholeBytes && count == 4 && factor == 2) {
                        small.data()[target * bands + band] = meanByte(block.data(), pixels, band);
                    } else {
                        samples.set(small.data(), target * bands + band, mean(block.data(), pixels, count, band));
                    }
                }
            }
        }
    }

    /** Whether some rows of a block are equal. */
    private boolean sameRows(PixelBlock block, int row, int count) {
        int width = block.width();
        int rowBytes = width * bands * type.bytes();
        boolean masked = block.valid().length > 0;
        byte[] data = block.data();
        byte[] valid = block.valid();
        for (int y = row + 1; y < Math.min(row + count, block.height()); y++) {
            int at = y * rowBytes;
            int mask = masked ? y * width : 0;
            if (!Arrays.equals(data, at - rowBytes, at, data, at, at + rowBytes)
                    || masked && !Arrays.equals(valid, mask - width, mask, valid, mask, mask + width)) {
                return false;
            }
        }
        return true;
    }

    /** Whether some pixels are equal. */
    private boolean isUniform(PixelBlock block, int first, int rows, int columns) {
        int pixelBytes = bands * type.bytes();
        byte[] data = block.data();
        byte[] valid = block.valid();
        int end = Math.min(first + (rows - 1) * block.width() + 1, block.width() * block.height());
        for (int row = first; row < end; row += block.width()) {
            for (int pixel = row; pixel < row + columns; pixel++) {
                if (valid.length > 0 && valid[pixel] != valid[first]) {
                    return false;
                }
                for (int i = 0; i < pixelBytes; i++) {
                    if (data[pixel * pixelBytes + i] != data[first * pixelBytes + i]) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    /** Positions of those pixels that exist and are not masked. */
    private static int validPixels(PixelBlock block, int column, int row, int factor, int[] pixels) {
        int count = 0;
        for (int y = row; y < Math.min(row + factor, block.height()); y++) {
            for (int x = column; x < Math.min(column + factor, block.width()); x++) {
                int pixel = y * block.width() + x;
                if (block.valid().length == 0 || block.valid()[pixel] != 0) {
                    pixels[count++] = pixel;
                }
            }
        }
        return count;
    }

    private byte meanByte(byte[] data, int[] pixels, int band) {
        int sum = 2;
        for (int i = 0; i < 4; i++) {
            sum += data[pixels[i] * bands + band] & 0xFF;
        }
        return (byte) (sum >> 2);
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
