package dev.swath.job;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The values of an image that its file name can use.
 *
 * @param id the id that messages show
 * @param index last part of the id, as the server sent it
 * @param acquired when the image was acquired
 * @param properties by name: texts, numbers and booleans
 */
public record NamedImage(String id, String index, Instant acquired, Map<String, Object> properties) {

    public NamedImage {
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }
}
