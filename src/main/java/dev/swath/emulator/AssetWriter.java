package dev.swath.emulator;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swath.emulator.archive.Scene;
import dev.swath.emulator.archive.SceneCollection;
import dev.swath.grid.AffineTransform;
import dev.swath.grid.SampleType;
import java.util.List;
import java.util.Map;

/** Writes assets as Earth Engine's JSON, which omits fields that are zero or empty. */
final class AssetWriter {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final double EXACT_INTEGERS = 0x1p53;

    private AssetWriter() {}

    /** Type, name and id: the contents of the BASIC view. */
    static ObjectNode basic(String type, String name) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", type)
                .put("name", name)
                .put("id", Catalogue.idOf(name));
    }

    static ObjectNode collection(SceneCollection collection) {
        ObjectNode json = basic("IMAGE_COLLECTION", Catalogue.nameOf(collection.id()));
        json.put("updateTime", collection.updated().toString());
        properties(json, collection.properties());
        return json;
    }

    static ObjectNode image(String name, Scene scene) {
        ObjectNode json = basic("IMAGE", name);
        json.put("updateTime", scene.updated().toString());
        properties(json, scene.properties());
        json.put("startTime", scene.start().toString());
        json.put("endTime", scene.end().toString());
        json.set("geometry", GeoJson.write(scene.footprint()));
        ArrayNode bands = json.putArray("bands");
        scene.bands().forEach(band -> bands.add(band(band)));
        json.put("sizeBytes", Long.toString(scene.sizeBytes()));
        return json;
    }

    private static void properties(ObjectNode json, Map<String, Object> properties) {
        if (!properties.isEmpty()) {
            ObjectNode written = json.putObject("properties");
            properties.forEach((name, value) -> {
                if (value instanceof Number number) {
                    put(written, name, number.doubleValue());
                } else if (value instanceof List<?> list) {
                    written.set(name, MAPPER.valueToTree(list));
                } else {
                    written.put(name, value.toString());
                }
            });
        }
    }

    private static ObjectNode band(Scene.Band band) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", band.id());
        json.set("dataType", dataType(band.type()));
        ObjectNode grid = json.putObject("grid");
        band.grid()
                .projection()
                .wkt()
                .ifPresentOrElse(
                        text -> grid.put("crsWkt", text),
                        () -> grid.put("crsCode", band.grid().projection().code()));
        grid.putObject("dimensions")
                .put("width", band.grid().width())
                .put("height", band.grid().height());
        AffineTransform transform = band.grid().transform();
        transform(grid.putObject("affineTransform"), transform);
        json.put("pyramidingPolicy", band.pyramidingPolicy());
        return json;
    }

    /** Writes the numbers of a transform that are not zero. */
    static void transform(ObjectNode matrix, AffineTransform transform) {
        putUnlessZero(matrix, "scaleX", transform.scaleX());
        putUnlessZero(matrix, "shearX", transform.shearX());
        putUnlessZero(matrix, "translateX", transform.translateX());
        putUnlessZero(matrix, "shearY", transform.shearY());
        putUnlessZero(matrix, "scaleY", transform.scaleY());
        putUnlessZero(matrix, "translateY", transform.translateY());
    }

    private static ObjectNode dataType(SampleType type) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (type.floating()) {
            return json.put("precision", type == SampleType.FLOAT32 ? "FLOAT" : "DOUBLE");
        }
        json.put("precision", "INT");
        int bits = type.bytes() * 8 - (type.signed() ? 1 : 0);
        long max = (1L << bits) - 1;
        ObjectNode range = json.putObject("range");
        if (type.signed()) {
            range.put("min", -max - 1);
        }
        range.put("max", max);
        return json;
    }

    private static void putUnlessZero(ObjectNode json, String field, double number) {
        if (number != 0) {
            put(json, field, number);
        }
    }

    /** Whole numbers are written without a fraction. */
    private static void put(ObjectNode json, String field, double number) {
        if (number == Math.rint(number) && Math.abs(number) < EXACT_INTEGERS) {
            json.put(field, (long) number);
        } else {
            json.put(field, number);
        }
    }
}
