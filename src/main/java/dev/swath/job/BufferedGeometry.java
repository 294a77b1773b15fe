package dev.swath.job;

import dev.swath.grid.ProjectedArea;
import dev.swath.grid.Projection;
import dev.swath.grid.ProjectionDefinition;
import dev.swath.grid.ProjectionMethod;
import dev.swath.grid.ProjectionParameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateFilter;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.PolygonExtracter;

/** Widens geometries by metres, on an equal-area map around each: within 100 km of its middle, to a ten-thousandth. */
final class BufferedGeometry {

    private static final int PIECES_OF_A_QUARTER = 16;
    private static final double SEMI_MAJOR = 6378137;
    private static final double INVERSE_FLATTENING = 298.257223563;

    private static final double POLE = 90;
    private static final double FARTHEST = 360;

    private BufferedGeometry() {}

    /**
     * The polygons of a geometry with a margin; none if nothing is left.
     *
     * @param lonLat in degrees
     * @param metres of the margin; below 0 for polygons that shrink
     */
    static List<Polygon> of(Geometry lonLat, double metres) {
        requireOnTheGlobe(lonLat);
        Coordinate middle = lonLat.getEnvelopeInternal().centre();
        Projection around = new ProjectionDefinition(
                        "around " + GeoJsonText.degrees(middle.y) + "," + GeoJsonText.degrees(middle.x),
                        Optional.of(ProjectionMethod.LAMBERT_AZIMUTHAL),
                        Map.of(
                                ProjectionParameter.CENTRAL_MERIDIAN, middle.x,
                                ProjectionParameter.LATITUDE_OF_ORIGIN, middle.y),
                        SEMI_MAJOR,
                        INVERSE_FLATTENING,
                        1)
                .projection();
        Geometry flat = lonLat.copy();
        flat.apply((CoordinateFilter) point -> point.setCoordinate(around.project(point.x, point.y)));
        flat.geometryChanged();
        Geometry wide = flat.buffer(metres, PIECES_OF_A_QUARTER);
        List<Polygon> polygons = new ArrayList<>();
        PolygonExtracter.getPolygons(wide, polygons);
        List<Polygon> inDegrees = new ArrayList<>();
        for (Polygon polygon : polygons) {
            if (!polygon.isEmpty()) {
                PolygonExtracter.getPolygons(ProjectedArea.lonLat(polygon, around), inDegrees);
            }
        }
        return inDegrees;
    }

    private static void requireOnTheGlobe(Geometry lonLat) {
        if (lonLat instanceof Polygon polygon) {
            Outlines.joined(List.of(polygon));
        }
        for (Coordinate point : lonLat.getCoordinates()) {
            if (!(Math.abs(point.x) <= FARTHEST && Math.abs(point.y) <= POLE)) {
                throw new IllegalArgumentException("has a position " + GeoJsonText.degrees(point.x) + ","
                        + GeoJsonText.degrees(point.y) + " outside the world; write degrees, longitude first");
            }
        }
    }
}
