package dev.swath.flow.download;

import dev.swath.geotiff.CloudOptimizedGeoTiff;
import dev.swath.geotiff.TiffImage;
import dev.swath.geotiff.TiffReader;
import dev.swath.grid.Window;
import dev.swath.log.LogValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides whether images are stored by reading the files themselves: an image is stored if its file is complete and was
 * made from the same image with the same settings.
 */
final class StoredFiles {

    private static final Logger LOG = LoggerFactory.getLogger(StoredFiles.class);

    private StoredFiles() {}

    /** Whether the file exists, is complete, and has this fingerprint. */
    static boolean holds(Path file, String fingerprint) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (TiffReader reader = TiffReader.open(file)) {
            CloudOptimizedGeoTiff.requireEnd(reader, Files.size(file));
            // In a COG full resolution comes last, its mask after its pixels: if both are complete, nothing is missing.
            for (TiffImage image : reader.images()) {
                image.read(new Window(image.width() - 1, image.height() - 1, 1, 1));
            }
            return fingerprint.equals(reader.image().metadata().get(ImageFile.FINGERPRINT));
        } catch (IOException e) {
            LOG.warn(
                    "file={} exists but can't be read, so the image is fetched again: {}",
                    LogValue.of(file),
                    LogValue.quoted(e.getMessage()));
            return false;
        }
    }
}
