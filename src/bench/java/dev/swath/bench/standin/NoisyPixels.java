package dev.swath.bench.standin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.swath.geotiff.GeoTiffEncoder;
import dev.swath.geotiff.Samples;
import dev.swath.grid.AffineTransform;
import dev.swath.grid.Projection;
import dev.swath.grid.RasterGrid;
import dev.swath.grid.SampleType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Pixels with relief and grain, the same at a place of an image whatever the grid that asks for it: the value belongs to the
 * native pixel of 10 m in which the centre of the asked one lies (nearest neighbour, as the service resamples).
 */
final class NoisyPixels {

    private static final int GRAIN = 128;

    private NoisyPixels() {}

    /**
     * The GeoTIFF for one request.
     *
     * @param image number of the image
     * @param body of {@code getPixels} or {@code computePixels}; its grid is in EPSG:32617
     */
    static byte[] geoTiff(int image, JsonNode body) {
        RasterGrid grid = grid(body.path("grid"));
        boolean picture = body.has("visualizationOptions") || body.has("expression");
        List<String> bands = new ArrayList<>();
        body.path("bandIds").forEach(id -> bands.add(id.asText()));
        int count = picture ? 3 : bands.size();
        SampleType type = picture ? SampleType.UINT8 : SampleType.UINT16;
        byte[] data = new byte[Math.multiplyExact(grid.width() * grid.height(), count * type.bytes())];
        fill(image, grid, count, type, data);
        return GeoTiffEncoder.encode(
                new Samples(type, grid.width(), grid.height(), count, data),
                Optional.of(grid),
                OptionalDouble.empty(),
                picture ? List.of("vis-red", "vis-green", "vis-blue") : bands);
    }

    private static void fill(int image, RasterGrid grid, int bands, SampleType type, byte[] data) {
        long[] columns = new long[grid.width()];
        for (int column = 0; column < columns.length; column++) {
            columns[column] = (long)
                    Math.floor((grid.transform().x(column + 0.5, 0.5) - NoisyCollection.LEFT) / NoisyCollection.PIXEL);
        }
        int i = 0;
        for (int row = 0; row < grid.height(); row++) {
            long line = (long)
                    Math.floor((NoisyCollection.TOP - grid.transform().y(0.5, row + 0.5)) / NoisyCollection.PIXEL);
            for (long column : columns) {
                long hash = mix(image * 0x9E3779B97F4A7C15L + column * 0xC2B2AE3D27D4EB4FL + line * 0x165667B19E3779F9L);
                double relief = 60 + 30 * sine(column) + 20 * sine(line + 100);
                for (int band = 0; band < bands; band++) {
                    int value = (int) relief + (int) ((hash >>> 8 * band) & (GRAIN - 1)) + 5 * band;
                    if (type == SampleType.UINT8) {
                        data[i++] = (byte) value;
                    } else {
                        int scaled = value * 20 + (int) (hash >>> 40 & 31);
                        data[i++] = (byte) scaled;
                        data[i++] = (byte) (scaled >> 8);
                    }
                }
            }
        }
    }

    /** A wave of 256 pixels between -1 and 1, made of two parabolas. */
    private static double sine(long position) {
        double phase = (position & 255) / 128.0 - 1;
        return 4 * phase * (1 - Math.abs(phase));
    }

    /** The finalizer of SplitMix64 (Steele, Lea, Flood 2014). */
    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    private static RasterGrid grid(JsonNode grid) {
        JsonNode matrix = grid.path("affineTransform");
        return new RasterGrid(
                Projection.of("EPSG:32617"),
                AffineTransform.northUp(
                        matrix.path("translateX").asDouble(),
                        matrix.path("translateY").asDouble(),
                        matrix.path("scaleX").asDouble(),
                        -matrix.path("scaleY").asDouble()),
                grid.path("dimensions").path("width").asInt(),
                grid.path("dimensions").path("height").asInt());
    }
}
