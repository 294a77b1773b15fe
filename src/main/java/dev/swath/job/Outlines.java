package dev.swath.job;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;
import org.locationtech.jts.operation.valid.IsValidOp;
import org.locationtech.jts.operation.valid.TopologyValidationError;

/**
 * Checks and joins the polygons of an area. Longitudes may run past 180 degrees; polygons that were cut there, as RFC 7946 asks
 * for, are put together again.
 */
final class Outlines {

    private static final double TURN = 360;
    private static final double HALF_TURN = 180;
    private static final double ROUNDING = 1e-9;
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    private Outlines() {}

    /**
     * The area of these polygons, its longitudes continuous and its middle within -180 to 180.
     *
     * @throws IllegalArgumentException if there is none, or one crosses itself, has no area, leaves the world, or has an edge of
     *     half the world or more
     */
    static Geometry joined(List<Polygon> polygons) {
        if (polygons.isEmpty()) {
            throw new IllegalArgumentException("has no polygon; draw one");
        }
        List<Polygon> valid = new ArrayList<>();
        for (Polygon polygon : polygons) {
            Polygon outline = isWholeTurn(polygon) ? rectangle(polygon.getEnvelopeInternal()) : polygon;
            Polygon near = (Polygon) centred(outline);
            validate(near);
            valid.add(near);
        }
        List<Polygon> near = together(valid);
        Geometry joined = near.size() == 1 ? near.get(0) : OverlayNGRobust.union(GEOMETRIES.buildGeometry(near));
        return centred(joined);
    }

    /** A box with a corner each quarter of the world, so that no edge is ambiguous. */
    static Polygon rectangle(Envelope box) {
        int pieces = Math.max(1, (int) Math.ceil(box.getWidth() / (HALF_TURN / 2)));
        List<Coordinate> ring = new ArrayList<>();
        for (int i = 0; i <= pieces; i++) {
            ring.add(new Coordinate(along(box, i, pieces), box.getMinY()));
        }
        for (int i = pieces; i >= 0; i--) {
            ring.add(new Coordinate(along(box, i, pieces), box.getMaxY()));
        }
        ring.add(ring.get(0).copy());
        return GEOMETRIES.createPolygon(ring.toArray(Coordinate[]::new));
    }

    private static double along(Envelope box, int piece, int pieces) {
        return piece == pieces ? box.getMaxX() : box.getMinX() + box.getWidth() * piece / pieces;
    }

    private static boolean isWholeTurn(Polygon polygon) {
        return polygon.isRectangle() && polygon.getEnvelopeInternal().getWidth() == TURN;
    }

    private static Geometry centred(Geometry geometry) {
        Envelope bounds = geometry.getEnvelopeInternal();
        double middle = bounds.centre().x;
        if (!(Math.max(Math.abs(bounds.getMinX()), Math.abs(bounds.getMaxX())) <= 2 * TURN)) {
            return geometry;
        }
        return middle > HALF_TURN || middle < -HALF_TURN ? turned(geometry, -Math.rint(middle / TURN)) : geometry;
    }

    private static Geometry turned(Geometry geometry, double turns) {
        return AffineTransformation.translationInstance(turns * TURN, 0).transform(geometry);
    }

    /** Polygons as near to each other as they lie on the globe: those west of the widest gap are moved to the east. */
    private static List<Polygon> together(List<Polygon> polygons) {
        List<Polygon> sorted = new ArrayList<>(polygons);
        sorted.sort(Comparator.comparingDouble(
                polygon -> polygon.getEnvelopeInternal().getMinX()));
        double reached = sorted.get(0).getEnvelopeInternal().getMaxX();
        double first = sorted.get(0).getEnvelopeInternal().getMinX();
        double farthest = sorted.stream()
                .mapToDouble(polygon -> polygon.getEnvelopeInternal().getMaxX())
                .max()
                .orElseThrow();
        double widest = first + TURN - farthest;
        int moved = 0;
        for (int i = 1; i < sorted.size(); i++) {
            Envelope next = sorted.get(i).getEnvelopeInternal();
            if (next.getMinX() - reached > widest) {
                widest = next.getMinX() - reached;
                moved = i;
            }
            reached = Math.max(reached, next.getMaxX());
        }
        for (int i = 0; i < moved; i++) {
            sorted.set(i, (Polygon) turned(sorted.get(i), 1));
        }
        return moved == 0 ? polygons : sorted;
    }

    private static void validate(Polygon polygon) {
        Envelope bounds = polygon.getEnvelopeInternal();
        boolean longitudes =
                bounds.getMinX() >= -TURN && bounds.getMaxX() <= TURN && bounds.getWidth() <= TURN + ROUNDING;
        boolean latitudes = bounds.getMinY() >= -90 && bounds.getMaxY() <= 90;
        if (!longitudes || !latitudes) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "reaches from %s,%s to %s,%s, outside the world; write degrees, longitude first: longitudes within -180 to 180"
                            + " (or past 180 where the area crosses it), latitudes within -90 to 90",
                    GeoJsonText.degrees(bounds.getMinX()),
                    GeoJsonText.degrees(bounds.getMinY()),
                    GeoJsonText.degrees(bounds.getMaxX()),
                    GeoJsonText.degrees(bounds.getMaxY())));
        }
        Coordinate[] points = polygon.getExteriorRing().getCoordinates();
        for (int i = 0; i + 1 < points.length; i++) {
            if (Math.abs(points[i + 1].x - points[i].x) >= HALF_TURN) {
                throw new IllegalArgumentException(
                        "has an edge of half the world or more, so it is not known which way round it goes; where the area crosses"
                                + " the 180th meridian write longitudes that run past it (179 to 181), or cut it there");
            }
        }
        TopologyValidationError error = new IsValidOp(polygon).getValidationError();
        if (error != null) {
            Coordinate at = error.getCoordinate();
            String where = at == null ? "" : " near " + GeoJsonText.degrees(at.x) + "," + GeoJsonText.degrees(at.y);
            throw new IllegalArgumentException("has a ring that crosses itself or is not a ring ("
                    + error.getMessage().toLowerCase(Locale.ROOT) + where + "); redraw it");
        }
        if (!(polygon.getArea() > 0)) {
            throw new IllegalArgumentException("covers no area; draw a polygon that does");
        }
    }
}
