package dev.swath.emulator.synthetic;

import dev.swath.emulator.landscape.Acquisition;
import dev.swath.emulator.landscape.Chart;
import dev.swath.emulator.landscape.Frame;
import dev.swath.emulator.landscape.Landscape;
import dev.swath.emulator.landscape.SunPosition;
import dev.swath.grid.AffineTransform;
import dev.swath.grid.Projection;
import dev.swath.grid.RasterGrid;
import dev.swath.grid.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

/**
 * The vegetation of the earth within 16 days, on MODIS' sinusoidal grid. It is the clear ground of the day in the middle; the
 * sea and the polar night are masked.
 *
 * @param day the first day
 * @param landscape the ground
 */
record VegetationPicture(LocalDate day, Landscape landscape) implements Picture {

    private static final double PIXEL_METRES = 231.65635826374995;
    private static final int COLUMNS = 172_800;
    private static final int ROWS = 86_400;
    /** Units of the chart along the side of a pixel. */
    private static final int PIXEL = 240;

    private static final Frame FRAME =
            new Frame(Chart.sinusoidal(PIXEL_METRES / PIXEL), -COLUMNS / 2 * PIXEL, ROWS / 2 * PIXEL, PIXEL);
    private static final RasterGrid GRID = new RasterGrid(
            Projection.of("SR-ORG:6974"),
            AffineTransform.northUp(-20_015_109.354, 10_007_554.677, PIXEL_METRES, PIXEL_METRES),
            COLUMNS,
            ROWS);
    private static final double NIGHT = 85;
    private static final int SEA = 1;

    private Instant middle() {
        return start().plus(Duration.ofDays(VegetationSeries.DAYS / 2)).plusSeconds(38_000);
    }

    @Override
    public String index() {
        return VegetationSeries.NAME.format(day);
    }

    @Override
    public Instant start() {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    @Override
    public Instant end() {
        return start().plus(Duration.ofDays(VegetationSeries.DAYS));
    }

    @Override
    public Instant updated() {
        return end().plus(Duration.ofDays(8)).plusSeconds(day.getDayOfYear() * 131L);
    }

    @Override
    public Geometry footprint() {
        return Footprints.box(-180, -90, 180, 90);
    }

    @Override
    public RasterGrid grid(String band) {
        return GRID;
    }

    @Override
    public Map<String, Supplier<Object>> properties() {
        return Map.of("google:max_source_file_timestamp", () -> updated().toEpochMilli());
    }

    @Override
    public List<Samples> read(List<String> bands, int level, Window window) {
        Frame frame = FRAME.withPixel(PIXEL << level);
        int[][] ground = landscape.render(frame, Acquisition.clear(middle()), window, VegetationBand.RENDERED);
        double[] zeniths = new double[window.height()];
        byte[] mask = new byte[ground[0].length];
        for (int row = 0; row < window.height(); row++) {
            double latitude = frame.lonLat(0, window.row() + row + 0.5).y;
            // The satellite passes at half past ten everywhere.
            zeniths[row] = SunPosition.at(middle(), 0, latitude).zenith();
            for (int column = 0; column < window.width() && zeniths[row] < NIGHT; column++) {
                int at = row * window.width() + column;
                Coordinate lonLat = frame.lonLat(window.column() + column + 0.5, window.row() + row + 0.5);
                boolean sea = ground[VegetationBand.WATER][at] == SEA;
                mask[at] = (byte) (sea || Math.abs(lonLat.x) > 180 ? 0 : 1);
            }
        }
        return bands.stream()
                .map(band -> new Samples(VegetationBand.of(band).values(ground, zeniths, day.getDayOfYear()), mask))
                .toList();
    }
}
