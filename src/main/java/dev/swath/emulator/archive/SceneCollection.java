package dev.swath.emulator.archive;

import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.locationtech.jts.geom.Envelope;

/** An image collection that the emulator serves. */
public interface SceneCollection {

    /** The Earth Engine id, such as {@code COPERNICUS/S2_SR_HARMONIZED}. */
    String id();

    /** Properties of the collection itself. */
    Map<String, Object> properties();

    /**
     * Images in order of acquisition time, then index, created as the iterator advances. Bounds only narrow the search:
     * the server still compares each footprint and time with the request.
     */
    Iterator<Scene> scenes(Query query);

    /** When the collection last changed. */
    Instant updated();

    /** The image with this index, if the collection has it. */
    Optional<Scene> scene(String index);

    /**
     * The wanted part of a collection.
     *
     * @param bounds longitude and latitude in degrees, or empty for everywhere
     * @param start first instant, inclusive
     * @param end last instant, exclusive
     * @param properties the values that properties may have, numbers as doubles; a collection that can't narrow its search by one
     *     ignores it
     */
    record Query(
            Optional<Envelope> bounds,
            Optional<Instant> start,
            Optional<Instant> end,
            Map<String, Set<Object>> properties) {

        public Query {
            properties = Map.copyOf(properties);
        }

        /** Whether images with this text or whole number as a property are looked for. */
        public boolean wants(String property, Object value) {
            Set<Object> wanted = properties.get(property);
            return wanted == null
                    || wanted.contains(value instanceof Number number ? (Object) number.doubleValue() : value);
        }

        /** A part of a collection by place and time alone. */
        public Query(Optional<Envelope> bounds, Optional<Instant> start, Optional<Instant> end) {
            this(bounds, start, end, Map.of());
        }
    }
}
