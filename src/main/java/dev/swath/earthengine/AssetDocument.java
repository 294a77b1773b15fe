package dev.swath.earthengine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swath.grid.AffineTransform;
import dev.swath.grid.Projection;
import dev.swath.grid.RasterGrid;
import dev.swath.grid.SampleType;
import dev.swath.job.TimeWindow;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;

/**
 * An image as Swath's own messages describe it: what another process needs to request it, with every number to its last digit.
 */
public final class AssetDocument {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private AssetDocument() {}

    /** The document of an image. */
    public static ObjectNode write(ImageAsset image) {
        ObjectNode json = NODES.objectNode()
                .put("name", image.name())
                .put("updated", image.updated().toString())
                .put("start", image.start().toString());
        image.feature().ifPresent(feature -> json.put("feature", feature));
        image.footprint().ifPresent(footprint -> json.set("footprint", geometry(footprint)));
        ObjectNode properties = json.putObject("properties");
        image.properties().forEach((name, value) -> properties.set(name, property(value)));
        ArrayNode bands = json.putArray("bands");
        image.bands().forEach(band -> bands.add(band(band)));
        ObjectNode unusable = json.putObject("unusableBands");
        image.unusableBands().forEach(unusable::put);
        ArrayNode sources = json.putArray("sources");
        image.sources().forEach(source -> sources.add(write(source)));
        image.window().ifPresent(window -> json.putObject("window")
                .put("start", window.start().toString())
                .put("end", window.end().toString()));
        return json;
    }

    private static JsonNode property(Object value) {
        if (value instanceof Long whole) {
            return NODES.numberNode(whole);
        }
        if (value instanceof Double number) {
            return NODES.numberNode(number);
        }
        return value instanceof Boolean truth ? NODES.booleanNode(truth) : NODES.textNode(String.valueOf(value));
    }

    private static ObjectNode band(Band band) {
        RasterGrid grid = band.grid();
        AffineTransform transform = grid.transform();
        ObjectNode json = NODES.objectNode()
                .put("id", band.id())
                .put("type", band.type().name())
                .put("crs", grid.projection().wkt().orElse(grid.projection().code()))
                .put("width", grid.width())
                .put("height", grid.height());
        json.putArray("transform")
                .add(transform.scaleX())
                .add(transform.shearX())
                .add(transform.translateX())
                .add(transform.shearY())
                .add(transform.scaleY())
                .add(transform.translateY());
        return json;
    }

    private static ObjectNode geometry(Geometry geometry) {
        ObjectNode json = NODES.objectNode();
        if (geometry instanceof Polygon polygon) {
            json.put("type", "Polygon").set("coordinates", rings(polygon));
            return json;
        }
        ArrayNode polygons = NODES.arrayNode();
        for (int i = 0; i < geometry.getNumGeometries(); i++) {
            if (geometry.getGeometryN(i) instanceof Polygon polygon) {
                polygons.add(rings(polygon));
            }
        }
        json.put("type", "MultiPolygon").set("coordinates", polygons);
        return json;
    }

    private static ArrayNode rings(Polygon polygon) {
        ArrayNode rings = NODES.arrayNode().add(ring(polygon.getExteriorRing()));
        for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
            rings.add(ring(polygon.getInteriorRingN(i)));
        }
        return rings;
    }

    private static ArrayNode ring(LineString ring) {
        ArrayNode points = NODES.arrayNode();
        for (Coordinate point : ring.getCoordinates()) {
            points.addArray().add(point.x).add(point.y);
        }
        return points;
    }

    /**
     * The image of a document. What is optional may be missing, and what is not known here is ignored.
     *
     * @throws IllegalArgumentException if something that is needed is missing, or is not valid
     */
    public static ImageAsset read(JsonNode json) {
        AssetName name = new AssetName(json.path("name").asText());
        Instant start = time(json, "start");
        Map<String, Object> properties = new LinkedHashMap<>();
        json.path("properties").properties().forEach(field -> properties.put(field.getKey(), value(field.getValue())));
        List<Band> bands = new ArrayList<>();
        json.path("bands").forEach(band -> bands.add(band(band)));
        Map<String, String> unusable = new LinkedHashMap<>();
        json.path("unusableBands")
                .properties()
                .forEach(field -> unusable.put(field.getKey(), field.getValue().asText()));
        List<ImageAsset> sources = new ArrayList<>();
        json.path("sources").forEach(source -> sources.add(read(source)));
        ImageAsset image = new ImageAsset(
                name.name(),
                name.id(),
                json.has("updated") ? time(json, "updated") : start,
                start,
                GeoJsonFootprint.read(json.path("footprint")),
                properties,
                bands,
                unusable,
                sources,
                json.has("window")
                        ? Optional.of(
                                new TimeWindow(time(json.get("window"), "start"), time(json.get("window"), "end")))
                        : Optional.empty());
        return Optional.of(json.path("feature").asText())
                .filter(feature -> !feature.isEmpty())
                .map(image::ofFeature)
                .orElse(image);
    }

    private static Object value(JsonNode value) {
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return value.asLong();
        }
        if (value.isNumber()) {
            return value.asDouble();
        }
        return value.isBoolean() ? (Object) value.asBoolean() : value.asText();
    }

    private static Instant time(JsonNode json, String field) {
        String text = json.path(field).asText();
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "the " + field + " of an image, '" + ReplyText.line(text, 60) + "', is not a time", e);
        }
    }

    private static Band band(JsonNode json) {
        JsonNode transform = json.path("transform");
        if (transform.size() != 6) {
            throw new IllegalArgumentException("the transform of a band has " + transform.size() + " numbers, not 6");
        }
        AffineTransform matrix = new AffineTransform(
                transform.get(0).asDouble(),
                transform.get(1).asDouble(),
                transform.get(2).asDouble(),
                transform.get(3).asDouble(),
                transform.get(4).asDouble(),
                transform.get(5).asDouble());
        RasterGrid grid = new RasterGrid(
                Projection.of(json.path("crs").asText()),
                matrix,
                json.path("width").asInt(),
                json.path("height").asInt());
        return new Band(
                json.path("id").asText(), SampleType.valueOf(json.path("type").asText()), grid);
    }
}
