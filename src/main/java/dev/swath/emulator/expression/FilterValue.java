package dev.swath.emulator.expression;

import dev.swath.emulator.archive.SearchBounds;

/** A filter: for one element, or for a pair of elements of a join. */
interface FilterValue {

    /**
     * Whether an element, or a pair of them, passes.
     *
     * @param left the element; the first one of a pair
     * @param right the same element; the second one of a pair
     */
    boolean test(Element left, Element right);

    /** Narrows the search of a stored collection: every element that passes is within the bounds. */
    default void narrow(SearchBounds bounds) {}
}
