package dev.swath.geotiff;

import dev.swath.grid.SampleType;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Pixels in memory: rows × columns × bands, pixel-interleaved (all bands of a pixel side by side), rows top to bottom,
 * little-endian. The array is not copied: the caller must no longer write to it.
 *
 * @param type sample type of every band
 * @param width columns
 * @param height rows
 * @param bands bands
 * @param data {@code width × height × bands × type.bytes()} bytes
 */
public record Samples(SampleType type, int width, int height, int bands, byte[] data) {

    public Samples {
        long expected = (long) width * height * bands * type.bytes();
        if (width < 1 || height < 1 || bands < 1 || data.length != expected) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "%d bytes for %d x %d x %d %s", data.length, height, width, bands, type));
        }
    }

    /**
     * The values of a row of one band.
     *
     * @param band counted from 0
     * @param row counted from 0
     * @param nodata the value that stands for none
     * @param into receives one value for each column; NaN for none or an infinite one
     */
    public void values(int band, int row, OptionalDouble nodata, float[] into) {
        int first = row * width * bands + band;
        boolean bytes = type == SampleType.UINT8;
        SampleAccess access = SampleAccess.of(type);
        double nothing = nodata.orElse(Double.NaN);
        for (int column = 0, at = first; column < width; column++, at += bands) {
            double value = bytes ? data[at] & 0xFF : access.get(data, at);
            into[column] = value == nothing || !Double.isFinite(value) ? Float.NaN : (float) value;
        }
    }

    /**
     * The values of one band as numbers, row by row.
     *
     * @param band counted from 0
     */
    public double[] values(int band) {
        SampleAccess access = SampleAccess.of(type);
        double[] values = new double[width * height];
        for (int pixel = 0; pixel < values.length; pixel++) {
            values[pixel] = access.get(data, pixel * bands + band);
        }
        return values;
    }
}
