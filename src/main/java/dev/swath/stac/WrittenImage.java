package dev.swath.stac;

import dev.swath.geotiff.FileDigest;
import dev.swath.geotiff.TiffException;
import dev.swath.geotiff.TiffImage;
import dev.swath.geotiff.TiffReader;
import dev.swath.grid.RasterGrid;
import dev.swath.grid.SampleType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the file of an image says about itself.
 *
 * @param grid the position of its pixels
 * @param type of its samples
 * @param nodata value of samples without data, if it has one
 * @param bands their names, in order
 * @param items GDAL's metadata items of each band, by name
 * @param bytes its length
 * @param checksum a multihash of its bytes in hexadecimal, which begins with the code of SHA-256 and its length
 */
public record WrittenImage(
        RasterGrid grid,
        SampleType type,
        OptionalDouble nodata,
        List<String> bands,
        List<Map<String, String>> items,
        long bytes,
        String checksum) {

    /**
     * The multihash code of SHA-256, and a length of 32 bytes; <a
     * href="https://multiformats.io/multihash/">multihash</a>.
     */
    private static final String SHA_256 = "1220";

    public WrittenImage {
        bands = List.copyOf(bands);
        items = List.copyOf(items);
    }

    /**
     * Reads the head of a file, and once all of it for the checksum where that is not known.
     *
     * @param sha256 of the file in hexadecimal, as known from when it was written
     * @throws IOException if it can't be read, or was not written by Swath
     */
    public static WrittenImage of(Path file, Optional<String> sha256) throws IOException {
        try (TiffReader reader = TiffReader.open(file)) {
            TiffImage image = reader.image();
            RasterGrid grid =
                    image.grid().orElseThrow(() -> new TiffException(file.getFileName() + " is not georeferenced"));
            String hash = sha256.isPresent() ? sha256.get() : FileDigest.of(file);
            return new WrittenImage(
                    grid,
                    image.type(),
                    image.nodata(),
                    image.descriptions(),
                    image.bandItems(),
                    Files.size(file),
                    SHA_256 + hash);
        }
    }
}
