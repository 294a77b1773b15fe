package dev.swath.emulator.expression;

import java.util.Optional;

/**
 * A feature.
 *
 * @param geometry where it lies
 * @param properties its metadata
 */
public record FeatureValue(Optional<GeometryValue> geometry, Properties properties) implements Element {

    @Override
    public FeatureValue withProperties(Properties other) {
        return new FeatureValue(geometry, other);
    }

    /** The same feature in another place. */
    FeatureValue withGeometry(GeometryValue other) {
        return new FeatureValue(Optional.of(other), properties);
    }
}
