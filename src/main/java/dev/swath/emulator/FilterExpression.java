package dev.swath.emulator;

import dev.swath.emulator.archive.Scene;
import dev.swath.emulator.archive.SearchBounds;
import java.util.ArrayList;
import java.util.List;

/** A condition on images, as a filter in the language of AIP-160 expresses it. */
sealed interface FilterExpression
        permits FilterExpression.And,
                FilterExpression.Or,
                FilterExpression.Not,
                FilterExpression.Intersects,
                Comparison {

    /** Whether an image meets the condition. */
    boolean matches(Scene scene);

    /** Narrows the bounds of a search: every matching image is within them. */
    default void narrow(SearchBounds bounds) {}

    /** Conditions that must all be true; true if there are none. */
    record And(List<FilterExpression> parts) implements FilterExpression {

        public And {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean matches(Scene scene) {
            return parts.stream().allMatch(part -> part.matches(scene));
        }

        @Override
        public void narrow(SearchBounds bounds) {
            parts.forEach(part -> part.narrow(bounds));
        }
    }

    /** Conditions of which at least one must be true. */
    record Or(List<FilterExpression> parts) implements FilterExpression {

        public Or {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean matches(Scene scene) {
            return parts.stream().anyMatch(part -> part.matches(scene));
        }

        @Override
        public void narrow(SearchBounds bounds) {
            List<SearchBounds> each = new ArrayList<>();
            for (FilterExpression part : parts) {
                SearchBounds own = new SearchBounds();
                part.narrow(own);
                each.add(own);
            }
            bounds.anyOf(each);
        }
    }

    /** The negation. */
    record Not(FilterExpression negated) implements FilterExpression {

        @Override
        public boolean matches(Scene scene) {
            return !negated.matches(scene);
        }
    }

    /** Whether the footprint intersects an area. */
    record Intersects(Area area) implements FilterExpression {

        @Override
        public boolean matches(Scene scene) {
            return area.meets(scene.footprint());
        }

        @Override
        public void narrow(SearchBounds bounds) {
            bounds.within(area.bounds());
        }
    }
}
