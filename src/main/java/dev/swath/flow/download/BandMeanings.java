package dev.swath.flow.download;

import dev.swath.earthengine.ImageAsset;
import dev.swath.earthengine.KnownBand;
import dev.swath.earthengine.compute.Scaling;
import dev.swath.geotiff.BandMeaning;
import dev.swath.job.Composite;
import dev.swath.job.Computing.Values;
import dev.swath.job.Job;
import dev.swath.job.formula.BandDefinition;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What is known of the raw bands of a job, for the files that hold them. */
final class BandMeanings {

    private static final Set<String> COLOURS = Set.of("red", "green", "blue");

    private BandMeanings() {}

    /** The meaning of each band of the file, in its order. */
    static List<BandMeaning> of(Job job, ImageAsset image) {
        return job.computing().bands().stream()
                .map(band -> of(job, image, band))
                .toList();
    }

    private static BandMeaning of(Job job, ImageAsset image, BandDefinition band) {
        boolean counted = job.computing()
                .composite()
                .filter(composite -> composite.method() == Composite.Method.COUNT)
                .isPresent();
        boolean given = job.computing().expression().isPresent();
        return counted || given || band.formula().isPresent()
                ? BandMeaning.UNKNOWN
                : job.source().idsOf(image.id()).stream()
                        .flatMap(id -> KnownBand.of(id, band.name()).stream())
                        .findFirst()
                        .map(known -> of(job, image, known))
                        .orElse(BandMeaning.UNKNOWN);
    }

    /** Values are as they are stored, with scale and offset of the image; or physical ones, with the same unit. */
    private static BandMeaning of(Job job, ImageAsset image, KnownBand band) {
        Optional<BandMeaning.Colour> colour = band.commonName()
                .filter(COLOURS::contains)
                .map(name -> BandMeaning.Colour.valueOf(name.toUpperCase(Locale.ROOT)));
        if (band.scale().isEmpty() || job.computing().values() == Values.SCALED) {
            return new BandMeaning(colour, Optional.empty(), 0, band.unit());
        }
        // Of images that differ in their offset, a composite has none that holds.
        return Scaling.of(image, band.band())
                .map(scaling -> new BandMeaning(colour, Optional.of(scaling.scale()), scaling.offset(), band.unit()))
                .orElseGet(() -> new BandMeaning(colour, Optional.empty(), 0, Optional.empty()));
    }
}
