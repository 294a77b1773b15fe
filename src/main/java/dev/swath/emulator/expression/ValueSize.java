package dev.swath.emulator.expression;

import dev.swath.emulator.raster.ArrayValue;
import dev.swath.emulator.raster.ComputationException;
import java.util.Collection;
import java.util.Map;

/**
 * Counts what there is within a value. A list that is in many places of another one takes little memory, but is written, compared
 * and flattened once for each.
 */
final class ValueSize {

    private static final int MOST = 4_000_000;
    /** Characters that count like one value. */
    private static final int TEXT = 64;

    private ValueSize() {}

    /** Throws if a value holds too many others to be gone through. */
    static void check(Object value) {
        left(value, MOST);
    }

    /** How many more values there may be after a value. */
    private static int left(Object value, int most) {
        int left = most - 1;
        if (value instanceof String text) {
            left -= text.length() / TEXT;
        } else if (value instanceof ArrayValue array) {
            left -= array.values().length;
        } else if (value instanceof Collection<?> list) {
            for (Object each : list) {
                left = left(each, left);
            }
        } else if (value instanceof Map<?, ?> map) {
            left = left(map.values(), left);
        }
        if (left < 0) {
            throw ComputationException.outOfMemory();
        }
        return left;
    }
}
