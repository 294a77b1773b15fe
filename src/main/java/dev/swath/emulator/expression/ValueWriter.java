package dev.swath.emulator.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swath.emulator.raster.ArrayValue;
import dev.swath.emulator.raster.ComputationException;
import dev.swath.emulator.raster.GridProjection;
import dev.swath.emulator.raster.PixelType;
import dev.swath.grid.AffineTransform;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.Polygon;

/** Writes values as the JSON that Earth Engine answers with. */
public final class ValueWriter {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String TYPE = "type";

    private ValueWriter() {}

    /**
     * The JSON of a value.
     *
     * @throws ComputationException if it is too large; a list that is in many places counts in each
     */
    public static JsonNode json(Object value) {
        ValueSize.check(value);
        return written(value);
    }

    private static JsonNode written(Object value) {
        if (value instanceof Number number) {
            return number(number);
        }
        if (value instanceof String text) {
            return JSON.textNode(text);
        }
        if (value instanceof Boolean bool) {
            return JSON.booleanNode(bool);
        }
        if (value instanceof List<?> list) {
            ArrayNode items = JSON.arrayNode();
            list.forEach(each -> items.add(written(each)));
            return items;
        }
        if (value instanceof Map<?, ?> map) {
            ObjectNode entries = JSON.objectNode();
            map.forEach((key, each) -> entries.set(String.valueOf(key), written(each)));
            return entries;
        }
        if (value instanceof ArrayValue array) {
            return written(NestedNumbers.list(array));
        }
        return value == Nothing.NULL ? JSON.nullNode() : object(value);
    }

    private static JsonNode number(Number number) {
        double value = number.doubleValue();
        if (number instanceof Double && !Double.isFinite(value)) {
            return JSON.textNode(Double.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
        }
        boolean whole = value == Math.rint(value) && Math.abs(value) < 0x1p53;
        return whole
                ? JSON.numberNode((long) value)
                : number instanceof Long big ? JSON.numberNode(big) : JSON.numberNode(value);
    }

    private static JsonNode object(Object value) {
        if (value instanceof ImageValue image) {
            return image(image);
        }
        if (value instanceof CollectionValue collection) {
            return collection(collection);
        }
        if (value instanceof FeatureValue feature) {
            return feature(feature);
        }
        if (value instanceof GeometryValue geometry) {
            return geometry(geometry);
        }
        if (value instanceof Instant instant) {
            return typed("Date").put("value", instant.toEpochMilli());
        }
        if (value instanceof DateRange range) {
            ObjectNode json = typed("DateRange");
            json.putArray("dates")
                    .add(range.start().toEpochMilli())
                    .add(range.end().toEpochMilli());
            return json;
        }
        if (value instanceof GridProjection projection) {
            ObjectNode json = typed("Projection");
            json.put("crs", projection.crs().code());
            json.set("transform", transform(projection.transform()));
            return json;
        }
        if (value instanceof PixelType type) {
            return pixelType(type);
        }
        if (value instanceof LogicFunctions.ErrorMargin margin) {
            return typed("ErrorMargin").put("unit", margin.unit()).put("value", margin.value());
        }
        return typed(Convert.typeName(value));
    }

    private static ObjectNode typed(String type) {
        return JSON.objectNode().put(TYPE, type);
    }

    private static ObjectNode image(ImageValue image) {
        ObjectNode json = typed("Image");
        ArrayNode bands = json.putArray("bands");
        image.bands().forEach(band -> bands.add(band(band)));
        image.stored().ifPresent(stored -> json.put("id", stored.id()).put("version", stored.version()));
        properties(json, image.properties());
        return json;
    }

    private static ObjectNode band(Band band) {
        ObjectNode json = JSON.objectNode().put("id", band.id());
        json.set("data_type", pixelType(band.type()));
        band.extent().ifPresent(extent -> {
            json.putArray("dimensions").add(extent.width()).add(extent.height());
            if (extent.column() != 0 || extent.row() != 0) {
                json.putArray("origin").add(extent.column()).add(extent.row());
            }
        });
        json.put("crs", band.projection().crs().code());
        json.set("crs_transform", transform(band.projection().transform()));
        return json;
    }

    private static ObjectNode pixelType(PixelType type) {
        ObjectNode json =
                typed("PixelType").put("precision", type.precision().name().toLowerCase(Locale.ROOT));
        if (Double.isFinite(type.min())) {
            json.set("min", number(type.min()));
        }
        if (Double.isFinite(type.max())) {
            json.set("max", number(type.max()));
        }
        return type.dimensions() > 0 ? json.put("dimensions", type.dimensions()) : json;
    }

    private static ArrayNode transform(AffineTransform t) {
        ArrayNode numbers = JSON.arrayNode();
        for (double each :
                new double[] {t.scaleX(), t.shearX(), t.translateX(), t.shearY(), t.scaleY(), t.translateY()}) {
            numbers.add(number(each));
        }
        return numbers;
    }

    private static void properties(ObjectNode json, Properties properties) {
        ObjectNode written = JSON.objectNode();
        properties.names().stream()
                .filter(name -> !SceneProperties.HIDDEN.contains(name))
                .forEach(name -> properties.get(name).ifPresent(value -> written.set(name, json(value))));
        if (!written.isEmpty()) {
            json.set("properties", written);
        }
    }

    private static ObjectNode collection(CollectionValue collection) {
        ObjectNode json = typed(collection.images() ? "ImageCollection" : "FeatureCollection");
        collection.id().ifPresent(id -> json.put("id", id));
        ArrayNode features = json.putArray("features");
        int index = 0;
        for (Element each : collection.accumulated()) {
            JsonNode written = json(each);
            if (each instanceof FeatureValue && written instanceof ObjectNode feature) {
                String name = each.properties()
                        .get("system:index")
                        .map(String::valueOf)
                        .orElse(Integer.toString(index));
                feature.put("id", name);
            }
            features.add(written);
            index++;
        }
        properties(json, collection.properties());
        return json;
    }

    private static ObjectNode feature(FeatureValue feature) {
        ObjectNode json = typed("Feature");
        json.set(
                "geometry",
                feature.geometry().<JsonNode>map(ValueWriter::geometry).orElse(JSON.nullNode()));
        ObjectNode properties = json.putObject("properties");
        feature.properties().all().forEach((name, value) -> {
            if (!name.equals("system:index")) {
                properties.set(name, json(value));
            }
        });
        return json;
    }

    private static ObjectNode geometry(GeometryValue value) {
        if (!value.frame().crs().isGeographic()) {
            ObjectNode json = shape(value.in(GridProjection.of(value.frame().crs())));
            json.putObject("crs")
                    .put(TYPE, "name")
                    .putObject("properties")
                    .put("name", value.frame().crs().code());
            return json.put("geodesic", false);
        }
        ObjectNode json = shape(value.lonLat());
        return value.geodesic() ? json : json.put("geodesic", false);
    }

    private static ObjectNode shape(Geometry shape) {
        ObjectNode json = typed(shape.getGeometryType());
        if (shape instanceof Polygon polygon) {
            json.set("coordinates", rings(polygon));
        } else if (shape instanceof GeometryCollection parts) {
            boolean mixed = shape.getGeometryType().equals("GeometryCollection");
            ArrayNode array = json.putArray(mixed ? "geometries" : "coordinates");
            for (int i = 0; i < parts.getNumGeometries(); i++) {
                ObjectNode part = shape(parts.getGeometryN(i));
                array.add(mixed ? part : part.path("coordinates"));
            }
        } else if (shape.getDimension() == 0) {
            json.set("coordinates", point(shape.getCoordinate()));
        } else {
            json.set("coordinates", points(shape.getCoordinates()));
        }
        return json;
    }

    private static ArrayNode rings(Polygon polygon) {
        ArrayNode rings = JSON.arrayNode();
        if (!polygon.isEmpty()) {
            rings.add(points(polygon.getExteriorRing().getCoordinates()));
        }
        for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
            rings.add(points(polygon.getInteriorRingN(i).getCoordinates()));
        }
        return rings;
    }

    private static ArrayNode points(Coordinate[] coordinates) {
        ArrayNode points = JSON.arrayNode();
        for (Coordinate each : coordinates) {
            points.add(point(each));
        }
        return points;
    }

    private static ArrayNode point(Coordinate point) {
        if (point == null) {
            throw ComputationException.of("The geometry is empty.");
        }
        return JSON.arrayNode().add(number(point.x)).add(number(point.y));
    }
}
