package dev.swath.earthengine;

import dev.swath.grid.MaskedSample;
import dev.swath.grid.SampleType;
import java.util.List;

/**
 * What Swath assumes about Earth Engine although Google's reference does not say it, in one place so that one
 * comparison with the real service can confirm or correct it. The emulator follows the same rules.
 */
public final class ServiceAssumptions {

    /**
     * A mask counts as one more byte of every sample when a request's size is compared with the limit. Source: an Earth
     * Engine engineer in github.com/google/Xee/issues/209, consistent with the size in the error of Xee issue 50.
     */
    public static final int MASK_BYTES_PER_SAMPLE = 1;

    /**
     * What a masked sample holds in a reply of {@code getPixels}: for what it looks like in each format see {@link
     * MaskedSample}. Source: "masked or missing" pixels are "zeroes" in the reference of projects.assets.getPixels; that this
     * holds for every sample type, for each band by itself, for the colours of a visualized reply and outside the image is
     * inferred. From this, and from the clamping of ranges, follows how a mask is requested: as a picture that is white
     * wherever a sample is valid.
     */
    public static final int MASKED_SAMPLE = MaskedSample.VALUE;

    /** Bands of a visualized reply: "8-bit RGB" by the reference, assumed for a single grey band too. */
    public static final int VISUALIZED_BANDS = 3;

    /** Content type of a GeoTIFF reply. Source: the registered type; the service's own is not documented. */
    public static final String GEO_TIFF_CONTENT_TYPE = "image/tiff";

    /** Content type of a NumPy reply: none is registered or documented. */
    public static final String NPY_CONTENT_TYPE = "application/octet-stream";

    /** Content type of a PNG reply. Source: the registered type; the service's own is not documented. */
    public static final String PNG_CONTENT_TYPE = "image/png";

    /** Content type of a JPEG reply. Source: the registered type; the service's own is not documented. */
    public static final String JPEG_CONTENT_TYPE = "image/jpeg";

    /**
     * Reply header that reports a reduced quota for the project. Source: read by Google's Python client (ee/data.py);
     * the reference does not mention it.
     */
    public static final String QUOTA_STATUS_HEADER = "x-earth-engine-quota-status";

    /** What {@link #QUOTA_STATUS_HEADER} contains when fewer requests may run at once. Source: the same. */
    public static final String QUOTA_RESTRICTED = "parallelism_restricted=true";

    private static final int WHITE = 255;

    /**
     * What masked samples of a GeoTIFF of {@code computePixels} and of downloads hold, and what its nodata tag says. Source: an
     * integration test of geedim, which runs against the real service: 0 for unsigned types, the smallest value of signed ones,
     * minus infinity for floating point.
     */
    public static double computedNodata(SampleType type) {
        return switch (type) {
            case UINT8, UINT16, UINT32 -> 0;
            case INT8 -> Byte.MIN_VALUE;
            case INT16 -> Short.MIN_VALUE;
            case INT32 -> Integer.MIN_VALUE;
            case FLOAT32, FLOAT64 -> Double.NEGATIVE_INFINITY;
        };
    }

    private ServiceAssumptions() {}

    /**
     * The brightness that a visualization gives a valid sample: {@code 255 · clamp((value − min) / (max − min))^(1 /
     * gamma)}, rounded half up from single precision.
     *
     * <p>Sources: {@code 255 · (value − min) / (max − min)} from Google's Python client and teaching material. That
     * gamma above 1 brightens (the exponent is 1 / gamma) and that the result is rounded, not cut, are assumed. The
     * arithmetic is that of {@code gdal_translate -scale min max 0 255 -exponent 1/gamma -ot Byte}, so that
     * any GIS can check it.
     *
     * @param value the sample; NaN counts as masked and gives 0
     * @param min value that becomes 0
     * @param max value that becomes 255, above {@code min}
     * @param gamma above 0
     * @return 0..255
     */
    public static int brightness(double value, double min, double max, double gamma) {
        return toByte(WHITE * position(value, min, max, gamma));
    }

    /**
     * The colour that a palette gives a valid sample: the palette's n colours stand at even distances from {@code min} to
     * {@code max} (position {@code v · (n − 1)}), and each channel runs linearly from one colour to the next, rounded half
     * up.
     *
     * <p>Sources: the position from Google's Python client. That colours blend (rather than switch) between positions is
     * assumed from the smooth two-colour ramps in Google's visualization guide; that gamma comes first is assumed too.
     *
     * @param palette colours as 0xRRGGBB, at least one
     * @return 0xRRGGBB
     */
    public static int paletteColor(double value, double min, double max, double gamma, List<Integer> palette) {
        double position = position(value, min, max, gamma) * (palette.size() - 1);
        int lower = (int) position;
        int upper = Math.min(lower + 1, palette.size() - 1);
        double share = position - lower;
        int color = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int from = palette.get(lower) >> shift & WHITE;
            int to = palette.get(upper) >> shift & WHITE;
            color |= toByte(from + share * (to - from)) << shift;
        }
        return color;
    }

    /** Where a sample lies between min (0) and max (1), after gamma. */
    private static double position(double value, double min, double max, double gamma) {
        double linear = (value - min) / (max - min);
        if (!(linear > 0)) { // also NaN
            return 0;
        }
        double clamped = Math.min(linear, 1);
        // StrictMath: the same byte on every machine, compiled or interpreted.
        return gamma == 1 ? clamped : StrictMath.pow(clamped, 1 / gamma);
    }

    /** GDAL keeps the scaled value in single precision before it adds a half and truncates. */
    private static int toByte(double scaled) {
        return (int) ((float) scaled + 0.5f);
    }
}
