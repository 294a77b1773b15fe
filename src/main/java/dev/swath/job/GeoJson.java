package dev.swath.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.swath.grid.ProjectedArea;
import dev.swath.grid.Projection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/** Reads GeoJSON (RFC 7946, and the member {@code crs} from before it). */
final class GeoJson {

    /** The largest request body Earth Engine takes. */
    private static final long LARGEST_FILE = 10_000_000;

    private static final String REMEDY =
            "convert it to longitude and latitude on WGS 84: ogr2ogr -t_srs EPSG:4326 area.geojson FILE";

    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    private GeoJson() {}

    /**
     * A feature of a file.
     *
     * @param key its id, or its number from 1 if it has none
     * @param properties by name, as text; without those that are null, lists or objects
     * @param geometries polygons, lines and points in degrees of longitude and latitude
     */
    record Feature(String key, Map<String, String> properties, List<Geometry> geometries) {

        Feature {
            properties = Map.copyOf(properties);
            geometries = List.copyOf(geometries);
        }
    }

    /**
     * The features of a file, without those that have no geometry; a geometry alone is one feature.
     *
     * @throws IllegalArgumentException if the file does not exist or is not GeoJSON
     */
    static List<Feature> read(Path file) {
        return features(content(file));
    }

    /**
     * The features of a text, likewise.
     *
     * @throws IllegalArgumentException if it is not GeoJSON
     */
    static List<Feature> parse(String text) {
        try {
            return features(JSON.readTree(text));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("is not JSON (" + e.getOriginalMessage() + "); write GeoJSON", e);
        }
    }

    private static List<Feature> features(JsonNode json) {
        Optional<Projection> system = referenceSystem(json.path("crs"));
        List<Feature> features = new ArrayList<>();
        if (json.path("type").asText().equals("FeatureCollection")) {
            json.path("features").forEach(feature -> add(feature, features, system));
        } else {
            add(json, features, system);
        }
        Set<String> keys = new HashSet<>();
        for (Feature feature : features) {
            if (!keys.add(feature.key())) {
                throw new IllegalArgumentException(
                        "has two features with the id " + feature.key() + "; give each an id of its own, or none");
            }
        }
        return features;
    }

    private static void add(JsonNode json, List<Feature> features, Optional<Projection> system) {
        boolean feature = json.path("type").asText().equals("Feature");
        List<Geometry> geometries = new ArrayList<>();
        if (!feature || !json.path("geometry").isNull()) {
            collect(feature ? json.path("geometry") : json, geometries);
        }
        Map<String, String> properties = new LinkedHashMap<>();
        json.path("properties").properties().forEach(property -> {
            if (feature
                    && property.getValue().isValueNode()
                    && !property.getValue().isNull()) {
                properties.put(property.getKey(), property.getValue().asText().strip());
            }
        });
        String key = json.path("id").asText().strip();
        if (!geometries.isEmpty()) {
            features.add(new Feature(
                    feature && key.matches("[^\\s#]{1,100}") ? key : String.valueOf(features.size() + 1),
                    properties,
                    geometries.stream()
                            .map(geometry -> inDegrees(geometry, system))
                            .toList()));
        }
    }

    private static Geometry inDegrees(Geometry geometry, Optional<Projection> system) {
        return system.map(projection -> ProjectedArea.lonLat(geometry, projection))
                .orElse(geometry);
    }

    /** The system that a member {@code crs} names, as GeoJSON had it before RFC 7946; empty for longitude and latitude. */
    private static Optional<Projection> referenceSystem(JsonNode crs) {
        if (crs.isMissingNode() || crs.isNull()) {
            return Optional.empty();
        }
        String name = crs.path("properties")
                .path("name")
                .asText(crs.path("properties").path("code").asText());
        Matcher code =
                Pattern.compile("(?i)(?:.*EPSG:(?:[0-9.]*:)?)?(\\d{4,6})").matcher(name.strip());
        if (name.contains("CRS84") || name.equals("WGS84")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Projection.of(code.matches() ? "EPSG:" + code.group(1) : name))
                    .filter(system -> !system.code().equals("EPSG:4326"));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("has coordinates in " + crs + " (" + e.getMessage() + "); " + REMEDY, e);
        }
    }

    private static JsonNode content(Path file) {
        try {
            if (Files.size(file) > LARGEST_FILE) {
                throw new IllegalArgumentException("is larger than " + LARGEST_FILE + " bytes; simplify its outlines");
            }
            return JSON.readTree(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("is a file that does not exist; name a GeoJSON file", e);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("is not JSON (" + e.getOriginalMessage() + "); name a GeoJSON file", e);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "can't be read (" + e.getMessage() + "); name a readable GeoJSON file", e);
        }
    }

    private static void collect(JsonNode node, List<Geometry> geometries) {
        JsonNode coordinates = node.path("coordinates");
        String type = node.path("type").asText("");
        switch (type) {
            case "Polygon" -> geometries.add(polygon(coordinates));
            case "MultiPolygon" -> coordinates.forEach(part -> geometries.add(polygon(part)));
            case "LineString" -> geometries.add(line(coordinates));
            case "MultiLineString" -> coordinates.forEach(part -> geometries.add(line(part)));
            case "Point" -> geometries.add(GEOMETRIES.createPoint(position(coordinates)));
            case "MultiPoint" -> coordinates.forEach(part -> geometries.add(GEOMETRIES.createPoint(position(part))));
            case "Feature" -> collect(node.path("geometry"), geometries);
            case "FeatureCollection" -> node.path("features").forEach(feature -> collect(feature, geometries));
            case "GeometryCollection" -> node.path("geometries").forEach(part -> collect(part, geometries));
            default ->
                throw new IllegalArgumentException(
                        type.isEmpty()
                                ? "is not GeoJSON; name a file with a Polygon or MultiPolygon"
                                : "holds a " + type + ", which GeoJSON does not have; name a file with polygons");
        }
    }

    private static LineString line(JsonNode positions) {
        List<Coordinate> points = new ArrayList<>();
        positions.forEach(position -> points.add(position(position)));
        if (points.size() < 2) {
            throw new IllegalArgumentException("has a line of fewer than two positions; draw it");
        }
        return GEOMETRIES.createLineString(points.toArray(Coordinate[]::new));
    }

    private static Polygon polygon(JsonNode rings) {
        List<LinearRing> parsed = new ArrayList<>();
        rings.forEach(ring -> parsed.add(ring(ring)));
        if (parsed.isEmpty()) {
            throw new IllegalArgumentException("has a polygon without a ring; draw its ring");
        }
        return GEOMETRIES.createPolygon(parsed.get(0), parsed.stream().skip(1).toArray(LinearRing[]::new));
    }

    private static Coordinate position(JsonNode position) {
        if (!position.path(0).isNumber() || !position.path(1).isNumber()) {
            throw new IllegalArgumentException("has a position " + position + "; write [longitude, latitude]");
        }
        Coordinate point =
                new Coordinate(position.get(0).doubleValue(), position.get(1).doubleValue());
        if (!Double.isFinite(point.x) || !Double.isFinite(point.y)) {
            throw new IllegalArgumentException("has a position " + position + "; write degrees");
        }
        return point;
    }

    private static LinearRing ring(JsonNode positions) {
        List<Coordinate> points = new ArrayList<>();
        positions.forEach(position -> points.add(position(position)));
        if (points.size() < 4 || !points.get(0).equals(points.get(points.size() - 1))) {
            throw new IllegalArgumentException("has a ring that is not closed; repeat its first position as the last");
        }
        return GEOMETRIES.createLinearRing(points.toArray(Coordinate[]::new));
    }
}
