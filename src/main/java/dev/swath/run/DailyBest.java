package dev.swath.run;

import dev.swath.earthengine.Band;
import dev.swath.earthengine.ImageAsset;
import dev.swath.grid.Coverage;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.locationtech.jts.geom.Geometry;

/**
 * Decides which images are of the same day and tile, and which of those is the best: first the highest processing
 * baseline, then the larger cover of the area if it differs by a hundredth or more, then the latest processing. Cover
 * comes before processing time, because that time says nothing about images from different orbits, and images of one
 * orbit have the same cover.
 *
 * @param area the area that an image is wanted for: polygon or multipolygon in degrees of longitude and latitude
 */
record DailyBest(Function<ImageAsset, Geometry> area) {

    private static final String TILE = "MGRS_TILE";
    private static final Pattern NUMBERS = Pattern.compile("\\d{1,4}(\\.\\d{1,4}){0,3}");

    /** What images have in common that replace each other: the day in UTC, the tile, and the feature that they are wanted for. */
    record Key(LocalDate day, Object tile, Optional<String> feature) {}

    /**
     * The day and the tile of an image. Without {@code MGRS_TILE}, images on the same grid have the same tile; an image
     * without a known grid has a tile of its own.
     */
    static Key key(ImageAsset image) {
        Object tile = Optional.ofNullable(image.properties().get(TILE))
                .or(() -> image.bands().stream().findFirst().map(Band::grid))
                .orElse(image.id());
        return new Key(LocalDate.ofInstant(image.start(), ZoneOffset.UTC), tile, image.feature());
    }

    /** Orders images of one day and tile, the best last. Equally good images are ordered by id. */
    Comparator<ImageAsset> worstFirst() {
        Function<ImageAsset, Long> hundredths = image -> Math.round(100 * coverage(area.apply(image), image));
        return Comparator.comparing(DailyBest::baseline)
                .thenComparing(hundredths)
                .thenComparing(DailyBest::processed)
                .thenComparing(ImageAsset::id);
    }

    /** The share of the area that the footprint of an image covers; 1 if unknown. */
    static double coverage(Geometry area, ImageAsset image) {
        return image.footprint()
                .map(footprint -> Coverage.share(area, footprint))
                .orElse(1.0);
    }

    /**
     * Baselines such as {@code 05.10} are pairs of numbers; here they become one number with four digits for each part.
     */
    private static long baseline(ImageAsset image) {
        String text = String.valueOf(image.properties().get("PROCESSING_BASELINE"));
        if (!NUMBERS.matcher(text).matches()) {
            return -1;
        }
        String[] parts = text.split("\\.", -1);
        long baseline = 0;
        for (int i = 0; i < 4; i++) {
            baseline = baseline * 10_000 + (i < parts.length ? Integer.parseInt(parts[i]) : 0);
        }
        return baseline;
    }

    private static long processed(ImageAsset image) {
        return image.properties().get("GENERATION_TIME") instanceof Number milliseconds
                ? milliseconds.longValue()
                : Long.MIN_VALUE;
    }
}
