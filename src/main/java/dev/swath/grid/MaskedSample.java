package dev.swath.grid;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * What a masked sample looks like in a reply of {@code getPixels}; emulator and client share this definition.
 *
 * <table>
 * <caption>By file format</caption>
 * <tr><th>format</th><th>a sample that is masked, or outside the image</th></tr>
 * <tr><td>GeoTIFF, NPY</td><td>{@link #VALUE} for each {@link SampleType}, in each band by itself</td></tr>
 * <tr><td>PNG</td><td>alpha is {@link #TRANSPARENT}, every colour {@link #VALUE}</td></tr>
 * <tr><td>JPEG</td><td>every colour is {@link #VALUE}, as far as its compression keeps it</td></tr>
 * </table>
 *
 * <p>So in a GeoTIFF a masked sample can't be distinguished from one that is {@link #VALUE}. A picture of a band in which every
 * valid sample is {@link #SHOWN} shows the band's mask.
 */
public final class MaskedSample {

    /** What the service writes for a masked sample, for every type. */
    public static final int VALUE = 0;

    /** What the service writes in each colour of a picture that shows a mask, where a sample is valid. */
    public static final int SHOWN = 255;

    /** Alpha of a masked pixel of a PNG. */
    public static final int TRANSPARENT = 0;

    private MaskedSample() {}

    /**
     * Whether a masked sample may look like this: {@link #VALUE}, and minus infinity, which {@code computePixels} writes for
     * masked floating point. NaN is never data, so it needs no mask.
     */
    public static boolean isPossible(double value) {
        return value == VALUE || value == Double.NEGATIVE_INFINITY;
    }

    /** Whether all samples, of whatever type, hold {@link #VALUE}: ends at the first that does not. */
    public static boolean areAllZero(byte[] samples) {
        for (byte part : samples) {
            if (part != VALUE) {
                return false;
            }
        }
        return true;
    }

    /**
     * Pixels of a GeoTIFF, of an NPY or of a picture's colours that are masked in every band.
     *
     * @param bands the type of each band
     * @param count how many pixels
     * @return little-endian samples, pixel by pixel
     */
    public static byte[] pixels(List<SampleType> bands, int count) {
        int pixelBytes = bands.stream().mapToInt(SampleType::bytes).sum();
        ByteBuffer pixels =
                ByteBuffer.allocate(Math.multiplyExact(count, pixelBytes)).order(ByteOrder.LITTLE_ENDIAN);
        if (count > 0) {
            bands.forEach(type -> put(type, pixels));
        }
        byte[] all = pixels.array();
        for (int filled = pixelBytes; filled < all.length; filled *= 2) {
            System.arraycopy(all, 0, all, filled, Math.min(filled, all.length - filled));
        }
        return all;
    }

    private static void put(SampleType type, ByteBuffer into) {
        switch (type) {
            case UINT8, INT8 -> into.put((byte) VALUE);
            case UINT16, INT16 -> into.putShort((short) VALUE);
            case UINT32, INT32 -> into.putInt(VALUE);
            case FLOAT32 -> into.putFloat(VALUE);
            case FLOAT64 -> into.putDouble(VALUE);
        }
    }
}
