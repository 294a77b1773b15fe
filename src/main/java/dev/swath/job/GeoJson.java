package dev.swath.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/** Reads and writes polygons in GeoJSON (RFC 7946). */
final class GeoJson {

    /** The largest request body Earth Engine takes. */
    private static final long LARGEST_FILE = 10_000_000;

    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    private GeoJson() {}

    /**
     * The polygons of a file: of a geometry, a feature, or a collection of either.
     *
     * @throws IllegalArgumentException if the file does not exist or has anything but polygons
     */
    static List<Polygon> read(Path file) {
        List<Polygon> polygons = new ArrayList<>();
        collect(parse(file), polygons);
        return polygons;
    }

    private static JsonNode parse(Path file) {
        try {
            if (Files.size(file) > LARGEST_FILE) {
                throw new IllegalArgumentException("is larger than " + LARGEST_FILE + " bytes; simplify its outlines");
            }
            return JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build()
                    .readTree(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("is a file that does not exist; name a GeoJSON file", e);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("is not JSON (" + e.getOriginalMessage() + "); name a GeoJSON file", e);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "can't be read (" + e.getMessage() + "); name a readable GeoJSON file", e);
        }
    }

    private static void collect(JsonNode node, List<Polygon> polygons) {
        String crs = node.path("crs").path("properties").path("name").asText("CRS84");
        if (!crs.contains("CRS84") && !crs.contains("4326")) {
            throw new IllegalArgumentException(
                    "has coordinates in " + crs + "; convert it to longitude and latitude on WGS 84");
        }
        String type = node.path("type").asText("");
        switch (type) {
            case "Polygon" -> polygons.add(polygon(node.path("coordinates")));
            case "MultiPolygon" -> node.path("coordinates").forEach(part -> polygons.add(polygon(part)));
            case "Feature" -> collect(node.path("geometry"), polygons);
            case "FeatureCollection" -> node.path("features").forEach(feature -> collect(feature, polygons));
            case "GeometryCollection" -> node.path("geometries").forEach(part -> collect(part, polygons));
            default ->
                throw new IllegalArgumentException(
                        type.isEmpty()
                                ? "is not GeoJSON; name a file with a Polygon or MultiPolygon"
                                : "holds a " + type + "; only Polygon and MultiPolygon have an area");
        }
    }

    private static Polygon polygon(JsonNode rings) {
        List<LinearRing> parsed = new ArrayList<>();
        rings.forEach(ring -> parsed.add(ring(ring)));
        if (parsed.isEmpty()) {
            throw new IllegalArgumentException("has a polygon without a ring; draw its ring");
        }
        return GEOMETRIES.createPolygon(parsed.get(0), parsed.stream().skip(1).toArray(LinearRing[]::new));
    }

    private static LinearRing ring(JsonNode positions) {
        List<Coordinate> points = new ArrayList<>();
        for (JsonNode position : positions) {
            if (!position.path(0).isNumber() || !position.path(1).isNumber()) {
                throw new IllegalArgumentException("has a position " + position + "; write [longitude, latitude]");
            }
            Coordinate point = new Coordinate(
                    position.get(0).doubleValue(), position.get(1).doubleValue());
            if (!Double.isFinite(point.x) || !Double.isFinite(point.y)) {
                throw new IllegalArgumentException("has a position " + position + "; write degrees");
            }
            points.add(point);
        }
        if (points.size() < 4 || !points.get(0).equals(points.get(points.size() - 1))) {
            throw new IllegalArgumentException("has a ring that is not closed; repeat its first position as the last");
        }
        return GEOMETRIES.createLinearRing(points.toArray(Coordinate[]::new));
    }

    /** A polygon or multipolygon as a geometry on one line, outer rings counter-clockwise. */
    static String write(Geometry geometry) {
        List<String> polygons = IntStream.range(0, geometry.getNumGeometries())
                .mapToObj(i -> write((Polygon) geometry.getGeometryN(i)))
                .toList();
        return polygons.size() == 1
                ? "{\"type\":\"Polygon\",\"coordinates\":" + polygons.get(0) + "}"
                : "{\"type\":\"MultiPolygon\",\"coordinates\":[" + String.join(",", polygons) + "]}";
    }

    private static String write(Polygon polygon) {
        Stream<String> holes = IntStream.range(0, polygon.getNumInteriorRing())
                .mapToObj(i -> write(polygon.getInteriorRingN(i), false));
        return Stream.concat(Stream.of(write(polygon.getExteriorRing(), true)), holes)
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String write(LinearRing ring, boolean counterClockwise) {
        LinearRing turned = Orientation.isCCW(ring.getCoordinateSequence()) == counterClockwise ? ring : ring.reverse();
        return Stream.of(turned.getCoordinates())
                .map(point -> "[" + degrees(point.x) + "," + degrees(point.y) + "]")
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** A number without exponent. */
    static String degrees(double value) {
        BigDecimal decimal = BigDecimal.valueOf(value).stripTrailingZeros();
        return decimal.signum() == 0 ? "0" : decimal.toPlainString();
    }
}
