package dev.swath.emulator.synthetic;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateFilter;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;

/** Outlines of images in longitude and latitude. */
public final class Footprints {

    private static final Envelope WORLD = new Envelope(-180, 180, -90, 90);

    private Footprints() {}

    /**
     * The polygon of a ring, cut at the antimeridian if it crosses it.
     *
     * @param open corners in turn, in degrees, each once; longitudes beyond 180 degrees lie across the antimeridian
     */
    public static Geometry of(List<Coordinate> open) {
        GeometryFactory factory = new GeometryFactory();
        List<Coordinate> ring = new ArrayList<>();
        open.forEach(at -> ring.add(new Coordinate(rounded(at.x), rounded(at.y))));
        ring.add(ring.get(0));
        Polygon polygon = factory.createPolygon(ring.toArray(Coordinate[]::new));
        Envelope bounds = polygon.getEnvelopeInternal();
        if (bounds.getMinX() >= -180 && bounds.getMaxX() <= 180) {
            return polygon;
        }
        double shift = bounds.getMaxX() > 180 ? -360 : 360;
        Geometry inside = polygon.intersection(factory.toGeometry(WORLD));
        Geometry moved = polygon.copy();
        moved.apply((CoordinateFilter) coordinate -> coordinate.x += shift);
        moved.geometryChanged();
        return inside.union(moved.intersection(factory.toGeometry(WORLD)));
    }

    /** A box of degrees within the world. */
    static Geometry box(double west, double south, double east, double north) {
        return new GeometryFactory().toGeometry(new Envelope(west, east, south, north));
    }

    /** Whether a footprint meets a box; a box that reaches beyond 180 degrees goes on across the antimeridian. */
    static boolean meet(Envelope bounds, Envelope box) {
        for (int turn = -360; turn <= 360; turn += 360) {
            if (bounds.getMinX() + turn <= box.getMaxX()
                    && bounds.getMaxX() + turn >= box.getMinX()
                    && bounds.getMinY() <= box.getMaxY()
                    && bounds.getMaxY() >= box.getMinY()) {
                return true;
            }
        }
        return false;
    }

    private static double rounded(double degrees) {
        return Math.round(degrees * 1e9) / 1e9;
    }
}
