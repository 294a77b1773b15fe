package dev.swath.job;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an image brings to the name of its file.
 *
 * @param id what people call it, for messages
 * @param index last part of the id, as the server sent it
 * @param acquired when it was taken
 * @param properties by name: texts, numbers and booleans
 */
public record NamedImage(String id, String index, Instant acquired, Map<String, Object> properties) {

    public NamedImage {
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }
}
