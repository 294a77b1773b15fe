package dev.swath.flow.listing;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Remembers which images a listing has named, to count an image once that a shift of the pages lists twice. It remembers the latest
 * 20 000 names, which takes a few megabytes however long the listing is: a shifted page repeats what was at the end of the page
 * before.
 */
final class ListedBefore {

    private static final int MOST = 20_000;

    private final Set<String> names = new LinkedHashSet<>();

    /** Whether an image was not named before, as far as that is remembered. */
    boolean isNew(String name) {
        if (!names.add(name)) {
            return false;
        }
        if (names.size() > MOST) {
            names.remove(names.iterator().next());
        }
        return true;
    }
}
