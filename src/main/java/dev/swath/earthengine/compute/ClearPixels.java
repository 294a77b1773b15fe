package dev.swath.earthengine.compute;

import dev.swath.earthengine.Band;
import dev.swath.earthengine.BandSelection;
import dev.swath.earthengine.BandSelectionException;
import dev.swath.earthengine.ImageAsset;
import dev.swath.earthengine.expression.Raster;
import dev.swath.grid.Fetch;
import dev.swath.job.CloudMask;
import java.util.ArrayList;
import java.util.List;

/**
 * Which pixels of an image are free of clouds, as an expression: 1 where they are, 0 where not. The bits and classes are those of the
 * descriptions of the collections in Earth Engine's data catalog.
 */
final class ClearPixels {

    /** Cloud shadow, cloud of medium and of high probability, thin cirrus. */
    private static final List<Integer> CLOUDY_CLASSES = List.of(3, 8, 9, 10);

    private static final int OPAQUE_CLOUD = 1 << 10;
    private static final int CIRRUS = 1 << 11;
    /** Dilated cloud, cirrus, cloud and cloud shadow: bits 1 to 4 of QA_PIXEL. */
    private static final int LANDSAT_CLOUD = 0b11110;

    private static final String PROBABILITY = "COPERNICUS/S2_CLOUD_PROBABILITY";
    private static final String SCORE_PLUS = "GOOGLE/CLOUD_SCORE_PLUS/V1/S2_HARMONIZED";

    private ClearPixels() {}

    /** The clear pixels of an image. */
    static Raster of(CloudMask mask, Raster image) {
        Raster clear =
                switch (mask.source()) {
                    case SCL -> image.select("SCL").noneOf(CLOUDY_CLASSES);
                    case QA60 ->
                        without(image.select("QA60"), OPAQUE_CLOUD)
                                .binary("and", without(image.select("QA60"), CIRRUS));
                    case CLOUD_PROBABILITY ->
                        linked(image, PROBABILITY, "probability")
                                .binary("lt", Raster.constant(mask.threshold().orElseThrow()));
                    case CLOUD_SCORE_PLUS ->
                        linked(image, SCORE_PLUS, "cs_cdf")
                                .binary("gte", Raster.constant(mask.threshold().orElseThrow()));
                    case QA_PIXEL -> without(image.select("QA_PIXEL"), LANDSAT_CLOUD);
                };
        return mask.buffer() == 0
                ? clear
                : clear.unary("not").focalMax(mask.buffer()).unary("not");
    }

    /**
     * Holds a mask against an image.
     *
     * @throws BandSelectionException if the image lacks the band that marks its clouds
     */
    static void requireBands(CloudMask mask, ImageAsset image) {
        switch (mask.source()) {
            case SCL, QA60, QA_PIXEL -> image.band(mask.source().name());
            case CLOUD_PROBABILITY, CLOUD_SCORE_PLUS -> requireSentinel(image);
        }
    }

    private static void requireSentinel(ImageAsset image) {
        if (!image.id().startsWith("COPERNICUS/S2")) {
            throw new BandSelectionException("marks clouds of Sentinel-2 only, and " + image.id() + " is not of it");
        }
    }

    /**
     * Whether the mask is the same all over each pixel of these bands. Not if it is finer, and not if it is grown: Earth Engine grows
     * clouds by pixels of the request.
     */
    static boolean isConstantWithin(CloudMask mask, ImageAsset image, List<Band> bands) {
        boolean ownBand = mask.source() != CloudMask.Source.CLOUD_PROBABILITY
                && mask.source() != CloudMask.Source.CLOUD_SCORE_PLUS;
        List<Band> all = new ArrayList<>(bands);
        // Those collections have the pixels of the finest bands.
        all.addAll(ownBand ? List.of(image.band(mask.source().name())) : image.bands());
        BandSelection together = new BandSelection(all);
        return mask.buffer() == 0
                && together.grid().equals(new BandSelection(bands).grid())
                && together.fetch(Fetch.AUTO) == Fetch.AUTO;
    }

    private static Raster linked(Raster image, String collection, String band) {
        return image.linked(collection, band).select(band);
    }

    private static Raster without(Raster bits, int wanted) {
        return bits.binary("bitwiseAnd", Raster.constant(wanted)).binary("eq", Raster.constant(0));
    }
}
