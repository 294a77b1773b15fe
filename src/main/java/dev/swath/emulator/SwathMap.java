package dev.swath.emulator;

import dev.swath.emulator.OrbitPass.Look;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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

    /** Degrees east of the node at which the swath begins and ends, by degree of latitude from the south pole. */
    private final double[] west = new double[BINS];

    private final double[] east = new double[BINS];

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
        List<SentinelIdentity> found = new ArrayList<>();
        for (int row = MgrsTile.FIRST_ROW; row <= MgrsTile.LAST_ROW; row++) {
            double low = MgrsTile.latitudeOf((row - 0.2) * 100_000);
            double high = MgrsTile.latitudeOf((row + 1.1) * 100_000);
            if (high < box.getMinY() - 0.2 || low > box.getMaxY() + 0.2) {
                continue;
            }
            double margin = 1.3 / StrictMath.cos(Math.toRadians(Math.min(84, Math.max(Math.abs(low), Math.abs(high)))));
            for (int zone = 1; zone <= 60; zone++) {
                double zoneWest = zone * 6 - 186 - margin;
                double zoneEast = zone * 6 - 180 + margin;
                if (meets(zoneWest, zoneEast, box) && swathMeets(pass, low, high, zoneWest, zoneEast)) {
                    add(pass, zone, row, box, found);
                }
            }
        }
        found.sort(Comparator.comparing(SentinelIdentity::sensed).thenComparing(SentinelIdentity::index));
        return found;
    }

    private boolean swathMeets(OrbitPass pass, double low, double high, double from, double to) {
        for (int bin = bin(low); bin <= bin(high); bin++) {
            if (overlap(pass, bin, from, to)) {
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

    private static void add(OrbitPass pass, int zone, int row, Envelope box, List<SentinelIdentity> found) {
        for (int column = 2; column <= 8; column++) {
            MgrsTile tile = new MgrsTile(zone, column, row);
            if (!tile.exists() || !nearBox(tile, box)) {
                continue;
            }
            Optional<SwathCoverage> coverage = SwathCoverage.of(pass, tile);
            coverage.filter(covered -> footprintMeets(covered, box))
                    .map(covered -> new SentinelIdentity(pass, covered))
                    .filter(SentinelIdentity::exists)
                    .ifPresent(found::add);
        }
    }

    /** A quick check before the exact one: within a tile's reach of its centre. */
    private static boolean nearBox(MgrsTile tile, Envelope box) {
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
