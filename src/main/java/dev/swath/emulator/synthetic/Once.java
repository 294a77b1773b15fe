package dev.swath.emulator.synthetic;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * A value that is computed when it is first asked for. If two threads ask at once, both compute it.
 *
 * @param <T> type of the value
 */
final class Once<T> implements Supplier<T> {

    private final Supplier<T> source;
    private volatile Optional<T> value = Optional.empty();

    private Once(Supplier<T> source) {
        this.source = source;
    }

    static <T> Supplier<T> of(Supplier<T> source) {
        return new Once<>(source);
    }

    @Override
    public T get() {
        if (value.isEmpty()) {
            value = Optional.of(source.get());
        }
        return value.get();
    }
}
