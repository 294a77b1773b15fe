package dev.swath.flow;

import dev.swath.earthengine.ImageAsset;
import dev.swath.geotiff.ImageAssembly;
import dev.swath.geotiff.ImageDescription;
import dev.swath.job.Job;
import dev.swath.job.NamedImage;
import dev.swath.run.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The file of an image: what it is called, where it grows and what it tells of itself.
 *
 * @param name as the output shall name it
 * @param target where it will be, if the output is a folder
 * @param workFolder where it grows
 * @param fingerprint of the asset and of every setting that changes pixels
 * @param image the asset
 */
record ImageFile(String name, Optional<Path> target, Path workFolder, String fingerprint, ImageAsset image) {

    static final String FINGERPRINT = "SWATH_FINGERPRINT";

    static ImageFile of(Job job, Run run, ImageAsset image, Outputs outputs) {
        String name = name(job, image);
        return new ImageFile(
                name,
                outputs.folder(job).map(folder -> folder.resolve(name)),
                outputs.workFolder(job, run),
                PixelFingerprint.of(job, image),
                image);
    }

    /**
     * What the output shall call the file of an image, slashes between folders.
     *
     * @throws IllegalArgumentException if the image lacks a property that the name is made of
     */
    static String name(Job job, ImageAsset image) {
        return job.fileName()
                .of(
                        job.name(),
                        job.bands(),
                        new NamedImage(image.id(), image.index(), image.start(), image.properties()));
    }

    /** The finished file before it gets its name, beside those of other images: a percent sign is in no name. */
    Path workFile() {
        return workFolder.resolve(name.replace('/', '%'));
    }

    /** Removes what the file component leaves in the output where it can't give the file its name. */
    void removeUnfinished() throws IOException {
        if (target.isPresent()) {
            Files.deleteIfExists(unfinished(target.get()));
        }
    }

    private static Path unfinished(Path target) {
        return target.resolveSibling(Outputs.UNFINISHED + target.getFileName());
    }

    String storedKey() {
        return StoredFiles.key(fingerprint, target);
    }

    /** The unfinished file. */
    ImageAssembly assembly(Job job, ImagePlan plan) throws IOException {
        return new ImageAssembly(description(job, plan), plan.area(), job.clip(), job.outline(), workFolder);
    }

    private ImageDescription description(Job job, ImagePlan plan) {
        boolean picture = job.visualization().isPresent();
        return new ImageDescription(
                plan.grid().grid(),
                plan.types().get(0),
                bandNames(job, plan),
                job.mask(),
                job.nodata(),
                picture,
                metadata());
    }

    private static List<String> bandNames(Job job, ImagePlan plan) {
        boolean picture = job.visualization().isPresent();
        return picture && plan.bandIds().size() == 1 ? List.of("red", "green", "blue") : plan.bandIds();
    }

    private Map<String, String> metadata() {
        Map<String, String> items = new LinkedHashMap<>();
        items.put("EARTH_ENGINE_ID", image.id());
        items.put("ACQUISITION_TIME", image.start().toString());
        new TreeMap<>(image.properties()).forEach((name, value) -> items.putIfAbsent(name, String.valueOf(value)));
        items.put(FINGERPRINT, fingerprint);
        return items;
    }
}
