package dev.swath.earthengine;

import dev.swath.grid.SampleType;
import java.util.List;

/**
 * The limits of one {@code getPixels} request. Source: Earth Engine's REST reference, "Method:
 * projects.assets.getPixels".
 */
public final class EarthEngineLimits {

    /** 48 MiB: the most bytes of uncompressed pixels in one reply, counted as {@link #requestSize} does. */
    public static final long MAX_REQUEST_BYTES = 50_331_648;

    /** The most pixels along one side of a request. */
    public static final int MAX_SIDE = 32_768;

    /** The most bands in one request. */
    public static final int MAX_BANDS = 1024;

    /** The most bytes of one request's own body. */
    public static final int MAX_PAYLOAD_BYTES = 10_485_760;

    /** The longest URI sent with GET; Google's own clients use POST beyond it. */
    public static final int MAX_URI_LENGTH = 2048;

    /** The most images on one page of a listing with all fields. */
    public static final int MAX_PAGE_SIZE = 1000;

    private EarthEngineLimits() {}

    /**
     * The size that the service compares with {@link #MAX_REQUEST_BYTES}: for every band of every pixel, its sample and
     * a mask.
     *
     * @param types sample type of each band of the reply
     * @return bytes
     */
    public static long requestSize(int width, int height, List<SampleType> types) {
        long pixelBytes = 0;
        for (SampleType type : types) {
            pixelBytes += type.bytes() + ServiceAssumptions.MASK_BYTES_PER_SAMPLE;
        }
        return Math.multiplyExact(Math.multiplyExact((long) width, height), pixelBytes);
    }
}
