package dev.swath.job;

import java.util.Map;

/**
 * A feature of a GeoJSON file that gets files of its own, such as a field of a farm.
 *
 * @param key its id in the file, or its number from 1
 * @param properties by name, as text
 * @param area its outline
 */
public record AreaFeature(String key, Map<String, String> properties, AreaOfInterest area) {

    public AreaFeature {
        properties = Map.copyOf(properties);
    }

    /** The value of a property; the key if the feature has none, or an empty one. */
    public String named(String property) {
        String value = properties.getOrDefault(property, "");
        return value.isEmpty() ? key : value;
    }
}
