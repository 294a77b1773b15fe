package dev.swath.emulator.expression;

import dev.swath.emulator.raster.PixelType;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A reducer of single numbers.
 *
 * @param name of the output
 * @param rule computes it; not a number stands for none
 * @param resultType of the output for an input's type
 * @param description what it computes
 */
record Statistic(String name, Rule rule, UnaryOperator<PixelType> resultType, String description)
        implements ReducerValue {

    /** Computes a statistic of the first {@code count} values. */
    interface Rule {
        double of(double[] values, double[] weights, int count);
    }

    @Override
    public int inputs() {
        return 1;
    }

    @Override
    public List<String> outputs() {
        return List.of(name);
    }

    @Override
    public List<Object> numbers(double[][] columns, double[] weights, int count) {
        double result = rule.of(columns[0], weights, count);
        PixelType type = resultType.apply(PixelType.DOUBLE);
        return List.of(Double.isNaN(result) ? Nothing.NULL : Numbers.of(result, type));
    }

    /** Stays a statistic, so that filters recognize it. */
    @Override
    public ReducerValue named(List<String> names) {
        return new Statistic(names.get(0), rule, resultType, description);
    }

    @Override
    public int width() {
        return 1;
    }

    @Override
    public void reduce(double[][] columns, double[] weights, int count, double[] results) {
        results[0] = rule.of(columns[0], weights, count);
    }

    @Override
    public PixelType type(PixelType input, int output) {
        return resultType.apply(input);
    }
}
