package dev.swath.earthengine.compute;

import dev.swath.earthengine.ImageAsset;
import dev.swath.earthengine.KnownBand;
import dev.swath.earthengine.expression.Raster;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How the stored whole numbers of a band become physical values, such as reflectance or a temperature in kelvin.
 *
 * @param scale factor
 * @param offset added to the product
 */
public record Scaling(double scale, double offset) {

    /** The first processing baseline in which Sentinel-2's values are shifted by 1000, so that they can be below 0. */
    private static final String SHIFTED_SINCE = "04.00";

    private static final double SHIFT = -0.1;
    /** Since when it was in use: for images that do not say how they were processed. */
    private static final Instant SHIFTED_FROM = Instant.parse("2022-01-25T00:00:00Z");

    /**
     * The scaling of a band of an image; empty where its values are stored as they are, or nothing is known of them. Of a composite, that
     * of all its images; empty if they differ.
     */
    public static Optional<Scaling> of(ImageAsset image, String band) {
        if (!image.sources().isEmpty()) {
            List<Optional<Scaling>> all = image.sources().stream()
                    .map(source -> of(source, band))
                    .distinct()
                    .toList();
            return all.size() == 1 ? all.get(0) : Optional.empty();
        }
        return KnownBand.of(image.id(), band).flatMap(known -> known.scale()
                .map(scale -> new Scaling(scale, isShifted(image, band) ? SHIFT : known.offset())));
    }

    private static boolean isShifted(ImageAsset image, String band) {
        return band.startsWith("B") && isShifted(image);
    }

    /**
     * Whether the reflectance of an image, or of one that it is made of, is stored with an offset that other images of its collection do
     * not have. The collections named harmonized hold values without it.
     */
    public static boolean isShifted(ImageAsset image) {
        if (!image.sources().isEmpty()) {
            return image.sources().stream().anyMatch(Scaling::isShiftedItself);
        }
        return isShiftedItself(image);
    }

    private static boolean isShiftedItself(ImageAsset image) {
        boolean mayBe = image.id().startsWith("COPERNICUS/S2/") || image.id().startsWith("COPERNICUS/S2_SR/");
        return mayBe
                && (image.properties().get("PROCESSING_BASELINE") instanceof String baseline
                        ? baseline.compareTo(SHIFTED_SINCE) >= 0
                        : !image.start().isBefore(SHIFTED_FROM));
    }

    /** The physical values of a band. */
    Operand apply(Operand stored) {
        Raster product = stored.raster().binary("multiply", Raster.constant(scale));
        Raster physical = offset == 0 ? product : product.binary("add", Raster.constant(offset));
        return new Operand(physical, ValueRange.ofFractions());
    }
}
