package dev.swath.emulator;

import dev.swath.emulator.OrbitPass.Look;
import dev.swath.emulator.landscape.RecentlyUsed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/**
 * The tiles that a pass images. All passes have the same track, shifted in longitude, so the range of longitudes that
 * the swath covers at each latitude is computed once.
 */
final class SwathMap {

    private static final int BINS = 180;
    private static final int EVERYWHERE = 400;
    /** Memory for all tiles of some 36 passes, a day and a quarter. */
    private static final long TRACKS_BYTES = 6L << 20;

    private static final long TRACK_BYTES = 170_000;
    private static final Envelope WORLD = new Envelope(-180, 180, -90, 90);

    /** Degrees east of the node at which the swath begins and ends, by degree of latitude from the south pole. */
    private final double[] west = new double[BINS];

    private final double[] east = new double[BINS];

    private final RecentlyUsed<Integer, List<SwathCoverage>> tracks = new RecentlyUsed<>(TRACKS_BYTES, TRACK_BYTES);

    SwathMap() {
        Arrays.fill(west, Double.MAX_VALUE);
        Arrays.fill(east, -Double.MAX_VALUE);
        OrbitPass pass = new OrbitPass(0);
        for (double along = -91; along <= 91; along += 0.25) {
            for (int i = -6; i <= 6; i++) {
                double[] lonLat = pass.ground(new Look(along, i * OrbitPass.HALF_SWATH / 6 * 1.02));
                double offset = Math.IEEEremainder(lonLat[0] - pass.nodeLongitude(), 360);
                int bin = bin(lonLat[1]);
                // Next to the pole the swath turns: it may cover part of every longitude.
                boolean polar = Math.abs(lonLat[1]) > 80;
                west[bin] = polar ? -EVERYWHERE : Math.min(west[bin], offset - 0.3);
                east[bin] = polar ? EVERYWHERE : Math.max(east[bin], offset + 0.3);
            }
        }
    }

    private static int bin(double latitude) {
        return Math.max(0, Math.min(BINS - 1, (int) Math.floor(latitude + 90)));
    }

    /** Whether the swath of a pass may intersect a box. */
    boolean mayMeet(OrbitPass pass, Envelope box) {
        for (int bin = bin(box.getMinY()); bin <= bin(box.getMaxY()); bin++) {
            if (overlap(pass, bin, box.getMinX(), box.getMaxX())) {
                return true;
            }
        }
        return false;
    }

    private boolean overlap(OrbitPass pass, int bin, double from, double to) {
        if (west[bin] > east[bin]) {
            return false;
        }
        double first = pass.nodeLongitude() + west[bin];
        double length = east[bin] - west[bin];
        double shift = Math.ceil((from - first - length) / 360) * 360;
        return first + shift <= to;
    }

    /** The tiles that a pass images within a box, in order of time and name. */
    List<SentinelIdentity> tiles(OrbitPass pass, Envelope box) {
        // The same track is flown again and again: what it images is the same each time, in the same order.
        List<SwathCoverage> covered = box.contains(WORLD)
                ? tracks.get(pass.track(), any -> sorted(pass, coverages(pass, box)))
                : sorted(pass, coverages(pass, box));
        return identities(pass, covered);
    }

    /** Those of some tiles that a pass images, in order of time and name. */
    List<SentinelIdentity> tiles(OrbitPass pass, Collection<MgrsTile> some) {
        List<SwathCoverage> covered = new ArrayList<>();
        for (MgrsTile tile : some) {
            Cell cell = new Cell(tile.zone(), tile.row());
            if (swathMeets(pass, cell)) {
                SwathCoverage.of(pass, tile).ifPresent(covered::add);
            }
        }
        return identities(pass, sorted(pass, covered));
    }

    private static List<SentinelIdentity> identities(OrbitPass pass, List<SwathCoverage> covered) {
        return covered.stream()
                .map(coverage -> new SentinelIdentity(pass, coverage))
                .filter(SentinelIdentity::exists)
                .toList();
    }

    private static List<SwathCoverage> sorted(OrbitPass pass, List<SwathCoverage> covered) {
        return covered.stream()
                .map(coverage -> new SentinelIdentity(pass, coverage))
                .sorted(Comparator.comparing(SentinelIdentity::sensed).thenComparing(SentinelIdentity::index))
                .map(SentinelIdentity::coverage)
                .toList();
    }

    private List<SwathCoverage> coverages(OrbitPass pass, Envelope box) {
        List<SwathCoverage> found = new ArrayList<>();
        for (int row = MgrsTile.FIRST_ROW; row <= MgrsTile.LAST_ROW; row++) {
            for (int zone = 1; zone <= 60; zone++) {
                Cell cell = new Cell(zone, row);
                if (cell.meets(box) && swathMeets(pass, cell)) {
                    add(pass, zone, row, box, found);
                }
            }
        }
        return found;
    }

    /** The tiles of a row of a zone: the degrees that they lie within. */
    private record Cell(double low, double high, double west, double east) {

        Cell(int zone, int row) {
            this(zone, MgrsTile.latitudeOf((row - 0.2) * 100_000), MgrsTile.latitudeOf((row + 1.1) * 100_000));
        }

        private Cell(int zone, double low, double high) {
            this(low, high, zone * 6 - 186 - margin(low, high), zone * 6 - 180 + margin(low, high));
        }

        private static double margin(double low, double high) {
            return 1.3 / StrictMath.cos(Math.toRadians(Math.min(84, Math.max(Math.abs(low), Math.abs(high)))));
        }

        boolean meets(Envelope box) {
            return high >= box.getMinY() - 0.2 && low <= box.getMaxY() + 0.2 && SwathMap.meets(west, east, box);
        }
    }

    private boolean swathMeets(OrbitPass pass, Cell cell) {
        for (int bin = bin(cell.low()); bin <= bin(cell.high()); bin++) {
            if (overlap(pass, bin, cell.west(), cell.east())) {
                return true;
            }
        }
        return false;
    }

    private static boolean meets(double from, double to, Envelope box) {
        for (int turn = -360; turn <= 360; turn += 360) {
            if (from + turn <= box.getMaxX() && to + turn >= box.getMinX()) {
                return true;
            }
        }
        return false;
    }

    private static void add(OrbitPass pass, int zone, int row, Envelope box, List<SwathCoverage> found) {
        for (int column = 2; column <= 8; column++) {
            MgrsTile tile = new MgrsTile(zone, column, row);
            if (!tile.exists() || !nearBox(tile, box)) {
                continue;
            }
            SwathCoverage.of(pass, tile)
                    .filter(covered -> footprintMeets(covered, box))
                    .ifPresent(found::add);
        }
    }

    /** A quick check before the exact one: within a tile's reach of its centre. */
    private static boolean nearBox(MgrsTile tile, Envelope box) {
        if (box.contains(WORLD)) {
            return true;
        }
        int half = MgrsTile.SIDE / 2;
        double north = tile.northing() - half + (tile.row() >= 0 ? 0 : 10_000_000);
        Coordinate centre = tile.projection().unproject(tile.easting() + half, north);
        double cos = StrictMath.cos(Math.toRadians(Math.min(88, Math.abs(centre.y) + 0.6)));
        double reach = 0.75 / cos;
        return centre.y + 0.75 > box.getMinY()
                && centre.y - 0.75 < box.getMaxY()
                && meets(centre.x - reach, centre.x + reach, box);
    }

    private static boolean footprintMeets(SwathCoverage coverage, Envelope box) {
        if (box.getWidth() >= 360) {
            return true;
        }
        Geometry footprint = coverage.footprint();
        for (int i = 0; i < footprint.getNumGeometries(); i++) {
            if (footprint.getGeometryN(i).getEnvelopeInternal().intersects(box)) {
                return true;
            }
        }
        return false;
    }
}
