package dev.swath.flow.listing;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * The items of another iterator that pass a test. Each is tested once, and only when it is needed. Once {@link
 * #hasNext} has returned true, the item is available.
 */
final class FilteringIterator<T> implements Iterator<T> {

    private final Iterator<T> items;
    private final Predicate<T> test;
    private final BooleanSupplier goOn;
    private Optional<T> next = Optional.empty();

    /**
     * @param items the items to test
     * @param test may record items that do not pass
     * @param goOn whether more items are wanted, asked before each of them
     */
    FilteringIterator(Iterator<T> items, Predicate<T> test, BooleanSupplier goOn) {
        this.items = items;
        this.test = test;
        this.goOn = goOn;
    }

    @Override
    public boolean hasNext() {
        while (next.isEmpty() && goOn.getAsBoolean() && items.hasNext()) {
            next = Optional.of(items.next()).filter(test);
        }
        return next.isPresent();
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException("all items are taken");
        }
        T taken = next.get();
        next = Optional.empty();
        return taken;
    }
}
