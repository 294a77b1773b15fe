package dev.swath.emulator.synthetic;

import java.time.Duration;
import java.time.Instant;

/**
 * A revolution of Landsat 8 or 9, which follow the Worldwide Reference System (WRS-2): 233 paths in 16 days, of 248 rows each.
 * Row 60 lies on the equator, where the satellites fly southwards on the day side; path 1 crosses it at 64.6 degrees west. The
 * calendar is the real one.
 *
 * @param satellite Landsat 8 or 9, which is 8 days behind
 * @param number revolutions since that of 18 March 2014 on path 44
 */
record LandsatOrbit(int satellite, long number) {

    /** Rows that are imaged by day. */
    static final int ROWS = 122;

    static final int PATHS = 233;
    private static final int ROWS_OF_PATH = 248;
    private static final int EQUATOR_ROW = 60;
    private static final long CYCLE_SECONDS = 16 * 86_400L;
    private static final Instant EPOCH = Instant.parse("2014-03-18T18:56:20Z");
    private static final int EPOCH_PATH = 44;
    private static final double FIRST_PATH_LONGITUDE = -64.6;
    private static final double REVOLUTION = (double) CYCLE_SECONDS / PATHS;
    /** Paths by which a revolution lies west of the one before. */
    private static final int STEP = 16;
    /** 16 × 102 = 1 (mod 233). */
    private static final int INVERSE_STEP = 102;

    private static final GroundTrack TRACK = new GroundTrack(98.2, REVOLUTION);

    /** The first revolution whose crossing of the equator is not before an instant. */
    static LandsatOrbit notBefore(int satellite, Instant instant) {
        double seconds = Duration.between(epoch(satellite), instant).toMillis() / 1000.0;
        return new LandsatOrbit(satellite, (long) Math.ceil(seconds / REVOLUTION));
    }

    /** The revolution along a path that comes closest to an instant. */
    static LandsatOrbit closest(int satellite, int path, Instant instant) {
        long first = Math.floorMod((long) (path - EPOCH_PATH) * INVERSE_STEP, (long) PATHS);
        double days = Duration.between(new LandsatOrbit(satellite, first).node(), instant)
                .toSeconds();
        return new LandsatOrbit(satellite, first + PATHS * Math.round(days / CYCLE_SECONDS));
    }

    private static Instant epoch(int satellite) {
        return satellite == 9 ? EPOCH.plus(Duration.ofDays(8)) : EPOCH;
    }

    LandsatOrbit next() {
        return new LandsatOrbit(satellite, number + 1);
    }

    /** When the satellite crosses the equator southwards. */
    Instant node() {
        return epoch(satellite).plusMillis(Math.round(number * (CYCLE_SECONDS * 1000.0) / PATHS));
    }

    /** Path 1..233. */
    int path() {
        return (int) Math.floorMod(EPOCH_PATH - 1 + number * STEP, (long) PATHS) + 1;
    }

    /** When the middle of a row is imaged. */
    Instant at(int row) {
        return node().plusMillis(Math.round((row - EQUATOR_ROW) * REVOLUTION * 1000 / ROWS_OF_PATH));
    }

    /**
     * A place by its position in a scene.
     *
     * @param row of the scene
     * @param along degrees ahead of its middle
     * @param across degrees to the left of the track
     * @return longitude and latitude
     */
    double[] ground(int row, double along, double across) {
        return ground(path(), row, along, across);
    }

    private static double[] ground(int path, int row, double along, double across) {
        double descending = FIRST_PATH_LONGITUDE - (path - 1) * 360.0 / PATHS;
        double ascending = descending - 180 + 180 * REVOLUTION / 86_400;
        double flown = 180 + (row - EQUATOR_ROW) * 360.0 / ROWS_OF_PATH;
        return TRACK.ground(ascending, flown + along, across);
    }

    /** Longitude and latitude of the middle of a row of path 1; other paths lie west of it. */
    static double[] middle(int row) {
        return ground(1, row, 0, 0);
    }
}
