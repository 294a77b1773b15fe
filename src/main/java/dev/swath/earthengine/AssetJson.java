package dev.swath.earthengine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.swath.grid.AffineTransform;
import dev.swath.grid.Projection;
import dev.swath.grid.RasterGrid;
import dev.swath.grid.SampleType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the JSON of an image asset. Fields that are zero are absent, as in all of Google's JSON. */
final class AssetJson {

    private AssetJson() {}

    static ImageAsset image(JsonNode json) throws MalformedReplyException {
        AssetName name = name(json);
        return image(
                json,
                name,
                time(name, json, "startTime")
                        .orElseThrow(() -> new MalformedReplyException(name + " has no startTime")));
    }

    /** An image that was asked for by its id. Assets that users upload often have no start; the last change dates them. */
    static ImageAsset single(JsonNode json) throws MalformedReplyException {
        AssetName name = name(json);
        Optional<Instant> start = time(name, json, "startTime");
        return image(
                json,
                name,
                start.isPresent()
                        ? start.get()
                        : time(name, json, "updateTime")
                                .orElseThrow(() -> new MalformedReplyException(
                                        name + " has neither a startTime nor an updateTime")));
    }

    private static ImageAsset image(JsonNode json, AssetName name, Instant start) throws MalformedReplyException {
        List<Band> bands = new ArrayList<>();
        Map<String, String> unusable = new LinkedHashMap<>();
        for (JsonNode band : json.path("bands")) {
            String id = band.path("id").asText();
            try {
                bands.add(new Band(id, type(band.path("dataType")), grid(band.path("grid"))));
            } catch (IllegalArgumentException e) {
                unusable.put(id, ReplyText.line(String.valueOf(e.getMessage()), 300));
            }
        }
        return new ImageAsset(
                name.name(),
                name.id(),
                time(name, json, "updateTime").orElse(start),
                start,
                GeoJsonFootprint.read(json.path("geometry")),
                properties(json.path("properties")),
                bands,
                unusable);
    }

    private static AssetName name(JsonNode json) throws MalformedReplyException {
        try {
            return new AssetName(json.path("name").asText());
        } catch (IllegalArgumentException e) {
            throw new MalformedReplyException("the listing has an image with an unusable name: " + e.getMessage(), e);
        }
    }

    private static Optional<Instant> time(AssetName name, JsonNode json, String field) throws MalformedReplyException {
        JsonNode text = json.path(field);
        if (text.isMissingNode() || text.isNull()) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text.asText()).toInstant());
        } catch (DateTimeException e) {
            throw new MalformedReplyException(
                    String.format(
                            Locale.ROOT, "%s: %s '%s' is not a time", name, field, ReplyText.line(text.asText(), 60)),
                    e);
        }
    }

    /** The smallest type that holds the range; FLOAT64 for 64-bit integers, because the service delivers them so. */
    private static SampleType type(JsonNode dataType) {
        String precision = dataType.path("precision").asText();
        return switch (precision) {
            case "FLOAT" -> SampleType.FLOAT32;
            case "DOUBLE" -> SampleType.FLOAT64;
            case "INT", "INTEGER" -> integerType(dataType.path("range"));
            default -> throw new IllegalArgumentException("its samples have the unknown precision '" + precision + "'");
        };
    }

    private static SampleType integerType(JsonNode range) {
        if (range.isMissingNode()) {
            return SampleType.INT32; // Earth Engine's name for a 32-bit integer
        }
        double min = range.path("min").asDouble();
        double max = range.path("max").asDouble();
        if (min >= 0) {
            if (max <= 0xff) {
                return SampleType.UINT8;
            }
            if (max <= 0xffff) {
                return SampleType.UINT16;
            }
            return max <= 0xffff_ffffL ? SampleType.UINT32 : SampleType.FLOAT64;
        }
        if (min >= Byte.MIN_VALUE && max <= Byte.MAX_VALUE) {
            return SampleType.INT8;
        }
        if (min >= Short.MIN_VALUE && max <= Short.MAX_VALUE) {
            return SampleType.INT16;
        }
        return min >= Integer.MIN_VALUE && max <= Integer.MAX_VALUE ? SampleType.INT32 : SampleType.FLOAT64;
    }

    private static RasterGrid grid(JsonNode grid) {
        String named = grid.path("crsCode").asText();
        String code = named.isEmpty() ? grid.path("crsWkt").asText() : named;
        if (code.isEmpty()) {
            throw new IllegalArgumentException("the service does not say in which reference system it is");
        }
        JsonNode size = grid.path("dimensions");
        JsonNode matrix = grid.path("affineTransform");
        AffineTransform transform = new AffineTransform(
                number(matrix, "scaleX"),
                number(matrix, "shearX"),
                number(matrix, "translateX"),
                number(matrix, "shearY"),
                number(matrix, "scaleY"),
                number(matrix, "translateY"));
        if (transform.scaleX() * transform.scaleY() - transform.shearX() * transform.shearY() == 0) {
            throw new IllegalArgumentException("its pixels have no size");
        }
        return new RasterGrid(
                Projection.of(code),
                transform,
                size.path("width").asInt(),
                size.path("height").asInt());
    }

    private static double number(JsonNode matrix, String field) {
        double number = matrix.path(field).asDouble();
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("its " + field + " is not a number");
        }
        return number;
    }

    private static Map<String, Object> properties(JsonNode json) {
        Map<String, Object> properties = new LinkedHashMap<>();
        json.properties().forEach(field -> properties.put(field.getKey(), value(field.getValue())));
        return properties;
    }

    private static Object value(JsonNode value) {
        if (value.isTextual()) {
            return value.asText();
        }
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return value.asLong();
        }
        if (value.isNumber()) {
            return value.asDouble();
        }
        return value.isBoolean() ? (Object) value.asBoolean() : value.toString();
    }
}
