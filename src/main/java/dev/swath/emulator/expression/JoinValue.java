package dev.swath.emulator.expression;

import java.util.List;

/** A join: what becomes of an element of the first collection and its matches in the second. */
interface JoinValue {

    /**
     * The elements that the join makes.
     *
     * @param primary an element
     * @param matches the elements of the second collection that match it, in order
     * @param condition of the join
     */
    List<Element> joined(Element primary, List<Element> matches, FilterValue condition);
}
