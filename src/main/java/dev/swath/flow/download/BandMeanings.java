package dev.swath.flow.download;

import dev.swath.earthengine.ImageAsset;
import dev.swath.earthengine.KnownBand;
import dev.swath.geotiff.BandMeaning;
import dev.swath.job.Job;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What is known of the raw bands of a job, for the files that hold them. */
final class BandMeanings {

    private static final Set<String> COLOURS = Set.of("red", "green", "blue");

    /** Their offset changed in January 2022; only the harmonized collections have the same one throughout. */
    private static final Set<String> CHANGED_OFFSET = Set.of("COPERNICUS/S2", "COPERNICUS/S2_SR");

    private BandMeanings() {}

    /**
     * The meaning of each band.
     *
     * @param names of the bands in the file
     * @param computed whether Earth Engine computes them, so that scale and unit of stored values do not hold
     */
    static List<BandMeaning> of(Job job, ImageAsset image, List<String> names, boolean computed) {
        String collection = job.source().collectionOf(image.id());
        return names.stream()
                .map(name -> job.source().idsOf(image.id()).stream()
                        .flatMap(id -> KnownBand.of(id, name).stream())
                        .findFirst()
                        .map(band -> meaning(band, computed || CHANGED_OFFSET.contains(collection)))
                        .orElse(BandMeaning.UNKNOWN))
                .toList();
    }

    private static BandMeaning meaning(KnownBand band, boolean otherScale) {
        Optional<BandMeaning.Colour> colour = band.commonName()
                .filter(COLOURS::contains)
                .map(name -> BandMeaning.Colour.valueOf(name.toUpperCase(Locale.ROOT)));
        return otherScale
                ? new BandMeaning(colour, Optional.empty(), 0, Optional.empty())
                : new BandMeaning(colour, band.scale(), band.offset(), band.unit());
    }
}
