package dev.swath.flow.download;

import dev.swath.earthengine.ImageAsset;
import dev.swath.job.Job;

/** A fingerprint of an asset and of every setting that changes the pixels of its file. */
final class PixelFingerprint {

    /** Rises whenever a release makes other files from the same settings. */
    private static final int FORMAT = 1;

    private PixelFingerprint() {}

    /** SHA-256 in hexadecimal. How the pixels are fetched and where they go leaves no trace in them. */
    static String of(Job job, ImageAsset image) {
        String settings = String.join(
                "\n",
                "format " + FORMAT,
                image.name(),
                image.updated().toString(),
                job.area().geoJson(),
                job.bands().toString(),
                job.visualization().toString(),
                job.scale().toString(),
                job.crs().map(projection -> projection.code()).orElse("native"),
                "clip " + job.clip(),
                job.outline().toString(),
                job.mask().toString(),
                job.nodata().toString());
        return Sha256.hex(settings);
    }
}
