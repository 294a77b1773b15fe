package dev.swath.earthengine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.GeometryFixer;

/**
 * Reads the footprint of an image. Earth Engine writes unbounded footprints with the texts {@code Infinity} and {@code
 * -Infinity}, and some as a bare ring. A footprint without area does not say where pixels are.
 */
final class GeoJsonFootprint {

    /**
     * Repairing a polygon takes time that grows with the square of its points. With more points than this the convex
     * hull is used. It is never too small: pixels that the image does not cover are masked.
     */
    private static final int MOST_POINTS_MENDED = 1000;
    /** Twice around the Earth, in degrees. */
    private static final double FARTHEST = 720;

    private final GeometryFactory geometries = new GeometryFactory();
    private final List<Polygon> polygons = new ArrayList<>();
    private boolean bounded = true;

    private GeoJsonFootprint() {}

    /** The polygons of a GeoJSON geometry, repaired if rings cross; empty if there are none or one is unbounded. */
    static Optional<Geometry> read(JsonNode json) {
        GeoJsonFootprint footprint = new GeoJsonFootprint();
        footprint.add(json);
        if (!footprint.bounded || footprint.polygons.isEmpty()) {
            return Optional.empty();
        }
        Geometry geometry = footprint.polygons.size() == 1
                ? footprint.polygons.get(0)
                : footprint.geometries.createMultiPolygon(footprint.polygons.toArray(new Polygon[0]));
        return Optional.of(valid(geometry)).filter(area -> area.getArea() > 0);
    }

    private static Geometry valid(Geometry geometry) {
        if (geometry.isValid()) {
            return geometry;
        }
        return geometry.getNumPoints() > MOST_POINTS_MENDED ? geometry.convexHull() : GeometryFixer.fix(geometry);
    }

    private void add(JsonNode json) {
        JsonNode coordinates = json.path("coordinates");
        switch (json.path("type").asText()) {
            case "Polygon" -> polygon(coordinates);
            case "MultiPolygon" -> coordinates.forEach(this::polygon);
            case "LinearRing" -> shell(ring(coordinates));
            case "GeometryCollection" -> json.path("geometries").forEach(this::add);
            default -> {
                // Points and lines have no area.
            }
        }
    }

    private void polygon(JsonNode rings) {
        List<LinearRing> read = new ArrayList<>();
        for (JsonNode ring : rings) {
            ring(ring).ifPresent(read::add);
        }
        if (!read.isEmpty()) {
            LinearRing[] holes = read.subList(1, read.size()).toArray(new LinearRing[0]);
            polygons.add(geometries.createPolygon(read.get(0), holes));
        }
    }

    private void shell(Optional<LinearRing> ring) {
        ring.ifPresent(shell -> polygons.add(geometries.createPolygon(shell)));
    }

    private Optional<LinearRing> ring(JsonNode points) {
        List<Coordinate> ring = new ArrayList<>();
        for (JsonNode point : points) {
            JsonNode longitude = point.path(0);
            JsonNode latitude = point.path(1);
            Coordinate position = new Coordinate(longitude.asDouble(), latitude.asDouble());
            boolean known = longitude.isNumber() && latitude.isNumber();
            if (!known || Math.abs(position.x) > FARTHEST || Math.abs(position.y) > FARTHEST) {
                bounded = false;
                return Optional.empty();
            }
            ring.add(position);
        }
        if (ring.size() < 3) {
            return Optional.empty();
        }
        if (!ring.get(0).equals2D(ring.get(ring.size() - 1))) {
            ring.add(ring.get(0).copy());
        }
        return ring.size() < 4
                ? Optional.empty()
                : Optional.of(geometries.createLinearRing(ring.toArray(new Coordinate[0])));
    }
}
