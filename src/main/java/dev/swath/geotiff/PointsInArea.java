package dev.swath.geotiff;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.util.LinearComponentExtracter;
import org.locationtech.jts.index.intervalrtree.SortedPackedIntervalRTree;

/**
 * Decides whether points lie in an area of longitude and latitude, without rounding. A point on a border belongs to the area
 * east or south of it, so of areas that share borders exactly one contains it, however each describes the border. Holes are
 * outside (even-odd rule).
 */
final class PointsInArea {

    private static final double TURN = 360;

    private final SortedPackedIntervalRTree edgesByLatitude = new SortedPackedIntervalRTree();
    private final Envelope bounds;

    PointsInArea(Geometry lonLat) {
        bounds = lonLat.getEnvelopeInternal();
        for (Object line : LinearComponentExtracter.getLines(lonLat)) {
            Coordinate[] points = ((LineString) line).getCoordinates();
            for (int i = 1; i < points.length; i++) {
                Coordinate a = points[i - 1];
                Coordinate b = points[i];
                if (a.y != b.y) {
                    Edge edge = a.y < b.y ? new Edge(a, b) : new Edge(b, a);
                    edgesByLatitude.insert(edge.south().y, edge.north().y, edge);
                }
            }
        }
    }

    /** An edge that is not level, always computed from its southern end, so that the areas on both sides get the same answer. */
    private record Edge(Coordinate south, Coordinate north) {
        boolean isEastOf(Coordinate point) {
            return south.y < point.y
                    && point.y <= north.y
                    && Orientation.index(south, north, point) == Orientation.COUNTERCLOCKWISE;
        }
    }

    /** Whether a point belongs to the area, even if the longitudes of the two differ by 360 degrees. */
    boolean holds(Coordinate lonLat) {
        boolean inside = false;
        for (int turn = -1; turn <= 1; turn++) {
            Coordinate point = new Coordinate(lonLat.x + turn * TURN, lonLat.y);
            if (bounds.contains(point)) {
                inside ^= isOdd(point);
            }
        }
        return inside;
    }

    private boolean isOdd(Coordinate point) {
        List<Edge> east = new ArrayList<>();
        edgesByLatitude.query(point.y, point.y, item -> {
            if (((Edge) item).isEastOf(point)) {
                east.add((Edge) item);
            }
        });
        return east.size() % 2 != 0;
    }
}
