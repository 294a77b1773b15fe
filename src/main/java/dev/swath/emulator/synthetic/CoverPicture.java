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
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

/** A map of land cover: pixels of a 12000th of a degree, masked where a tile of three degrees holds no land. */
final class CoverPicture implements Picture {

    private static final int PER_DEGREE = 12_000;
    private static final int WEST = -180;
    private static final int NORTH = 84;
    private static final int SOUTH = -60;
    private static final int TILE = 3;
    /** Units of the chart along the side of a pixel. */
    private static final int PIXEL = 10;

    private static final Frame FRAME = new Frame(
            Chart.degrees(PIXEL * PER_DEGREE, PIXEL * PER_DEGREE),
            WEST * PIXEL * PER_DEGREE,
            NORTH * PIXEL * PER_DEGREE,
            PIXEL);
    private static final RasterGrid GRID = new RasterGrid(
            Projection.of("EPSG:4326"),
            AffineTransform.northUp(WEST, NORTH, 1.0 / PER_DEGREE, 1.0 / PER_DEGREE),
            360 * PER_DEGREE,
            (NORTH - SOUTH) * PER_DEGREE);

    private final int year;
    private final Landscape landscape;
    private final Map<Integer, Boolean> tiles = new ConcurrentHashMap<>();

    CoverPicture(int year, Landscape landscape) {
        this.year = year;
        this.landscape = landscape;
    }

    private static Instant newYear(int year) {
        return LocalDate.of(year, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    @Override
    public String index() {
        return String.valueOf(year);
    }

    @Override
    public Instant start() {
        return newYear(year);
    }

    @Override
    public Instant end() {
        return newYear(year + 1);
    }

    @Override
    public Instant updated() {
        return newYear(year + 1).plusSeconds(300 * 86_400L);
    }

    @Override
    public Geometry footprint() {
        return Footprints.box(WEST, SOUTH, -WEST, NORTH);
    }

    @Override
    public RasterGrid grid(String band) {
        return GRID;
    }

    @Override
    public Map<String, Supplier<Object>> properties() {
        return Map.of();
    }

    @Override
    public List<Samples> read(List<String> bands, int level, Window window) {
        Frame frame = FRAME.withPixel(PIXEL << level);
        int[] classes = landscape.render(frame, Acquisition.clear(start()), window, List.of("LAND_COVER"))[0];
        byte[] mask = new byte[classes.length];
        for (int i = 0; i < mask.length; i++) {
            Coordinate at =
                    frame.lonLat(window.column() + i % window.width() + 0.5, window.row() + i / window.width() + 0.5);
            mask[i] = (byte) (hasLand((int) Math.floor(at.x / TILE), (int) Math.floor(at.y / TILE)) ? 1 : 0);
        }
        double[] values = Arrays.stream(classes).mapToDouble(code -> code).toArray();
        return bands.stream().map(band -> new Samples(values, mask)).toList();
    }

    /** Whether a tile holds land. */
    private boolean hasLand(int column, int row) {
        return tiles.computeIfAbsent(column * 1000 + row, tile -> {
            for (double east = 0; east <= TILE; east += 0.25) {
                for (double north = 0; north <= TILE; north += 0.25) {
                    if (Landscape.isLand(column * TILE + east, row * TILE + north)) {
                        return true;
                    }
                }
            }
            return false;
        });
    }
}
