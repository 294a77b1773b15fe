package dev.swath.stac;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.StreamSupport;

/**
 * What a collection needs to know about one of its items.
 *
 * @param name of the item's file below the output folder, slashes between folders
 * @param bounds west, south, east and north; west is larger than east across the antimeridian
 * @param acquired its time
 * @param cloudCover in percent, if known
 * @param gsd ground size of a sensor pixel in metres, if known
 * @param platform the satellite, if known
 * @param constellation the constellation of the satellite, if known
 * @param gridCode the tile, if known
 * @param crs code of the reference system
 */
record ItemEntry(
        String name,
        List<Double> bounds,
        Instant acquired,
        OptionalDouble cloudCover,
        OptionalDouble gsd,
        Optional<String> platform,
        Optional<String> constellation,
        Optional<String> gridCode,
        Optional<String> crs) {

    private static final int LARGEST = 8 << 20;

    /**
     * Reads an item.
     *
     * @param folder the output
     * @param name of the item's file below it
     * @param collection id of the collection
     * @return empty if it is not an item of this collection
     * @throws IOException if it can't be read or is not JSON
     */
    static Optional<ItemEntry> read(Path folder, String name, String collection) throws IOException {
        Path file = folder.resolve(name);
        return Files.size(file) > LARGEST ? Optional.empty() : of(Files.readAllBytes(file), name, collection);
    }

    /**
     * Reads an item from its text.
     *
     * @param name of the item's file below the output, slashes between folders
     * @param collection id of the collection
     * @return empty if it is not an item of this collection
     * @throws IOException if it is not JSON
     */
    static Optional<ItemEntry> of(byte[] json, String name, String collection) throws IOException {
        JsonNode item = StacJson.read(json);
        if (!item.path("type").asText().equals("Feature")
                || !item.path("collection").asText().equals(collection)) {
            return Optional.empty();
        }
        JsonNode properties = item.path("properties");
        List<Double> bounds = StreamSupport.stream(item.path("bbox").spliterator(), false)
                .filter(JsonNode::isNumber)
                .map(JsonNode::doubleValue)
                .toList();
        Optional<Instant> acquired = text(properties, "datetime").flatMap(ItemEntry::instant);
        if (acquired.isEmpty() || bounds.size() != 4) {
            return Optional.empty();
        }
        return Optional.of(new ItemEntry(
                name,
                bounds,
                acquired.get(),
                number(properties, "eo:cloud_cover"),
                number(properties, "gsd"),
                text(properties, "platform"),
                text(properties, "constellation"),
                text(properties, "grid:code"),
                text(properties, "proj:code")));
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static OptionalDouble number(JsonNode properties, String name) {
        JsonNode value = properties.path(name);
        return value.isNumber() ? OptionalDouble.of(value.doubleValue()) : OptionalDouble.empty();
    }

    private static Optional<String> text(JsonNode properties, String name) {
        JsonNode value = properties.path(name);
        return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
    }

    boolean crossesAntimeridian() {
        return bounds.get(0) > bounds.get(2);
    }
}
