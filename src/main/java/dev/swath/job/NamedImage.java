package dev.swath.job;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The values of an image that its file name can use.
 *
 * @param id the id that messages show
 * @param index last part of the id, as the server sent it
 * @param acquired when the image was acquired
 * @param properties by name: texts, numbers and booleans
 * @param feature the part of the area that the file is for; empty if it is for the whole area
 */
public record NamedImage(
        String id, String index, Instant acquired, Map<String, Object> properties, Optional<AreaFeature> feature) {

    public NamedImage {
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }

    /** An image of which one file is made for the whole area. */
    public NamedImage(String id, String index, Instant acquired, Map<String, Object> properties) {
        this(id, index, acquired, properties, Optional.empty());
    }
}
