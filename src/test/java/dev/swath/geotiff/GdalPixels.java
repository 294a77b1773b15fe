package dev.swath.geotiff;

import dev.swath.Gdal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What GDAL reads from a file: raw pixel-interleaved little-endian samples. */
final class GdalPixels {
    private GdalPixels() {}

    static byte[] read(Path file, Path folder, String... options) throws IOException {
        Path raw = folder.resolve("gdal-pixels");
        List<String> command = new ArrayList<>(List.of("gdal_translate", "-q", "-of", "ENVI", "-co", "INTERLEAVE=BIP"));
        command.addAll(List.of(options));
        command.addAll(List.of(file.toString(), raw.toString()));
        Gdal.run(command.toArray(String[]::new));
        byte[] pixels = Files.readAllBytes(raw);
        // The format's writer makes a file of a single byte two bytes long.
        return pixels.length == 2 && Gdal.run("gdalinfo", file.toString()).contains("Size is 1, 1")
                ? Arrays.copyOf(pixels, 1)
                : pixels;
    }
}
