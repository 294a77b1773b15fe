package dev.swath.grid;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.locationtech.jts.geom.util.PolygonExtracter;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/**
 * An area in the coordinates of a reference system, with its edges divided finely enough to follow the curves that straight
 * lines in longitude and latitude become there.
 *
 * @param lonLat the area in degrees of longitude (x) and latitude (y)
 * @param geometry polygon or multipolygon in coordinates of the reference system
 * @param projection the reference system
 */
public record ProjectedArea(Geometry lonLat, Geometry geometry, Projection projection) {

    /** How far an edge may be from the curve that it stands for, in pixels. */
    public static final double DEVIATION = 0.05;

    private static final double TURN = 360;

    /**
     * Projects an area: 21 points an edge, and one where an edge crosses the central meridian.
     *
     * @param lonLat polygon or multipolygon in degrees
     * @throws IllegalArgumentException if the area is empty, or lies too far from the middle of the map of the reference system
     */
    public static ProjectedArea of(Geometry lonLat, Projection projection) {
        return projected(lonLat, projection, Double.POSITIVE_INFINITY);
    }

    /**
     * The same, with as many points as the pixels of a lattice require: no edge is farther from its curve than
     * {@value #DEVIATION} pixels.
     *
     * @throws IllegalArgumentException if the area is empty, or lies too far from the middle of the map of the reference system
     */
    public static ProjectedArea of(Geometry lonLat, Projection projection, AffineTransform lattice) {
        double pixel = Math.min(Math.abs(lattice.scaleX()), Math.abs(lattice.scaleY()));
        return projected(lonLat, projection, DEVIATION * pixel);
    }

    private static ProjectedArea projected(Geometry lonLat, Projection projection, double deviation) {
        if (lonLat.isEmpty()) {
            throw new IllegalArgumentException("the area is empty");
        }
        projection.centralMeridian().ifPresent(meridian -> {
            for (Coordinate point : lonLat.getCoordinates()) {
                double away = Math.abs(Math.IEEEremainder(point.x - meridian, TURN));
                if (away > projection.reach()) {
                    throw new IllegalArgumentException(String.format(
                            Locale.ROOT,
                            "the area lies %.0f degrees from the central meridian of %s; choose the UTM zone it is in",
                            away,
                            projection.code()));
                }
            }
        });
        Geometry geometry = Reprojection.project(placed(lonLat, projection), projection, deviation);
        for (Coordinate point : geometry.getCoordinates()) {
            if (!Double.isFinite(point.x) || !Double.isFinite(point.y)) {
                throw new IllegalArgumentException("the area reaches beyond the map of " + projection.code()
                        + "; choose another reference system");
            }
        }
        return new ProjectedArea(lonLat, geometry, projection);
    }

    /**
     * The area with longitudes around the central meridian, if the system has one; cut where the map is cut, so that each part is
     * whole on the map.
     */
    private static Geometry placed(Geometry lonLat, Projection projection) {
        if (projection.centralMeridian().isEmpty()) {
            return lonLat;
        }
        double meridian = projection.centralMeridian().getAsDouble();
        Envelope bounds = lonLat.getEnvelopeInternal();
        Geometry near = turned(lonLat, Math.rint((meridian - bounds.centre().x) / TURN));
        Envelope world = new Envelope(meridian - TURN / 2, meridian + TURN / 2, -90, 90);
        if (!projection.isCutOpposite() || world.contains(near.getEnvelopeInternal())) {
            return near;
        }
        List<Polygon> parts = new ArrayList<>();
        for (int turns = -1; turns <= 1; turns++) {
            Geometry part = OverlayNGRobust.overlay(
                    turned(near, turns), near.getFactory().toGeometry(world), OverlayNG.INTERSECTION);
            PolygonExtracter.getPolygons(part, parts);
        }
        return near.getFactory().createMultiPolygon(parts.toArray(Polygon[]::new));
    }

    private static Geometry turned(Geometry lonLat, double turns) {
        return turns == 0
                ? lonLat
                : AffineTransformation.translationInstance(TURN * turns, 0).transform(lonLat);
    }

    /**
     * A geometry in degrees of longitude and latitude, its edges divided so that they follow the curves that they become. Longitudes
     * go on beyond 180 degrees rather than jump.
     *
     * @throws IllegalArgumentException if a point is not on the map
     */
    public static Geometry lonLat(Geometry geometry, Projection from) {
        Geometry lonLat = Reprojection.unproject(geometry, from);
        for (Coordinate point : lonLat.getCoordinates()) {
            if (!Double.isFinite(point.x) || !Double.isFinite(point.y)) {
                throw new IllegalArgumentException("reaches beyond the map of " + from.code());
            }
        }
        return lonLat;
    }

    /** The area that contains every pixel of a grid: what is downloaded if nothing is clipped. */
    public static ProjectedArea covering(RasterGrid grid) {
        Geometry box = new GeometryFactory().toGeometry(grid.bounds());
        return new ProjectedArea(Reprojection.unproject(box, grid.projection()), box, grid.projection());
    }

    /** The smallest upright box around the area, in coordinates of the reference system. */
    public Envelope bounds() {
        return geometry.getEnvelopeInternal();
    }
}
