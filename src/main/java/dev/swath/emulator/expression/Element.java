package dev.swath.emulator.expression;

import java.util.Optional;

/** Something with properties: an image, a feature or a collection. */
public interface Element {

    /** Its properties. */
    Properties properties();

    /** The same element with other properties. */
    Element withProperties(Properties properties);

    /** Where it lies; empty if that is everywhere or nowhere. */
    Optional<GeometryValue> geometry();
}
