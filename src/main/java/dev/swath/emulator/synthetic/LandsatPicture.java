package dev.swath.emulator.synthetic;

import dev.swath.emulator.landscape.Acquisition;
import dev.swath.emulator.landscape.Landscape;
import dev.swath.emulator.landscape.SunPosition;
import dev.swath.emulator.landscape.TileStatistics;
import dev.swath.grid.RasterGrid;
import dev.swath.grid.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.locationtech.jts.geom.Geometry;

/** A scene of Landsat 8 or 9. */
final class LandsatPicture implements Picture {

    private static final int PIXEL = 30;
    /** Half of a scene's length and width, as angles at the centre of the earth in degrees. */
    private static final double HALF_LENGTH = 0.815;

    private static final double HALF_WIDTH = 0.83;
    /** Level 2 products exist up to this zenith angle of the sun. */
    private static final double LOW_SUN = 76;
    /** Further south, scenes have a polar projection. */
    private static final double SOUTHERNMOST = -63;

    private final LandsatOrbit orbit;
    private final int row;
    private final Landscape landscape;
    private final Supplier<Outline> outline = Once.of(this::findOutline);
    private volatile Optional<TileStatistics> statistics = Optional.empty();
    /** Points that the statistics were counted from before this scene asked for them. */
    private volatile int pointsBefore;

    LandsatPicture(LandsatOrbit orbit, int row, Landscape landscape) {
        this.orbit = orbit;
        this.row = row;
        this.landscape = landscape;
    }

    /** Whether it is far enough north, by day. */
    boolean isImaged() {
        double[] middle = middle();
        return middle[1] > SOUTHERNMOST
                && SunPosition.at(start(), middle[0], middle[1]).zenith() < LOW_SUN;
    }

    /** Whether it shows land, as all scenes of its path and row do then. */
    boolean hasLand() {
        for (double along = -1; along <= 1; along += 0.5) {
            for (double across = -1; across <= 1; across += 0.5) {
                double[] at = orbit.ground(row, along * HALF_LENGTH, across * HALF_WIDTH);
                if (Landscape.isLand(at[0], at[1])) {
                    return true;
                }
            }
        }
        return false;
    }

    private double[] middle() {
        return orbit.ground(row, 0, 0);
    }

    LandsatOrbit orbit() {
        return orbit;
    }

    int row() {
        return row;
    }

    SunPosition sun() {
        return SunPosition.at(start(), middle()[0], middle()[1]);
    }

    TileStatistics statistics() {
        if (statistics.isEmpty()) {
            Outline scene = outline();
            TileStatistics found = landscape.statistics(
                    scene.frame(), acquisition(), Math.max(scene.width(), scene.height()), scene::contains);
            pointsBefore = found.points();
            statistics = Optional.of(found);
        }
        return statistics.get();
    }

    @Override
    public int pointsSeen() {
        return statistics.map(found -> found.points() - pointsBefore).orElse(0);
    }

    Outline outline() {
        return outline.get();
    }

    private Outline findOutline() {
        List<double[]> places = List.of(
                orbit.ground(row, -HALF_LENGTH, -HALF_WIDTH),
                orbit.ground(row, HALF_LENGTH, -HALF_WIDTH),
                orbit.ground(row, HALF_LENGTH, HALF_WIDTH),
                orbit.ground(row, -HALF_LENGTH, HALF_WIDTH));
        // The centres of Landsat's pixels, not their edges, lie on multiples of 30 metres; all zones are northern ones.
        return Outline.of(places, Outline.zoneOf(middle()[0]), false, PIXEL, PIXEL / 2);
    }

    private Acquisition acquisition() {
        return new Acquisition(start(), orbit.number() * 2 + orbit.satellite());
    }

    @Override
    public String index() {
        return String.format(Locale.ROOT, "LC0%d_%03d%03d_%s", orbit.satellite(), orbit.path(), row, day());
    }

    /** Date of the acquisition, as in names. */
    String day() {
        return DateTimeFormatter.BASIC_ISO_DATE.format(date());
    }

    LocalDate date() {
        return LocalDate.ofInstant(start(), ZoneOffset.UTC);
    }

    @Override
    public Instant start() {
        return orbit.at(row);
    }

    @Override
    public Instant updated() {
        return start().plus(Duration.ofDays(6)).plusSeconds(Math.floorMod(orbit.number() * 7919, 86_400L));
    }

    @Override
    public Geometry footprint() {
        return outline().footprint();
    }

    @Override
    public RasterGrid grid(String band) {
        return outline().grid();
    }

    @Override
    public Map<String, Supplier<Object>> properties() {
        return LandsatProperties.of(this);
    }

    @Override
    public List<Samples> read(List<String> bands, int level, Window window) {
        List<String> rendered = LandsatBand.rendered(bands);
        int[][] values = landscape.render(outline().frame().withPixel(PIXEL << level), acquisition(), window, rendered);
        byte[] mask = outline().mask(level, window);
        return bands.stream()
                .map(band -> new Samples(LandsatBand.of(band).values(rendered, values), mask))
                .toList();
    }
}
