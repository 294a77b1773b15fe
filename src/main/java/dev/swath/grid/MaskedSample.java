package dev.swath.grid;

/**
 * What a masked sample looks like in a reply of {@code getPixels}: the one place that emulator and client take it from.
 *
 * <p>GeoTIFF and NPY hold {@link #VALUE} for it, whatever the type, and also outside the image; a PNG is transparent there
 * (alpha 0) and its colours are {@link #VALUE}; a JPEG is black. So a GeoTIFF does not tell a masked sample from one that is
 * {@link #VALUE} itself. The mask of a band is told by a picture of that band in which every valid sample is {@link #SHOWN}.
 */
public final class MaskedSample {

    /** What the service writes for a masked sample, for every type. */
    public static final int VALUE = 0;

    /** What the service writes in each colour of a picture that shows a mask, where a sample is valid. */
    public static final int SHOWN = 255;

    private MaskedSample() {}

    /**
     * Whether a masked sample may look like this: {@link #VALUE}, and minus infinity, which {@code computePixels} writes for
     * masked floating point. NaN is never data, so it needs no mask.
     */
    public static boolean isPossible(double value) {
        return value == VALUE || value == Double.NEGATIVE_INFINITY;
    }
}
