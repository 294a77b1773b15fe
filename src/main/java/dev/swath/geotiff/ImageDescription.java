package dev.swath.geotiff;

import dev.swath.grid.RasterGrid;
import dev.swath.grid.SampleType;
import dev.swath.job.Compression;
import dev.swath.job.Mask;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What a file to be written contains, except its pixels.
 *
 * @param grid position and number of the pixels
 * @param type type of every sample
 * @param bandNames one name for each band, in order
 * @param mask how the file marks pixels without data
 * @param nodata the value of samples without data. With {@link Mask#NODATA} it is never empty: if none is given, it is 0 for a
 *     picture, NaN for floating point, the largest value of unsigned and the smallest of signed whole numbers. Otherwise it
 *     is always empty
 * @param rgb whether the bands are the red, green and blue of a picture: three bands of {@link SampleType#UINT8}
 * @param metadata names and values for the file's metadata, in the order they are written
 * @param repeat how many columns and rows of equal pixels the grid repeats, from its upper left on; 1 if none are known.
 *     Pixels that do not repeat are stored correctly, too
 * @param compression of the blocks, including those of the mask
 * @param meanings what the values of each band mean, in order; empty if nothing is known of any
 */
public record ImageDescription(
        RasterGrid grid,
        SampleType type,
        List<String> bandNames,
        Mask mask,
        OptionalDouble nodata,
        boolean rgb,
        Map<String, String> metadata,
        int repeat,
        Compression compression,
        List<BandMeaning> meanings) {
    private static final int MOST_BANDS = 65_535;

    /** Fails with an IllegalArgumentException if the values contradict each other. */
    public ImageDescription {
        bandNames = List.copyOf(bandNames);
        meanings = List.copyOf(meanings);
        if (!meanings.isEmpty() && meanings.size() != bandNames.size()) {
            throw new IllegalArgumentException(meanings.size() + " meanings of " + bandNames.size() + " bands");
        }
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        if (bandNames.isEmpty() || bandNames.size() > MOST_BANDS) {
            throw new IllegalArgumentException(bandNames.size() + " bands: a file holds 1 to " + MOST_BANDS);
        }
        if (rgb && (bandNames.size() != 3 || type != SampleType.UINT8)) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "a picture has 3 bands of UINT8, not %d of %s", bandNames.size(), type));
        }
        if (repeat < 1 || grid.width() % repeat != 0 || grid.height() % repeat != 0) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%d x %d pixels made by repeating each %d times",
                    grid.width(),
                    grid.height(),
                    repeat));
        }
        nodata = mask == Mask.NODATA ? OptionalDouble.of(nodataOf(type, rgb, nodata)) : OptionalDouble.empty();
    }

    /** The description of a file whose pixels are not known to repeat. */
    public ImageDescription(
            RasterGrid grid,
            SampleType type,
            List<String> bandNames,
            Mask mask,
            OptionalDouble nodata,
            boolean rgb,
            Map<String, String> metadata) {
        this(grid, type, bandNames, mask, nodata, rgb, metadata, 1, Compression.DEFLATE);
    }

    /** The description of a file of whose bands nothing is known but their names. */
    public ImageDescription(
            RasterGrid grid,
            SampleType type,
            List<String> bandNames,
            Mask mask,
            OptionalDouble nodata,
            boolean rgb,
            Map<String, String> metadata,
            int repeat,
            Compression compression) {
        this(grid, type, bandNames, mask, nodata, rgb, metadata, repeat, compression, List.of());
    }

    /** The number of bands. */
    public int bands() {
        return bandNames.size();
    }

    /** 0 for pictures; for raw bands a value at the end of their range, where data is rare. */
    private static double unusual(SampleType type, boolean rgb) {
        if (type.floating()) {
            return Double.NaN;
        }
        double values = Math.scalb(1.0, 8 * type.bytes());
        double end = type.signed() ? -values / 2 : values - 1;
        return rgb ? 0 : end;
    }

    /**
     * Requires that samples can have a nodata value.
     *
     * @throws IllegalArgumentException if they can't
     */
    public static void requireNodata(SampleType type, OptionalDouble given) {
        if (given.isPresent() && !holds(type, given.getAsDouble())) {
            throw new IllegalArgumentException(
                    "is not a value that samples of type " + type.name().toLowerCase(Locale.ROOT)
                            + " can have; write one that they can, or another swath.type");
        }
    }

    private static boolean holds(SampleType type, double value) {
        double held = SampleAccess.of(type).nearest(value);
        boolean same = held == value || (Double.isNaN(held) && Double.isNaN(value));
        boolean rounded = type == SampleType.FLOAT32 && Double.isFinite(held);
        return same || rounded;
    }

    private static double nodataOf(SampleType type, boolean rgb, OptionalDouble given) {
        double value = given.orElse(unusual(type, rgb));
        if (!holds(type, value)) {
            throw new IllegalArgumentException("nodata = " + value + " is not a value of " + type);
        }
        return SampleAccess.of(type).nearest(value);
    }
}
