package dev.swath.emulator.synthetic;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swath.grid.SampleType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a collection is, apart from pixels: a resource in JSON, after Earth Engine's catalogue.
 *
 * @param id Earth Engine id
 * @param first when its first image begins
 * @param properties of the collection
 * @param imageProperties properties that all images share
 * @param bands in order
 */
record CollectionTable(
        String id,
        Instant first,
        Map<String, Object> properties,
        Map<String, Object> imageProperties,
        List<BandRow> bands) {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> PROPERTIES = new TypeReference<>() {};

    /**
     * A band.
     *
     * @param id such as {@code SR_B4}
     * @param type of its samples
     * @param pyramidingPolicy {@code MEAN}, {@code MODE} or {@code SAMPLE}
     */
    record BandRow(String id, SampleType type, String pyramidingPolicy) {}

    CollectionTable {
        properties = Map.copyOf(properties);
        imageProperties = Map.copyOf(imageProperties);
        bands = List.copyOf(bands);
    }

    /** Reads the table of this name from the program. */
    static CollectionTable read(String name) {
        try (InputStream in = CollectionTable.class.getResourceAsStream(name + ".json")) {
            JsonNode json = MAPPER.readTree(in);
            List<BandRow> bands = new ArrayList<>();
            for (JsonNode row : json.path("bands")) {
                bands.add(new BandRow(
                        row.path(0).asText(),
                        SampleType.valueOf(row.path(1).asText()),
                        row.path(2).asText()));
            }
            return new CollectionTable(
                    json.path("id").asText(),
                    Instant.parse(json.path("first").asText()),
                    MAPPER.convertValue(json.path("properties"), PROPERTIES),
                    MAPPER.convertValue(json.path("imageProperties"), PROPERTIES),
                    bands);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
