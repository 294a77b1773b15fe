package dev.swath.job;

import dev.swath.grid.Projection;
import java.util.Optional;

/**
 * The reference system of composites, whose images may have several.
 *
 * @param kind where it comes from
 * @param projection the given one; empty for other kinds
 */
public record CompositeGrid(Kind kind, Optional<Projection> projection) {

    /** Where the reference system of a composite comes from. */
    public enum Kind {
        /** The UTM zone of the middle of the area. */
        UTM,
        /** The image of the composite that was acquired first. */
        FIRST,
        /** A code. */
        GIVEN
    }

    /** The UTM zone of the area. */
    public static final CompositeGrid UTM = new CompositeGrid(Kind.UTM, Optional.empty());

    public CompositeGrid {
        if (projection.isPresent() != (kind == Kind.GIVEN)) {
            throw new IllegalArgumentException("a grid of " + kind + " with " + projection);
        }
    }

    /**
     * Reads {@code utm}, {@code first} or an EPSG code.
     *
     * @throws IllegalArgumentException if it is none of them
     */
    static CompositeGrid parse(String text) {
        if (text.equalsIgnoreCase("utm")) {
            return UTM;
        }
        if (text.equalsIgnoreCase("first")) {
            return new CompositeGrid(Kind.FIRST, Optional.empty());
        }
        if (!text.regionMatches(true, 0, "EPSG:", 0, 5)) {
            throw new IllegalArgumentException(
                    "is not known; write utm, first (as the first image), or an EPSG code such as EPSG:32617");
        }
        try {
            return new CompositeGrid(Kind.GIVEN, Optional.of(Projection.of(text)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + "; or write utm, or first", e);
        }
    }

    /** As a job writes it. */
    @Override
    public String toString() {
        return projection.map(Projection::code).orElse(kind == Kind.UTM ? "utm" : "first");
    }
}
