package dev.swath.it;

import dev.swath.geotiff.Samples;
import dev.swath.geotiff.TiffImage;
import dev.swath.geotiff.TiffReader;
import dev.swath.grid.RasterGrid;
import dev.swath.grid.Window;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A file that Swath wrote, read completely.
 *
 * @param grid of its pixels
 * @param samples its pixels
 * @param mask its internal mask, one byte a pixel
 * @param descriptions names of its bands
 * @param metadata its items
 */
record StoredImage(
        RasterGrid grid,
        Samples samples,
        Optional<byte[]> mask,
        List<String> descriptions,
        Map<String, String> metadata) {

    private static final int MASK = 4;

    static StoredImage read(Path file) throws IOException {
        try (TiffReader reader = TiffReader.open(file)) {
            TiffImage image = reader.image();
            Window all = new Window(0, 0, image.width(), image.height());
            Optional<byte[]> mask = Optional.empty();
            for (TiffImage other : reader.images()) {
                if (other.subfileType() == MASK) {
                    mask = Optional.of(other.read(all).data());
                }
            }
            return new StoredImage(
                    image.grid().orElseThrow(), image.read(all), mask, image.descriptions(), image.metadata());
        }
    }

    /** Whether a pixel of a file with an internal mask has data. */
    boolean valid(int column, int row) {
        return mask.orElseThrow()[row * grid.width() + column] != 0;
    }

    /** An 8-bit or 16-bit unsigned sample. */
    int value(int column, int row, int band) {
        int sample = (row * grid.width() + column) * samples.bands() + band;
        byte[] data = samples.data();
        return samples.type().bytes() == 1
                ? data[sample] & 0xff
                : data[2 * sample] & 0xff | (data[2 * sample + 1] & 0xff) << 8;
    }
}
