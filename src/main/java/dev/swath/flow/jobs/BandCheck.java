package dev.swath.flow.jobs;

import dev.swath.earthengine.BandSelection;
import dev.swath.earthengine.BandSelectionException;
import dev.swath.earthengine.ImageAsset;
import dev.swath.earthengine.KnownCollection;
import dev.swath.earthengine.compute.ComputedImage;
import dev.swath.job.Job;
import dev.swath.job.SettingException;
import java.util.List;
import java.util.Optional;

/** Holds the bands of a job against those of a well-known collection, before anything is requested. */
final class BandCheck {

    /** Whether that is done. */
    static final String CHECK = "swath.bands.check";

    private static final String BANDS = "swath.bands";

    private BandCheck() {}

    /**
     * Requires that the collections of a job have the bands that it wants. Where one of them is not known, and where an expression makes
     * the bands, nothing can be said yet.
     *
     * @throws SettingException if none of them has
     */
    static void check(Job job) {
        List<String> collections = job.source().collections();
        List<KnownCollection> known = collections.stream()
                .map(KnownCollection::of)
                .flatMap(Optional::stream)
                .toList();
        if (job.computing().expression().isPresent() || known.size() < collections.size()) {
            return;
        }
        List<SettingException> faults = known.stream()
                .map(one -> fault(job, one))
                .flatMap(Optional::stream)
                .toList();
        if (faults.size() == known.size()) {
            throw faults.get(0);
        }
    }

    private static Optional<SettingException> fault(Job job, KnownCollection collection) {
        ImageAsset image = collection.typicalImage();
        String more = "; if Earth Engine has added it, set " + CHECK + "=false";
        return fault(job, "swath.cloud-mask", more, () -> ComputedImage.requireClouds(job.computing(), image))
                .or(() -> fault(job, BANDS, more, () -> requireBands(job, image, true)))
                .or(() -> fault(
                        job,
                        BANDS,
                        "",
                        () -> requireBands(job, image, job.scale().isPresent() || !collection.knowsPixels())));
    }

    /** Requires them of an image. */
    private static void requireBands(Job job, ImageAsset image, boolean ofAnySize) {
        ImageAsset pixels = ComputedImage.of(job.computing(), image, ofAnySize, job.computesStoredBands())
                .map(ComputedImage::asset)
                .orElse(image);
        BandSelection.of(pixels, job.bands(), ofAnySize);
    }

    private static Optional<SettingException> fault(Job job, String key, String wayOut, Runnable step) {
        try {
            step.run();
            return Optional.empty();
        } catch (BandSelectionException e) {
            return Optional.of(
                    new SettingException(key, job.settings().getOrDefault(key, ""), e.getMessage() + wayOut));
        }
    }
}
