package dev.swath.earthengine;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.locationtech.jts.geom.Geometry;

/**
 * An image as Earth Engine lists it.
 *
 * @param name full name, a valid {@link AssetName}
 * @param id what people call it
 * @param updated when Earth Engine last changed it
 * @param start when the acquisition began
 * @param footprint longitude and latitude in degrees; empty where unknown or unbounded
 * @param properties by name, in the order sent: strings, whole numbers (Long), other numbers (Double) and booleans; of
 *     anything else its JSON
 * @param bands bands in the image's order, as far as Swath can use them
 * @param unusableBands why each other band can't be used, by id
 */
public record ImageAsset(
        String name,
        String id,
        Instant updated,
        Instant start,
        Optional<Geometry> footprint,
        Map<String, Object> properties,
        List<Band> bands,
        Map<String, String> unusableBands) {

    public ImageAsset {
        name = new AssetName(name).name();
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
        bands = List.copyOf(bands);
        unusableBands = Collections.unmodifiableMap(new LinkedHashMap<>(unusableBands));
    }

    /** An image all of whose bands can be used. */
    public ImageAsset(
            String name,
            String id,
            Instant updated,
            Instant start,
            Optional<Geometry> footprint,
            Map<String, Object> properties,
            List<Band> bands) {
        this(name, id, updated, start, footprint, properties, bands, Map.of());
    }

    /**
     * Reads the JSON of an {@code EarthEngineAsset} (v1) or {@code Image} (v1alpha). A band in a reference system that
     * Swath does not know is kept apart, since a job may not need it; an update time that is missing is taken to be the
     * start.
     *
     * @throws MalformedReplyException where name, start time or the shape of a field is not as documented
     */
    public static ImageAsset parse(JsonNode json) throws MalformedReplyException {
        return AssetJson.image(json);
    }

    /** The last part of the id, such as {@code 20240110T160621_20240110T161055_T17PLK}. */
    public String index() {
        return new AssetName(name).lastPart();
    }
}
