package dev.swath.flow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.swath.geotiff.GeoTiffEncoder;
import dev.swath.geotiff.Samples;
import dev.swath.grid.AffineTransform;
import dev.swath.grid.Projection;
import dev.swath.grid.RasterGrid;
import dev.swath.grid.SampleType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * The images of {@link ScriptedEarthEngine}: all on the grid of Sentinel-2's tile 17PLK, each pixel's value a function of
 * its place on that grid. Their footprint is the whole tile.
 */
public final class ScriptedImages {

    /** Bands and the sides of their pixels in metres. */
    private static final Map<String, Integer> BANDS = Map.of("B2", 10, "B3", 10, "B4", 10, "B8", 10, "B5", 20);

    private static final double LEFT = 300_000;
    private static final double TOP = 1_000_020;
    private static final int TILE_METRES = 109_800;
    private static final Instant FIRST = Instant.parse("2024-01-10T16:14:32Z");

    private ScriptedImages() {}

    /** The entry of an image in a listing; the n-th is acquired n days after the first. */
    public static String asset(String collection, String index, int number) {
        return asset(collection, index, number, BANDS.keySet().stream().sorted().toList());
    }

    /** The same with these bands only. */
    public static String asset(String collection, String index, int number, List<String> bands) {
        Instant acquired = FIRST.plus(number, ChronoUnit.DAYS);
        return """
                {"type": "IMAGE", "name": "projects/earthengine-public/assets/%1$s/%2$s", "id": "%1$s/%2$s",
                 "updateTime": "2024-08-01T00:00:00Z", "startTime": "%3$s", "endTime": "%3$s",
                 "properties": {"CLOUDY_PIXEL_PERCENTAGE": 12.5, "MGRS_TILE": "17PLK"},
                 "geometry": {"type": "Polygon", "coordinates":
                   [[[-82.8148, 8.0496], [-81.8186, 8.0528], [-81.8207, 9.0458], [-82.8195, 9.0422], [-82.8148, 8.0496]]]},
                 "bands": [%4$s]}""".formatted(
                        collection,
                        index,
                        acquired,
                        bands.stream().map(ScriptedImages::band).collect(Collectors.joining(", ")));
    }

    private static String band(String id) {
        int metres = BANDS.get(id);
        return """
                {"id": "%s", "dataType": {"precision": "INT", "range": {"max": 65535}},
                 "grid": {"crsCode": "EPSG:32617", "dimensions": {"width": %2$d, "height": %2$d},
                 "affineTransform": {"scaleX": %3$d, "translateX": %4$f, "scaleY": -%3$d, "translateY": %5$f}}}""".formatted(id, TILE_METRES / metres, metres, LEFT, TOP);
    }

    /** The brightness (1 to 250) of a channel of a picture at a place in metres. */
    public static int brightness(int channel, double x, double y) {
        return 1 + Math.floorMod(column(x) * 7 + row(y) * 13 + channel * 50, 250);
    }

    /** The raw value (1 to 1000, plus 1000 for each band before it) at a place in metres. */
    public static int raw(int band, double x, double y) {
        return 1000 * band + 1 + Math.floorMod(column(x) * 7 + row(y) * 13, 1000);
    }

    private static int column(double x) {
        return (int) Math.floor((x - LEFT) / 10);
    }

    private static int row(double y) {
        return (int) Math.floor((TOP - y) / 10);
    }

    static byte[] pixels(ScriptedRequest request) {
        return pixels(request, 0);
    }

    /** The reply to a request, with more columns than requested. */
    static byte[] pixels(ScriptedRequest request, int more) {
        JsonNode json = request.json();
        JsonNode grid = json.path("grid");
        JsonNode matrix = grid.path("affineTransform");
        int width = grid.at("/dimensions/width").asInt() + more;
        int height = grid.at("/dimensions/height").asInt();
        boolean picture = json.has("visualizationOptions");
        int bands = picture ? 3 : json.path("bandIds").size();
        int bytes = picture ? 1 : 2;
        byte[] data = new byte[width * height * bands * bytes];
        int at = 0;
        for (int row = 0; row < height; row++) {
            double y = matrix.path("translateY").asDouble()
                    + (row + 0.5) * matrix.path("scaleY").asDouble();
            for (int column = 0; column < width; column++) {
                double x = matrix.path("translateX").asDouble()
                        + (column + 0.5) * matrix.path("scaleX").asDouble();
                for (int band = 0; band < bands; band++) {
                    int value = picture ? brightness(band, x, y) : raw(band, x, y);
                    data[at++] = (byte) value;
                    if (bytes == 2) {
                        data[at++] = (byte) (value >> 8);
                    }
                }
            }
        }
        AffineTransform transform = AffineTransform.northUp(
                matrix.path("translateX").asDouble(),
                matrix.path("translateY").asDouble(),
                matrix.path("scaleX").asDouble(),
                -matrix.path("scaleY").asDouble());
        RasterGrid place = new RasterGrid(Projection.of(grid.path("crsCode").asText()), transform, width, height);
        SampleType type = picture ? SampleType.UINT8 : SampleType.UINT16;
        return GeoTiffEncoder.encode(
                new Samples(type, width, height, bands, data), Optional.of(place), OptionalDouble.empty(), List.of());
    }
}
