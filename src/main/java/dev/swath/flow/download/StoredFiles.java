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
 * Knows which images are stored by looking at the files themselves: one is there already if it can be read as a whole and
 * was made from the same asset with the same settings.
 */
final class StoredFiles {

    private static final Logger LOG = LoggerFactory.getLogger(StoredFiles.class);

    private StoredFiles() {}

    /** Whether the file is there, whole, and carries this fingerprint. */
    static boolean holds(Path file, String fingerprint) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (TiffReader reader = TiffReader.open(file)) {
            CloudOptimizedGeoTiff.requireEnd(reader, Files.size(file));
            // Full resolution comes last in a COG, its mask behind its pixels: where both end, nothing is missing.
            for (TiffImage image : reader.images()) {
                image.read(new Window(image.width() - 1, image.height() - 1, 1, 1));
            }
            return fingerprint.equals(reader.image().metadata().get(ImageFile.FINGERPRINT));
        } catch (IOException e) {
            LOG.warn(
                    "file={} is there but can't be read, so it is fetched again: {}",
                    LogValue.of(file),
                    LogValue.quoted(e.getMessage()));
            return false;
        }
    }
}
