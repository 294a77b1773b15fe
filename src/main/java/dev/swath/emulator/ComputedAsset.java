package dev.swath.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swath.emulator.expression.Band;
import dev.swath.emulator.expression.GeometryValue;
import dev.swath.emulator.expression.ImageValue;
import dev.swath.emulator.expression.ValueWriter;
import dev.swath.emulator.raster.PixelType;
import java.time.Instant;

/** Writes computed images as assets, the form in which {@code computeImages} answers. */
final class ComputedAsset {

    private ComputedAsset() {}

    static ObjectNode json(ImageValue image) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("type", "IMAGE");
        image.stored().ifPresent(stored -> json.put("name", Catalogue.nameOf(stored.id()))
                .put("id", stored.id()));
        ObjectNode properties = JsonNodeFactory.instance.objectNode();
        image.properties().all().forEach((name, value) -> {
            if (!name.startsWith("system:") || name.equals("system:index")) {
                properties.set(name, ValueWriter.json(value));
            }
        });
        if (!properties.isEmpty()) {
            json.set("properties", properties);
        }
        time(json, "startTime", image, "system:time_start");
        time(json, "endTime", image, "system:time_end");
        image.geometry().map(GeometryValue::lonLat).ifPresent(shape -> json.set("geometry", GeoJson.write(shape)));
        ArrayNode bands = json.putArray("bands");
        image.bands().forEach(band -> bands.add(band(band)));
        return json;
    }

    private static void time(ObjectNode json, String field, ImageValue image, String property) {
        image.properties().get(property).ifPresent(value -> {
            if (value instanceof Number millis) {
                json.put(field, Instant.ofEpochMilli(millis.longValue()).toString());
            }
        });
    }

    private static JsonNode band(Band band) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("id", band.id());
        PixelType type = band.type();
        ObjectNode dataType =
                json.putObject("dataType").put("precision", type.precision().name());
        if (type.isInteger()) {
            ObjectNode range = dataType.putObject("range");
            if (type.min() != 0) {
                range.set("min", ValueWriter.json(type.min()));
            }
            range.set("max", ValueWriter.json(type.max()));
        }
        ObjectNode grid =
                json.putObject("grid").put("crsCode", band.projection().crs().code());
        band.extent().ifPresent(extent -> grid.putObject("dimensions")
                .put("width", extent.width())
                .put("height", extent.height()));
        AssetWriter.transform(
                grid.putObject("affineTransform"),
                band.grid().map(own -> own.transform()).orElse(band.projection().transform()));
        return json;
    }
}
