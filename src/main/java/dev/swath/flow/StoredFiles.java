package dev.swath.flow;

import dev.swath.geotiff.CloudOptimizedGeoTiff;
import dev.swath.geotiff.TiffImage;
import dev.swath.geotiff.TiffReader;
import dev.swath.grid.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows which images are stored by looking at the files themselves: one is there already if it can be read as a whole and
 * was made from the same asset with the same settings. A key is the fingerprint of both, a space and the file's path.
 */
public final class StoredFiles extends ServiceSupport implements IdempotentRepository {

    private static final Logger LOG = LoggerFactory.getLogger(StoredFiles.class);

    static String key(String fingerprint, Optional<Path> file) {
        return fingerprint + " " + file.map(Path::toString).orElse("");
    }

    @Override
    public boolean add(String key) {
        return !contains(key);
    }

    @Override
    public boolean contains(String key) {
        int space = key.indexOf(' ');
        String name = key.substring(space + 1);
        if (name.isEmpty()) {
            return false;
        }
        try {
            Path file = Path.of(name);
            return Files.isRegularFile(file) && holds(file, key.substring(0, space));
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("no file can have the name " + name, e);
        }
    }

    private static boolean holds(Path file, String fingerprint) {
        try (TiffReader reader = TiffReader.open(file)) {
            CloudOptimizedGeoTiff.requireEnd(reader, Files.size(file));
            // Full resolution comes last in a COG, its mask behind its pixels: where both end, nothing is missing.
            for (TiffImage image : reader.images()) {
                image.read(new Window(image.width() - 1, image.height() - 1, 1, 1));
            }
            return fingerprint.equals(reader.image().metadata().get(ImageFile.FINGERPRINT));
        } catch (IOException e) {
            LOG.warn("file={} is there but can't be read, so it is fetched again: {}", file, e.getMessage());
            return false;
        }
    }

    @Override
    public boolean remove(String key) {
        return true;
    }

    @Override
    public boolean confirm(String key) {
        return true;
    }

    @Override
    public void clear() {
        throw new UnsupportedOperationException("the files are the memory; delete those that shall be fetched again");
    }
}
