package dev.swath.earthengine;

import dev.swath.grid.AffineTransform;
import dev.swath.grid.Fetch;
import dev.swath.grid.Projection;
import dev.swath.grid.RasterGrid;
import dev.swath.grid.SampleType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The bands of an image that a job requests, in the job's order.
 *
 * @param bands at least one
 */
public record BandSelection(List<Band> bands) {

    public BandSelection {
        bands = List.copyOf(bands);
        if (bands.isEmpty()) {
            throw new IllegalArgumentException("a selection of no bands");
        }
    }

    /**
     * The named bands of an image.
     *
     * @param scaleGiven whether the job sets a pixel size, which allows bands of several resolutions
     * @throws BandSelectionException if the image has no such band, or if no scale is given and the bands differ in
     *     pixel size or reference system
     */
    public static BandSelection of(ImageAsset image, List<String> bandIds, boolean scaleGiven) {
        if (bandIds.isEmpty() || bandIds.size() > EarthEngineLimits.MAX_BANDS) {
            throw new BandSelectionException(String.format(
                    Locale.ROOT,
                    "%d bands are requested; 1 to %d are possible",
                    bandIds.size(),
                    EarthEngineLimits.MAX_BANDS));
        }
        List<Band> bands = new ArrayList<>();
        for (String id : bandIds) {
            bands.add(image.band(id));
        }
        BandSelection selection = new BandSelection(bands);
        if (!scaleGiven && !selection.isOneResolution()) {
            throw new BandSelectionException(String.format(
                    Locale.ROOT,
                    "the bands differ in resolution: %s; choose bands of one resolution, or set swath.scale",
                    selection.resolutions()));
        }
        return selection;
    }

    /**
     * The grid that the output is aligned to: that of the bands, or, if they differ, the grid with the smallest pixels
     * among those in the first band's reference system, so that no band loses detail.
     */
    public RasterGrid grid() {
        return finest().grid();
    }

    /**
     * How pixels can be fetched. Pixels of {@link #grid()} can be repeated for smaller ones only if each band is
     * constant within them.
     *
     * @param wanted the job's setting
     */
    public Fetch fetch(Fetch wanted) {
        Band finest = finest();
        boolean nested = bands.stream().allMatch(band -> isNested(finest, band));
        return nested ? wanted : Fetch.AS_ASKED;
    }

    /**
     * The sample type of each band of a reply. All bands of a TIFF share a type: 8-bit red, green and blue if
     * visualized, otherwise the {@linkplain #commonType common type} of the bands.
     */
    public List<SampleType> replyTypes(boolean visualized) {
        if (visualized) {
            return Collections.nCopies(ServiceAssumptions.VISUALIZED_BANDS, SampleType.UINT8);
        }
        SampleType common = commonType(bands.stream().map(Band::type).toList());
        return Collections.nCopies(bands.size(), common);
    }

    /**
     * The smallest type that holds every value of all these types. If only 64-bit integers would do, it is FLOAT64,
     * because Earth Engine delivers them so.
     *
     * @param types at least one
     */
    public static SampleType commonType(List<SampleType> types) {
        int floating = 0;
        int signedBits = 0;
        int unsignedBits = 0;
        for (SampleType type : types) {
            int bits = type.bytes() * 8;
            if (type.floating()) {
                floating = Math.max(floating, bits);
            } else if (type.signed()) {
                signedBits = Math.max(signedBits, bits);
            } else {
                unsignedBits = Math.max(unsignedBits, bits);
            }
        }
        if (floating > 0) {
            // The significand of FLOAT32 has 24 bits.
            boolean single = floating == 32 && signedBits <= 16 && unsignedBits <= 16;
            return single ? SampleType.FLOAT32 : SampleType.FLOAT64;
        }
        if (signedBits == 0) {
            return pick(unsignedBits, SampleType.UINT8, SampleType.UINT16, SampleType.UINT32);
        }
        return pick(Math.max(signedBits, 2 * unsignedBits), SampleType.INT8, SampleType.INT16, SampleType.INT32);
    }

    private static SampleType pick(int bits, SampleType of8, SampleType of16, SampleType of32) {
        return switch (bits) {
            case 8 -> of8;
            case 16 -> of16;
            case 32 -> of32;
            default -> SampleType.FLOAT64;
        };
    }

    private boolean isOneResolution() {
        return bands.stream().allMatch(bands.get(0)::sameResolution);
    }

    private Band finest() {
        Projection first = bands.get(0).grid().projection();
        return bands.stream()
                .filter(band -> band.grid().projection().equals(first))
                .min(Comparator.comparingDouble(Band::pixelArea))
                .orElseThrow();
    }

    /** Whether each pixel of the coarse band consists of a whole number of pixels of the fine one. */
    private static boolean isNested(Band fine, Band coarse) {
        AffineTransform small = fine.grid().transform();
        AffineTransform large = coarse.grid().transform();
        if (!fine.grid().projection().equals(coarse.grid().projection())) {
            return false;
        }
        if (!small.isAxisAligned() || !large.isAxisAligned()) {
            return small.equals(large);
        }
        return isWhole(large.scaleX() / small.scaleX())
                && isWhole(large.scaleY() / small.scaleY())
                && isWhole((large.translateX() - small.translateX()) / small.scaleX())
                && isWhole((large.translateY() - small.translateY()) / small.scaleY());
    }

    private static boolean isWhole(double ratio) {
        return Math.abs(ratio - Math.rint(ratio)) < 1e-6;
    }

    private String resolutions() {
        boolean oneProjection =
                bands.stream().map(band -> band.grid().projection()).distinct().count() == 1;
        return bands.stream()
                .map(band -> String.format(Locale.ROOT, "%s (%s)", band.id(), resolution(band.grid(), !oneProjection)))
                .collect(Collectors.joining(", "));
    }

    private static String resolution(RasterGrid grid, boolean withProjection) {
        String size = BigDecimal.valueOf(grid.transform().scaleX())
                .stripTrailingZeros()
                .toPlainString();
        String metric = grid.projection().metresPerUnit() == 1 ? "m" : "units";
        String unit = grid.projection().isGeographic() ? "degrees" : metric;
        return size + " " + unit + (withProjection ? " in " + grid.projection().code() : "");
    }
}
