package dev.swath.flow.download;

import dev.swath.earthengine.ImageAsset;
import dev.swath.earthengine.compute.Scaling;
import dev.swath.job.Job;
import dev.swath.job.Render;
import dev.swath.job.expression.ExpressionFile;
import java.util.stream.Collectors;

/**
 * A fingerprint of an image, of every setting that changes the pixels of its file, and of the writer that makes the
 * file.
 */
final class PixelFingerprint {

    /**
     * Rises whenever a release makes other files from the same settings, so that those of older writers are fetched again. 1
     * wrote digits of the host's language into the metadata of files, and knew neither masks of single bands nor zeros that
     * are data.
     */
    static final int WRITER = 2;

    private PixelFingerprint() {}

    /** SHA-256 in hexadecimal. How pixels are fetched and where files go does not change it. */
    static String of(Job job, ImageAsset image) {
        return of(job, image, WRITER);
    }

    /** The fingerprint of files of another writer version. */
    static String of(Job job, ImageAsset image, int writer) {
        String settings = String.join(
                "\n",
                "format " + writer,
                image.name(),
                image.updated().toString() + sources(image) + window(job, image) + offset(job, image),
                job.area().geoJson(),
                (job.computing().isNeeded() ? job.computing() : job.bands()).toString(),
                job.visualization().toString(),
                job.scale().toString(),
                job.crs().map(projection -> projection.code()).orElse("native"),
                "clip " + job.clip() + " " + job.clipRule(),
                job.outline().toString(),
                job.mask().toString(),
                "masks " + job.maskSource(),
                job.nodata().toString() + (job.render() == Render.SERVER ? " drawn by the server" : ""));
        return Sha256.hex(settings);
    }

    /** Writers that did not know the offset of such an image made files with another one: these are fetched again. */
    private static String offset(Job job, ImageAsset image) {
        boolean picture = job.visualization().isPresent() && !job.computing().isNeeded();
        boolean other = picture || job.computing().expression().isPresent();
        return !other && Scaling.isShifted(image) ? " shifted" : "";
    }

    /** The dates that an expression uses. */
    private static String window(Job job, ImageAsset image) {
        return job.computing().expression().filter(ExpressionFile::usesWindow).isPresent() ? " " + image.window() : "";
    }

    /** What a composite is made of: it is made anew when an image is added, or is changed. */
    private static String sources(ImageAsset image) {
        return image.sources().stream()
                .map(source -> " " + source.name() + " " + source.updated())
                .collect(Collectors.joining());
    }
}
