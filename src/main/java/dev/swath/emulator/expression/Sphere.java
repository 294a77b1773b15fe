package dev.swath.emulator.expression;

import dev.swath.grid.Projection;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateFilter;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.distance.DistanceOp;

/** Lengths and areas on a sphere with the radius of WGS 84's equator. */
final class Sphere {

    static final double RADIUS = 6_378_137;
    static final double METRES_PER_DEGREE = Math.toRadians(RADIUS);

    private Sphere() {}

    /** The distance of two points in metres. */
    static double distance(Coordinate a, Coordinate b) {
        double north = Math.toRadians(b.y - a.y) / 2;
        double east = Math.toRadians(b.x - a.x) / 2;
        double chord = StrictMath.pow(StrictMath.sin(north), 2)
                + StrictMath.cos(Math.toRadians(a.y))
                        * StrictMath.cos(Math.toRadians(b.y))
                        * StrictMath.pow(StrictMath.sin(east), 2);
        return 2 * RADIUS * StrictMath.asin(Math.min(1, Math.sqrt(chord)));
    }

    /** The distance of two geometries in metres, between the points that are nearest in degrees. */
    static double distance(Geometry a, Geometry b) {
        Coordinate[] nearest = DistanceOp.nearestPoints(a, b);
        return distance(nearest[0], nearest[1]);
    }

    /** The area in square metres: the integral of the sine of latitude along each ring. */
    static double area(Geometry lonLat) {
        double area = 0;
        for (int i = 0; i < lonLat.getNumGeometries(); i++) {
            if (lonLat.getGeometryN(i) instanceof Polygon polygon) {
                area += ring(polygon.getExteriorRing());
                for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
                    area -= ring(polygon.getInteriorRingN(hole));
                }
            }
        }
        return area;
    }

    private static double ring(LineString ring) {
        Coordinate[] points = ring.getCoordinates();
        double sum = 0;
        for (int i = 0; i + 1 < points.length; i++) {
            double middle =
                    (StrictMath.sin(Math.toRadians(points[i].y)) + StrictMath.sin(Math.toRadians(points[i + 1].y))) / 2;
            sum += Math.toRadians(points[i + 1].x - points[i].x) * middle;
        }
        return Math.abs(sum) * RADIUS * RADIUS;
    }

    /** The length in metres of lines (dimension 1) or of the borders of areas (dimension 2). */
    static double length(Geometry lonLat, int dimension) {
        double length = 0;
        for (int i = 0; i < lonLat.getNumGeometries(); i++) {
            Geometry part = lonLat.getGeometryN(i);
            if (part.getDimension() == dimension) {
                Geometry lines = dimension == 2 ? part.getBoundary() : part;
                for (int j = 0; j < lines.getNumGeometries(); j++) {
                    Coordinate[] points = lines.getGeometryN(j).getCoordinates();
                    for (int k = 0; k + 1 < points.length; k++) {
                        length += distance(points[k], points[k + 1]);
                    }
                }
            }
        }
        return length;
    }

    /** All points within a distance in metres, computed in the UTM zone of the geometry's centre. */
    static Geometry buffered(Geometry lonLat, double metres) {
        Coordinate centre = lonLat.getCentroid().getCoordinate();
        int zone = (int) Math.max(1, Math.min(60, Math.floor((centre.x + 180) / 6) + 1));
        Projection utm = Projection.utm(zone, centre.y >= 0);
        Geometry projected = moved(lonLat, point -> point.setCoordinate(utm.project(point.x, point.y)));
        return moved(projected.buffer(metres, 24), point -> point.setCoordinate(utm.unproject(point.x, point.y)));
    }

    private static Geometry moved(Geometry shape, CoordinateFilter move) {
        Geometry copy = shape.copy();
        copy.apply(move);
        copy.geometryChanged();
        return copy;
    }
}
