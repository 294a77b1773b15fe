package dev.swath.flow.download;

import dev.swath.earthengine.ImageAsset;
import dev.swath.flow.request.LocalFailure;
import dev.swath.flow.store.Outputs;
import dev.swath.job.FileName;
import dev.swath.job.Job;
import dev.swath.job.NamedImage;
import dev.swath.job.WantedSidecars;
import dev.swath.log.LogValue;
import dev.swath.quicklook.Quicklook;
import dev.swath.stac.StacItem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of an image: its name, its place and its metadata.
 *
 * @param name as the output shall name it
 * @param target where it will be, if the output is a folder
 * @param job name of the job that wants it
 * @param fingerprint of the asset and of every setting that changes pixels
 * @param image the asset
 */
public record ImageFile(String name, Optional<Path> target, String job, String fingerprint, ImageAsset image) {

    static final String FINGERPRINT = "SWATH_FINGERPRINT";

    private static final Logger LOG = LoggerFactory.getLogger(ImageFile.class);
    /** Bytes of a name or a value of a property. */
    private static final int LONGEST_PROPERTY = 1024;

    private static final int SHOWN = 60;

    /** The file of an image of a job. */
    public static ImageFile of(Job job, ImageAsset image, Outputs outputs) {
        Job own = FeatureFiles.job(job, image);
        String name = name(own, image);
        return new ImageFile(
                name,
                outputs.folder(job).map(folder -> folder.resolve(name)),
                job.name(),
                PixelFingerprint.of(own, image),
                image);
    }

    /** Whether a job makes a file of this fingerprint of an image. */
    static boolean isMadeBy(Job job, ImageAsset image, String fingerprint) {
        return FeatureFiles.hasFeature(job, image)
                && PixelFingerprint.of(FeatureFiles.job(job, image), image).equals(fingerprint);
    }

    /**
     * What the output shall call the file of an image, slashes between folders.
     *
     * @throws IllegalArgumentException if the image lacks a property that the name is made of
     */
    public static String name(Job job, ImageAsset image) {
        return job.fileName()
                .of(
                        job.name(),
                        job.bands(),
                        new NamedImage(
                                image.id(),
                                image.index(),
                                image.start(),
                                image.properties(),
                                FeatureFiles.job(job, image).feature()));
    }

    /** Where it is laid down before it gets its name: in the output itself if that is a folder, so that a rename is enough. */
    Path finished(Path workFolder) {
        return target.map(
                        file -> file.resolveSibling(unfinished(job, last(name)).get(0)))
                .orElseGet(() -> workFolder.resolve(last(name)));
    }

    /**
     * The possible names of a file in its output until it has its final name, slashes between folders.
     *
     * @return the name under which it is laid down, the one it has while it is written, and the file component's own
     */
    static List<String> unfinishedNames(String job, String name) {
        String folders = name.substring(0, name.length() - last(name).length());
        return unfinished(job, last(name)).stream().map(left -> folders + left).toList();
    }

    private static List<String> unfinished(String job, String last) {
        // Two jobs may write to one folder: what they lay down must not be the same file.
        String finished = String.format(Locale.ROOT, "%s%08x-%s", Outputs.UNFINISHED, job.hashCode(), last);
        return List.of(finished, "." + finished + ".part", Outputs.UNFINISHED + last);
    }

    private static String last(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /** Removes what is left of it where it could not get its name. */
    void removeUnfinished(Path workFolder) throws IOException {
        Files.deleteIfExists(finished(workFolder));
        if (target.isPresent()) {
            for (String left : unfinished(job, last(name))) {
                Files.deleteIfExists(target.get().resolveSibling(left));
            }
        }
    }

    /** Removes the sidecars of the file that is to be replaced: they must never lie beside another one. */
    void removeSidecars(WantedSidecars sidecars) throws LocalFailure {
        if (target.isPresent()) {
            LocalFailure.in("the files beside the old file can't be removed", () -> {
                if (sidecars.items()) {
                    Files.deleteIfExists(target.get().resolveSibling(last(StacItem.nameOf(name))));
                }
                if (sidecars.quicklooks()) {
                    Files.deleteIfExists(target.get().resolveSibling(last(FileName.beside(name, Quicklook.ENDING))));
                }
                return target;
            });
        }
    }

    /** Removes what is left of a file beside this one that could not get its name. */
    public void removeUnfinishedSidecars() throws IOException {
        if (target.isPresent()) {
            for (String ending : List.of(StacItem.ENDING, Quicklook.ENDING)) {
                Files.deleteIfExists(
                        target.get().resolveSibling(Outputs.UNFINISHED + last(FileName.beside(name, ending))));
            }
        }
    }

    private static boolean isTooLong(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length > LONGEST_PROPERTY;
    }

    String storedKey() {
        return fingerprint + " " + name;
    }

    /**
     * The metadata items written into the file: the image's id, time and properties, and the fingerprint. Properties of more than a
     * kilobyte are left out, with a line in the log.
     */
    Map<String, String> metadata() {
        Map<String, String> items = new LinkedHashMap<>();
        items.put("EARTH_ENGINE_ID", image.assetId());
        image.feature().ifPresent(feature -> items.put("SWATH_FEATURE", feature));
        items.put("ACQUISITION_TIME", image.start().toString());
        List<String> tooLong = new ArrayList<>();
        new TreeMap<>(image.properties()).forEach((name, value) -> {
            if (isTooLong(name) || isTooLong(String.valueOf(value))) {
                tooLong.add(name.substring(0, Math.min(name.length(), SHOWN)));
            } else {
                items.putIfAbsent(name, String.valueOf(value));
            }
        });
        if (!tooLong.isEmpty()) {
            LOG.warn(
                    "image={} properties={} are longer than {} bytes, so its file goes without them",
                    LogValue.of(image.id()),
                    LogValue.of(String.join(",", tooLong)),
                    LONGEST_PROPERTY);
        }
        items.put(FINGERPRINT, fingerprint);
        return items;
    }
}
