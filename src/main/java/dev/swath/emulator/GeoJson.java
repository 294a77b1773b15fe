package dev.swath.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/** GeoJSON geometries (RFC 7946) in degrees of longitude and latitude. */
final class GeoJson {

    private static final int DEEPEST = 16;

    private final GeometryFactory geometries = new GeometryFactory();

    private GeoJson() {}

    /**
     * Reads a geometry of any type, a Feature or a FeatureCollection. Rings may be open, as Earth Engine's own clients
     * write them.
     *
     * @throws IllegalArgumentException if the JSON is none of these
     */
    static Geometry read(JsonNode json) {
        return new GeoJson().geometry(json, 0);
    }

    private Geometry geometry(JsonNode json, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("collections within collections");
        }
        JsonNode coordinates = json.path("coordinates");
        String type = json.path("type").asText();
        return switch (type) {
            case "Point" -> geometries.createPoint(point(coordinates));
            case "MultiPoint" -> geometries.createMultiPointFromCoords(line(coordinates, 1));
            case "LineString" -> geometries.createLineString(line(coordinates, 2));
            case "MultiLineString" -> collection(coordinates, each -> geometries.createLineString(line(each, 2)));
            case "LinearRing" -> ring(coordinates);
            case "Polygon" -> polygon(coordinates);
            case "MultiPolygon" -> collection(coordinates, this::polygon);
            case "GeometryCollection" -> collection(json.path("geometries"), each -> geometry(each, depth + 1));
            case "FeatureCollection" -> collection(json.path("features"), each -> geometry(each, depth + 1));
            case "Feature" -> geometry(json.path("geometry"), depth + 1);
            default -> throw new IllegalArgumentException("unknown type '" + type + "'");
        };
    }

    private interface Part {
        Geometry read(JsonNode json);
    }

    private Geometry collection(JsonNode parts, Part part) {
        List<Geometry> read = new ArrayList<>();
        array(parts, 1).forEach(each -> read.add(part.read(each)));
        return geometries.createGeometryCollection(read.toArray(new Geometry[0]));
    }

    private Polygon polygon(JsonNode rings) {
        List<LinearRing> read = new ArrayList<>();
        array(rings, 1).forEach(each -> read.add(ring(each)));
        return geometries.createPolygon(
                read.get(0), read.subList(1, read.size()).toArray(new LinearRing[0]));
    }

    private LinearRing ring(JsonNode points) {
        List<Coordinate> ring = new ArrayList<>(List.of(line(points, 3)));
        if (!ring.get(0).equals2D(ring.get(ring.size() - 1))) {
            ring.add(ring.get(0).copy());
        }
        return geometries.createLinearRing(ring.toArray(new Coordinate[0]));
    }

    private static Coordinate[] line(JsonNode points, int least) {
        List<Coordinate> read = new ArrayList<>();
        array(points, least).forEach(each -> read.add(point(each)));
        return read.toArray(new Coordinate[0]);
    }

    private static Coordinate point(JsonNode point) {
        JsonNode numbers = array(point, 2);
        if (!numbers.get(0).isNumber() || !numbers.get(1).isNumber()) {
            throw new IllegalArgumentException("coordinates that are not numbers");
        }
        return new Coordinate(numbers.get(0).asDouble(), numbers.get(1).asDouble());
    }

    private static JsonNode array(JsonNode json, int least) {
        if (!json.isArray() || json.size() < least) {
            throw new IllegalArgumentException("coordinates are missing");
        }
        return json;
    }

    /** Writes a polygon or multipolygon; for other geometries, the convex hull. */
    static ObjectNode write(Geometry geometry) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (geometry instanceof Polygon polygon) {
            json.put("type", "Polygon").set("coordinates", rings(polygon));
            return json;
        }
        boolean areas = geometry.getDimension() == 2;
        for (int i = 0; i < geometry.getNumGeometries(); i++) {
            areas &= geometry.getGeometryN(i) instanceof Polygon;
        }
        if (!areas) {
            return write(geometry.getEnvelope().buffer(0));
        }
        ArrayNode polygons = json.put("type", "MultiPolygon").putArray("coordinates");
        for (int i = 0; i < geometry.getNumGeometries(); i++) {
            polygons.add(rings((Polygon) geometry.getGeometryN(i)));
        }
        return json;
    }

    private static ArrayNode rings(Polygon polygon) {
        ArrayNode rings = JsonNodeFactory.instance.arrayNode();
        rings.add(points(polygon.getExteriorRing()));
        for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
            rings.add(points(polygon.getInteriorRingN(i)));
        }
        return rings;
    }

    private static ArrayNode points(LinearRing ring) {
        ArrayNode points = JsonNodeFactory.instance.arrayNode();
        for (Coordinate point : ring.getCoordinates()) {
            points.addArray().add(point.x).add(point.y);
        }
        return points;
    }
}
