package dev.swath.emulator.expression;

import dev.swath.emulator.raster.ComputationException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Equality and order of values. */
final class Order {

    private Order() {}

    /** Whether two values are equal; whole numbers equal floating-point ones of the same value. */
    static boolean same(Object a, Object b) {
        if (a instanceof Collection || a instanceof Map) {
            ValueSize.check(a);
        }
        return equal(a, b);
    }

    private static boolean equal(Object a, Object b) {
        if (a instanceof Number x && b instanceof Number y) {
            return x.doubleValue() == y.doubleValue();
        }
        if (a instanceof List<?> x && b instanceof List<?> y) {
            boolean same = x.size() == y.size();
            for (int i = 0; same && i < x.size(); i++) {
                same = equal(x.get(i), y.get(i));
            }
            return same;
        }
        return a.equals(b);
    }

    /** The order of two values; empty if they can't be compared. */
    static Optional<Integer> compare(Object a, Object b) {
        Optional<Number> x = number(a);
        Optional<Number> y = number(b);
        if (x.isPresent() && y.isPresent()) {
            return Optional.of(Double.compare(x.get().doubleValue(), y.get().doubleValue()));
        }
        return a instanceof String s && b instanceof String t ? Optional.of(s.compareTo(t)) : Optional.empty();
    }

    private static Optional<Number> number(Object value) {
        return value instanceof Instant instant ? Optional.of(instant.toEpochMilli()) : Convert.number(value);
    }

    /** Ascending; null is last. */
    static Comparator<Object> ascending() {
        return (a, b) -> {
            if (a == Nothing.NULL || b == Nothing.NULL) {
                return Boolean.compare(a == Nothing.NULL, b == Nothing.NULL);
            }
            return compare(a, b)
                    .orElseThrow(() -> ComputationException.of(
                            "Can't compare %s with %s.", Convert.typeName(a), Convert.typeName(b)));
        };
    }
}
