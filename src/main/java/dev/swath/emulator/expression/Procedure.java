package dev.swath.emulator.expression;

import java.util.List;

/**
 * A function as a value: one that a client defined, or that was made from a formula.
 *
 * @param names of its arguments
 * @param body computes the result from as many values
 */
public record Procedure(List<String> names, Body body) {

    /** Computes a result. */
    public interface Body {
        Object call(List<Object> values);
    }

    public Procedure {
        names = List.copyOf(names);
    }

    /** The result for some values. */
    Object call(List<Object> values) {
        return body.call(values);
    }
}
