package dev.swath.emulator.synthetic;

import dev.swath.emulator.landscape.Acquisition;
import dev.swath.emulator.landscape.Chart;
import dev.swath.emulator.landscape.Frame;
import dev.swath.emulator.landscape.Landscape;
import dev.swath.grid.AffineTransform;
import dev.swath.grid.Projection;
import dev.swath.grid.RasterGrid;
import dev.swath.grid.Window;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;
import org.locationtech.jts.geom.Geometry;

/**
 * A tile of Copernicus' elevation model: pixels of one second of arc, towards the poles wider ones, whose centres lie on whole
 * degrees.
 *
 * @param longitude of the western edge, degrees
 * @param latitude of the southern edge
 * @param landscape the terrain
 */
record ElevationPicture(int longitude, int latitude, Landscape landscape) implements Picture {

    private static final Instant START = Instant.parse("2010-12-01T00:00:00Z");
    private static final Instant END = Instant.parse("2015-01-31T00:00:00Z");
    private static final Instant RELEASED = Instant.parse("2022-11-15T00:00:00Z");
    private static final int SECONDS = 3600;
    /** Units of the chart in a second of arc: the side of a pixel. */
    private static final int PIXEL = 30;

    private static final List<String> WATER = List.of("WATER_BODY");
    /** How each band follows from the kind of water: 0 none, 1 sea, 2 lake, 3 river. */
    private static final Map<String, DoubleUnaryOperator> OF_WATER = Map.of(
            "WBM", water -> water,
            // Not edited, or flattened as sea or lake.
            "EDM", water -> water == 0 ? 1 : water == 1 ? 8 : 9,
            "FLM", water -> 2,
            "HEM", water -> water == 0 ? 0.45 : 0.2);

    /** Whether there is land in the tile. */
    boolean exists() {
        for (double east = 0; east <= 1; east += 0.25) {
            for (double north = 0; north <= 1; north += 0.25) {
                if (Landscape.isLand(longitude + east, latitude + north)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Width of a pixel in tenths of a second of arc. */
    private int tenths() {
        int from = latitude >= 0 ? latitude : -latitude - 1;
        return from < 50 ? 10 : from < 60 ? 15 : from < 70 ? 20 : from < 80 ? 30 : from < 85 ? 50 : 100;
    }

    private Frame frame(int pixel) {
        Chart chart = Chart.degrees(PIXEL * SECONDS * 10 / tenths(), PIXEL * SECONDS);
        return new Frame(
                chart,
                longitude * PIXEL * SECONDS * 10 / tenths() - PIXEL / 2,
                (latitude + 1) * PIXEL * SECONDS + PIXEL / 2,
                pixel);
    }

    @Override
    public String index() {
        return String.format(
                Locale.ROOT,
                "Copernicus_DSM_COG_10_%s%02d_00_%s%03d_00_DEM",
                latitude < 0 ? "S" : "N",
                Math.abs(latitude),
                longitude < 0 ? "W" : "E",
                Math.abs(longitude));
    }

    @Override
    public Instant start() {
        return START;
    }

    @Override
    public Instant end() {
        return END;
    }

    @Override
    public Instant updated() {
        return RELEASED;
    }

    @Override
    public Geometry footprint() {
        return Footprints.box(longitude, latitude, longitude + 1, latitude + 1);
    }

    @Override
    public RasterGrid grid(String band) {
        double width = tenths() / 10.0 / SECONDS;
        double height = 1.0 / SECONDS;
        return new RasterGrid(
                Projection.of("EPSG:4326"),
                AffineTransform.northUp(longitude - width / 2, latitude + 1 + height / 2, width, height),
                SECONDS * 10 / tenths(),
                SECONDS);
    }

    @Override
    public Map<String, Supplier<Object>> properties() {
        return Map.of();
    }

    @Override
    public List<Samples> read(List<String> bands, int level, Window window) {
        Frame frame = frame(PIXEL << level);
        int[] water = bands.stream().anyMatch(OF_WATER::containsKey)
                ? landscape.render(frame, Acquisition.clear(START), window, WATER)[0]
                : new int[0];
        return bands.stream()
                .map(band -> OF_WATER.containsKey(band)
                        ? Arrays.stream(water)
                                .mapToDouble(kind -> kind)
                                .map(OF_WATER.get(band))
                                .toArray()
                        : heights(frame, window))
                .map(values -> new Samples(values, new byte[0]))
                .toList();
    }

    private double[] heights(Frame frame, Window window) {
        float[] heights = landscape.heights(frame, window);
        double[] values = new double[heights.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = heights[i];
        }
        return values;
    }
}
