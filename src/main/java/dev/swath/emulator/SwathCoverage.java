package dev.swath.emulator;

import dev.swath.emulator.OrbitPass.Look;
import dev.swath.emulator.landscape.Sphere;
import dev.swath.emulator.synthetic.Footprints;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

/**
 * The part of a tile that a pass has imaged. Across a tile the distance from the track is assumed to be linear, so the
 * edge of the swath is a straight line, and the footprint, the share of missing pixels and the mask all follow from
 * that line.
 *
 * @param tile the tile
 * @param centre the tile's centre in the swath
 * @param offset radians east of the track at the upper left corner
 * @param perEast change over the tile's width
 * @param perSouth change over the tile's height
 */
record SwathCoverage(MgrsTile tile, Look centre, double offset, double perEast, double perSouth) {

    private static final double LEAST_SHARE = 0.002;
    private static final int PIECES = 8;

    /** The coverage of a tile, empty if the swath misses it. */
    static Optional<SwathCoverage> of(OrbitPass pass, MgrsTile tile) {
        Look centre = look(pass, tile, 0.5, 0.5);
        if (Math.abs(centre.across()) > OrbitPass.HALF_SWATH + MgrsTile.SIDE / Sphere.RADIUS
                || Math.abs(centre.along()) > 91) {
            return Optional.empty();
        }
        double a = look(pass, tile, 0, 0).across();
        double b = look(pass, tile, 1, 0).across();
        double c = look(pass, tile, 0, 1).across();
        double d = look(pass, tile, 1, 1).across();
        double perEast = (b + d - a - c) / 2;
        // Near the pole the swath may run along a row; the line must still cross it somewhere.
        perEast = Math.abs(perEast) < 1e-9 ? 1e-9 : perEast;
        double perSouth = (c + d - a - b) / 2;
        double offset = (a + b + c + d) / 4 - perEast / 2 - perSouth / 2;
        SwathCoverage coverage = new SwathCoverage(tile, centre, offset, perEast, perSouth);
        return coverage.share() < LEAST_SHARE ? Optional.empty() : Optional.of(coverage);
    }

    private static Look look(OrbitPass pass, MgrsTile tile, double east, double south) {
        Coordinate lonLat = lonLat(tile, east, south);
        return pass.look(lonLat.x, lonLat.y);
    }

    private static Coordinate lonLat(MgrsTile tile, double east, double south) {
        double y = tile.northing() - south * MgrsTile.SIDE + (tile.row() >= 0 ? 0 : 10_000_000);
        return tile.projection().unproject(tile.easting() + east * MgrsTile.SIDE, y);
    }

    /** Longitude and latitude of the tile's centre. */
    Coordinate centreLonLat() {
        return lonLat(tile, 0.5, 0.5);
    }

    /** The imaged share of the tile, 0..1. */
    double share() {
        List<double[]> ring = ring();
        double twice = 0;
        for (int i = 0; i < ring.size(); i++) {
            double[] p = ring.get(i);
            double[] q = ring.get((i + 1) % ring.size());
            twice += p[0] * q[1] - q[0] * p[1];
        }
        return Math.abs(twice) / 2;
    }

    /**
     * The first and the last (exclusive) imaged column in a row of pixels.
     *
     * @param row row of pixels
     * @param width columns of the tile at that pixel size
     */
    int[] columns(double row, double width) {
        double atLeft = offset + perSouth * (row + 0.5) / width;
        double west = (-OrbitPass.HALF_SWATH - atLeft) / perEast * width - 0.5;
        double east = (OrbitPass.HALF_SWATH - atLeft) / perEast * width - 0.5;
        int last = (int) Math.ceil(width);
        int from = (int) Math.max(0, Math.min(last, Math.ceil(Math.min(west, east))));
        int to = (int) Math.max(from, Math.min(last, Math.floor(Math.max(west, east)) + 1));
        return new int[] {from, to};
    }

    /** The outline in longitude and latitude; in two parts if it crosses the antimeridian. */
    Geometry footprint() {
        List<double[]> corners = ring();
        List<Coordinate> ring = new ArrayList<>();
        double middle = tile.zone() * 6 - 183;
        for (int i = 0; i < corners.size(); i++) {
            double[] p = corners.get(i);
            double[] q = corners.get((i + 1) % corners.size());
            for (int k = 0; k < PIECES; k++) {
                double at = (double) k / PIECES;
                Coordinate lonLat = lonLat(tile, p[0] + (q[0] - p[0]) * at, p[1] + (q[1] - p[1]) * at);
                lonLat.x = middle + Math.IEEEremainder(lonLat.x - middle, 360);
                ring.add(lonLat);
            }
        }
        return Footprints.of(ring);
    }

    /** The imaged part in units of the tile: (0, 0) upper left, (1, 1) lower right, counter-clockwise on the map. */
    private List<double[]> ring() {
        List<double[]> ring =
                List.of(new double[] {0, 0}, new double[] {0, 1}, new double[] {1, 1}, new double[] {1, 0});
        return cut(cut(ring, 1), -1);
    }

    private List<double[]> cut(List<double[]> ring, int side) {
        List<double[]> kept = new ArrayList<>();
        for (int i = 0; i < ring.size(); i++) {
            double[] p = ring.get(i);
            double[] q = ring.get((i + 1) % ring.size());
            double atP = OrbitPass.HALF_SWATH - side * across(p);
            double atQ = OrbitPass.HALF_SWATH - side * across(q);
            if (atP >= 0) {
                kept.add(p);
            }
            if (atP * atQ < 0) {
                double at = atP / (atP - atQ);
                kept.add(new double[] {p[0] + (q[0] - p[0]) * at, p[1] + (q[1] - p[1]) * at});
            }
        }
        return kept;
    }

    private double across(double[] at) {
        return offset + perEast * at[0] + perSouth * at[1];
    }
}
