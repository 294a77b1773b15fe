package dev.swath.grid;

import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import org.locationtech.jts.algorithm.Distance;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateList;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.GeometryTransformer;

/**
 * Projects outlines from one reference system to another. An edge that is straight in one is curved in the other, so each
 * is divided into 20 pieces (21 points), and once more at the central meridian, where a parallel turns back. The pieces
 * are within 2 cm of the curve for an edge of 1 degree and within 0.7 m for one of 6 degrees.
 */
final class Reprojection extends GeometryTransformer {

    private static final int PIECES = 20;

    private static final double HALF_TURN = 180;

    /** A piece is halved at most this many times, which is far more than any curve needs. */
    private static final int MOST_HALVINGS = 16;

    private final UnaryOperator<Coordinate> map;
    private final OptionalDouble meridian;
    private final int pieces;
    private final double deviation;

    private Reprojection(UnaryOperator<Coordinate> map, OptionalDouble meridian, int pieces, double deviation) {
        this.map = map;
        this.meridian = meridian;
        this.pieces = pieces;
        this.deviation = deviation;
    }

    /** From longitude and latitude to a reference system. */
    static Geometry project(Geometry lonLat, Projection to) {
        return project(lonLat, to, Double.POSITIVE_INFINITY);
    }

    /**
     * The same, with more pieces where an edge would leave its curve.
     *
     * @param deviation largest distance of the middle of a piece from the curve, in units of the reference system
     */
    static Geometry project(Geometry lonLat, Projection to, double deviation) {
        // From degrees to degrees, straight edges stay straight.
        int pieces = to.isGeographic() ? 1 : PIECES;
        double bends = to.isGeographic() ? Double.POSITIVE_INFINITY : deviation;
        return new Reprojection(point -> to.project(point.x, point.y), to.centralMeridian(), pieces, bends)
                .transform(lonLat);
    }

    /** From a reference system to longitude and latitude; across the antimeridian the degrees continue beyond 180. */
    static Geometry unproject(Geometry geometry, Projection from) {
        int pieces = from.isGeographic() ? 1 : PIECES;
        UnaryOperator<Coordinate> map = point -> {
            Coordinate lonLat = from.unproject(point.x, point.y);
            from.centralMeridian().ifPresent(middle -> lonLat.x = middle + Math.IEEEremainder(lonLat.x - middle, 360));
            return lonLat;
        };
        Geometry lonLat =
                new Reprojection(map, OptionalDouble.empty(), pieces, Double.POSITIVE_INFINITY).transform(geometry);
        boolean whole = from.centralMeridian().isPresent() && from.reach() >= HALF_TURN && !from.isCutOpposite();
        return whole && lonLat instanceof Polygon polygon ? AroundThePole.continuous(polygon) : lonLat;
    }

    @Override
    protected CoordinateSequence transformCoordinates(CoordinateSequence points, Geometry parent) {
        CoordinateList mapped = new CoordinateList();
        for (int i = 0; i + 1 < points.size(); i++) {
            addEdge(points.getCoordinate(i), points.getCoordinate(i + 1), mapped);
        }
        if (points.size() > 0) {
            mapped.add(map.apply(points.getCoordinate(points.size() - 1)), true);
        }
        return factory.getCoordinateSequenceFactory().create(mapped.toCoordinateArray());
    }

    /** All points of an edge but its last. */
    private void addEdge(Coordinate start, Coordinate end, CoordinateList mapped) {
        double atMeridian = Double.NaN;
        if (meridian.isPresent() && (start.x - meridian.getAsDouble()) * (end.x - meridian.getAsDouble()) < 0) {
            atMeridian = (meridian.getAsDouble() - start.x) / (end.x - start.x);
        }
        double from = 0;
        for (int i = 1; i <= pieces; i++) {
            double to = (double) i / pieces;
            if (atMeridian > from && atMeridian < to) {
                addPiece(between(start, end, from), between(start, end, atMeridian), mapped, 0);
                from = atMeridian;
            }
            addPiece(between(start, end, from), i == pieces ? end : between(start, end, to), mapped, 0);
            from = to;
        }
    }

    /** All points of a piece of an edge but its last. */
    private void addPiece(Coordinate start, Coordinate end, CoordinateList mapped, int halvings) {
        Coordinate from = map.apply(start);
        if (deviation < Double.POSITIVE_INFINITY && halvings < MOST_HALVINGS) {
            Coordinate middle = between(start, end, 0.5);
            if (Distance.pointToLinePerpendicular(map.apply(middle), from, map.apply(end)) > deviation) {
                addPiece(start, middle, mapped, halvings + 1);
                addPiece(middle, end, mapped, halvings + 1);
                return;
            }
        }
        mapped.add(from, true);
    }

    private static Coordinate between(Coordinate start, Coordinate end, double at) {
        return new Coordinate(start.x + (end.x - start.x) * at, start.y + (end.y - start.y) * at);
    }
}
