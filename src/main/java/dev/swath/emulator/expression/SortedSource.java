package dev.swath.emulator.expression;

import dev.swath.emulator.raster.Budget;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The elements of a collection in the order of a property, or the first of them. No more than twice as many as wanted are in
 * memory.
 *
 * @param source of all elements
 * @param key name of the property; elements without it come last
 * @param ascending whether the least value comes first
 * @param limit how many elements are wanted
 * @param budget for the elements in memory
 */
record SortedSource(CollectionValue.Source source, String key, boolean ascending, int limit, Budget budget)
        implements CollectionValue.Source {

    /** Memory of an element without its bands. */
    private static final long BYTES = 500;

    /** Elements beyond those wanted that are gathered before all are put in order. */
    private static final int MORE = 1000;

    /** An element and the value that it is put in order by. */
    private record Keyed(Object value, Element element) {}

    @Override
    public Iterator<Element> elements() {
        return sorted().map(StoredImage::whole).iterator();
    }

    @Override
    public Iterator<Element> described() {
        return sorted().iterator();
    }

    private Stream<Element> sorted() {
        Comparator<Object> values =
                ascending ? Order.ascending() : Order.ascending().reversed();
        Comparator<Keyed> order = Comparator.comparing(Keyed::value, values);
        List<Keyed> best = new ArrayList<>();
        int most = 0;
        for (Iterator<? extends Element> all = source.described(); all.hasNext(); ) {
            Element element = all.next();
            best.add(new Keyed(element.properties().get(key).orElse(Nothing.NULL), element));
            if (best.size() > most) {
                most = best.size();
                budget.hold(BYTES);
            }
            if (best.size() >= 2L * limit + MORE) {
                best.sort(order);
                best.subList(limit, best.size()).clear();
            }
        }
        best.sort(order);
        return best.stream().limit(limit).map(Keyed::element);
    }
}
