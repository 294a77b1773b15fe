package dev.swath.emulator.expression;

import dev.swath.emulator.raster.ComputationException;
import java.util.List;
import java.util.Map;

/** Formulas of numbers. */
record NumberAlgebra(Map<String, Object> variables) implements Formula.Algebra<Number> {

    private static final Map<String, Double> CONSTANTS = Map.of("PI", Math.PI, "E", Math.E);

    @Override
    public Number number(Number value) {
        return value;
    }

    @Override
    public Number variable(String name) {
        Object value = variables.getOrDefault(name, CONSTANTS.getOrDefault(name, Double.NaN));
        if (value instanceof Double unknown && unknown.isNaN()) {
            throw ComputationException.of("Number.expression: Unknown variable '%s'.", name);
        }
        return Convert.number(value)
                .orElseThrow(() -> ComputationException.of("Number.expression: '%s' is not a number.", name));
    }

    @Override
    public Number band(Number image, Object band) {
        throw ComputationException.of("Number.expression: Numbers have no bands.");
    }

    @Override
    public Number unary(String function, Number value) {
        return Numbers.apply(Numbers.UNARY.get(function), value);
    }

    @Override
    public Number binary(String function, Number left, Number right) {
        return Numbers.apply(Numbers.BINARY.get(function), left, right);
    }

    @Override
    public Number choice(Number condition, Number yes, Number no) {
        return condition.doubleValue() != 0 ? yes : no;
    }

    @Override
    public Number call(String function, List<Object> arguments) {
        if (arguments.size() == 1 && Numbers.UNARY.containsKey(function) && arguments.get(0) instanceof Number value) {
            return unary(function, value);
        }
        if (arguments.size() == 2
                && Numbers.BINARY.containsKey(function)
                && arguments.get(0) instanceof Number left
                && arguments.get(1) instanceof Number right) {
            return binary(function, left, right);
        }
        throw ComputationException.of(
                "Number.expression: Unknown function '%s' of %d arguments.", function, arguments.size());
    }
}
