package dev.swath.emulator.synthetic;

import dev.swath.emulator.landscape.Acquisition;
import dev.swath.emulator.landscape.Landscape;
import dev.swath.grid.AffineTransform;
import dev.swath.grid.RasterGrid;
import dev.swath.grid.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

/** A slice of Sentinel-1. */
final class RadarPicture implements Picture {

    static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter NODE_TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final int PIXEL = 10;
    private static final String ANGLE = "angle";
    /** Columns and rows of the coarse grid of incidence angles, which lies along the track. */
    private static final int ANGLE_COLUMNS = 21;

    private static final int ANGLE_ROWS = 10;
    /** Incidence at the near and the far edge in degrees. */
    private static final double NEAR_ANGLE = 30.2;

    private static final double FAR_ANGLE = 46.0;

    private final RadarOrbit orbit;
    private final int slice;
    private final Landscape landscape;
    private final Supplier<Outline> outline = Once.of(this::findOutline);

    RadarPicture(RadarOrbit orbit, int slice, Landscape landscape) {
        this.orbit = orbit;
        this.slice = slice;
        this.landscape = landscape;
    }

    /** {@code ASCENDING} or {@code DESCENDING}. */
    static String direction(int slice) {
        return RadarOrbit.isAscending(slice) ? "ASCENDING" : "DESCENDING";
    }

    int slice() {
        return slice;
    }

    /** Whether the slice shows land, and its satellite was in service. */
    boolean exists() {
        if (start().isBefore(orbit.satellite().first())
                || !start().isBefore(orbit.satellite().last())) {
            return false;
        }
        for (double along = 0; along <= 1; along += 0.25) {
            for (double range = 0; range <= 1; range += 0.25) {
                double[] at = orbit.ground(slice + along, range);
                if (Landscape.isLand(at[0], at[1])) {
                    return true;
                }
            }
        }
        return false;
    }

    private Outline findOutline() {
        double[] middle = orbit.ground(slice + 0.5, 0.5);
        return Outline.of(orbit.corners(slice), Outline.zoneOf(middle[0]), middle[1] < 0, PIXEL, 0);
    }

    /** Random bits of the slice. */
    private int bits(int purpose) {
        long bits = (orbit.number() * RadarOrbit.SLICES + slice) * 0x9e3779b97f4a7c15L
                + (orbit.satellite().letter() + 131L * purpose) * 0xbf58476d1ce4e5b9L;
        bits = (bits ^ bits >>> 29) * 0x94d049bb133111ebL;
        return (int) (bits >>> 33);
    }

    @Override
    public String index() {
        return String.format(
                Locale.ROOT,
                "S1%c_IW_GRDH_1SDV_%s_%s_%06d_%06X_%04X",
                orbit.satellite().letter(),
                STAMP.format(start()),
                STAMP.format(end()),
                orbit.number(),
                dataTake(),
                bits(2) & 0xffff);
    }

    private long dataTake() {
        return orbit.number() * 8 + slice / 30;
    }

    @Override
    public Instant start() {
        return orbit.at(slice);
    }

    @Override
    public Instant end() {
        return orbit.at(slice + 1);
    }

    @Override
    public Instant updated() {
        return start().plus(Duration.ofHours(9)).plusSeconds(bits(3) % 36_000);
    }

    @Override
    public Geometry footprint() {
        return outline.get().footprint();
    }

    @Override
    public RasterGrid grid(String band) {
        return band.equals(ANGLE) ? angleGrid() : outline.get().grid();
    }

    /** From the near edge to the far one along rows, with the flight along columns. */
    private RasterGrid angleGrid() {
        RasterGrid grid = outline.get().grid();
        List<double[]> corners = outline.get().corners();
        Coordinate origin = at(grid, corners.get(0));
        Coordinate far = at(grid, corners.get(1));
        Coordinate ahead = at(grid, corners.get(3));
        return new RasterGrid(
                grid.projection(),
                new AffineTransform(
                        (far.x - origin.x) / ANGLE_COLUMNS,
                        (ahead.x - origin.x) / ANGLE_ROWS,
                        origin.x,
                        (far.y - origin.y) / ANGLE_COLUMNS,
                        (ahead.y - origin.y) / ANGLE_ROWS,
                        origin.y),
                ANGLE_COLUMNS,
                ANGLE_ROWS);
    }

    private static Coordinate at(RasterGrid grid, double[] corner) {
        return new Coordinate(
                grid.transform().x(corner[0], corner[1]), grid.transform().y(corner[0], corner[1]));
    }

    @Override
    public Map<String, Supplier<Object>> properties() {
        Map<String, Supplier<Object>> all = new LinkedHashMap<>();
        all.put("orbitProperties_pass", () -> direction(slice));
        all.put("relativeOrbitNumber_start", orbit::relative);
        all.put("relativeOrbitNumber_stop", orbit::relative);
        all.put("orbitNumber_start", orbit::number);
        all.put("orbitNumber_stop", orbit::number);
        all.put("orbitProperties_ascendingNodeTime", () -> NODE_TIME.format(orbit.node()));
        all.put("platform_number", () -> String.valueOf(orbit.satellite().letter()));
        all.put("nssdcIdentifier", () -> orbit.satellite().launch());
        all.put("platformHeading", () -> RadarOrbit.isAscending(slice) ? -12.6 : -167.4);
        all.put("missionDataTakeID", this::dataTake);
        all.put("cycleNumber", () -> (orbit.number() - orbit.satellite().relativeShift()) / 175 + 7);
        all.put("sliceNumber", () -> slice % 30 + 1);
        all.put("totalSlices", () -> 30);
        all.put("segmentStartTime", () -> start().toEpochMilli());
        all.put("startTimeANX", () -> Duration.between(orbit.node(), start()).toMillis());
        all.put("stopTimeANX", () -> Duration.between(orbit.node(), end()).toMillis());
        return all;
    }

    @Override
    public List<Samples> read(List<String> bands, int level, Window window) {
        if (bands.contains(ANGLE)) {
            return bands.stream().map(band -> angles(level, window)).toList();
        }
        Outline whole = outline.get();
        Backscatter backscatter = new Backscatter(RadarOrbit.isAscending(slice), bits(4));
        int[][] ground = landscape.render(
                whole.frame().withPixel(PIXEL << level), Acquisition.clear(start()), window, Backscatter.RENDERED);
        byte[] mask = whole.mask(level, window);
        return bands.stream()
                .map(band -> new Samples(backscatter.decibels(band, ground, level, window), mask))
                .toList();
    }

    private static Samples angles(int level, Window window) {
        double[] values = new double[Math.multiplyExact(window.width(), window.height())];
        for (int i = 0; i < values.length; i++) {
            double column = Math.min(ANGLE_COLUMNS - 1, (window.column() + i % window.width()) << level);
            values[i] = NEAR_ANGLE + (FAR_ANGLE - NEAR_ANGLE) * column / (ANGLE_COLUMNS - 1);
        }
        return new Samples(values, new byte[0]);
    }
}
