package dev.swath.emulator.expression;

import dev.swath.emulator.raster.ComputationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A formula such as {@code 2.5 * (NIR - RED) / (NIR + 6 * RED + 1)}, as Earth Engine's expressions have it. From the weakest to
 * the strongest: {@code ?:}, {@code ||}, {@code &&}, {@code ^}, {@code == !=}, {@code < <= > >=}, {@code << >>}, {@code + -},
 * {@code * / %}, signs and {@code ! ~}, {@code **}; calls, {@code image.band} and {@code image['band']}.
 */
sealed interface Formula {

    /** Computes formulas on values of one kind. */
    interface Algebra<V> {

        V number(Number value);

        V variable(String name);

        /** A band of an image, by name or position. */
        V band(V image, Object band);

        V unary(String function, V value);

        V binary(String function, V left, V right);

        V choice(V condition, V yes, V no);

        /** A call; the arguments are evaluated, texts stay texts. */
        V call(String function, List<Object> arguments);
    }

    record Literal(Number value) implements Formula {}

    record Text(String value) implements Formula {}

    record Variable(String name) implements Formula {}

    record BandOf(Formula image, Formula band) implements Formula {}

    record Unary(String function, Formula value) implements Formula {}

    record Binary(String function, Formula left, Formula right) implements Formula {}

    record Choice(Formula condition, Formula yes, Formula no) implements Formula {}

    record Call(String function, List<Formula> arguments) implements Formula {}

    /**
     * Parses a formula.
     *
     * @throws ComputationException with the position, if it is not one
     */
    static Formula parse(String text) {
        return new FormulaParser(text).parse();
    }

    /** Names of the functions that operators stand for. */
    Map<String, String> OPERATORS = Map.ofEntries(
            Map.entry("||", "or"),
            Map.entry("&&", "and"),
            Map.entry("^", "bitwiseXor"),
            Map.entry("|", "bitwiseOr"),
            Map.entry("&", "bitwiseAnd"),
            Map.entry("==", "eq"),
            Map.entry("!=", "neq"),
            Map.entry("<", "lt"),
            Map.entry("<=", "lte"),
            Map.entry(">", "gt"),
            Map.entry(">=", "gte"),
            Map.entry("<<", "leftShift"),
            Map.entry(">>", "rightShift"),
            Map.entry("+", "add"),
            Map.entry("-", "subtract"),
            Map.entry("*", "multiply"),
            Map.entry("/", "divide"),
            Map.entry("%", "mod"),
            Map.entry("**", "pow"));

    /** The value of the formula. */
    default <V> V evaluate(Algebra<V> algebra) {
        if (this instanceof Literal literal) {
            return algebra.number(literal.value());
        }
        if (this instanceof Variable variable) {
            return algebra.variable(variable.name());
        }
        if (this instanceof BandOf band) {
            return algebra.band(band.image().evaluate(algebra), selector(band.band()));
        }
        if (this instanceof Unary unary) {
            return algebra.unary(unary.function(), unary.value().evaluate(algebra));
        }
        if (this instanceof Binary binary) {
            return algebra.binary(
                    binary.function(),
                    binary.left().evaluate(algebra),
                    binary.right().evaluate(algebra));
        }
        if (this instanceof Choice choice) {
            return algebra.choice(
                    choice.condition().evaluate(algebra),
                    choice.yes().evaluate(algebra),
                    choice.no().evaluate(algebra));
        }
        if (this instanceof Call call) {
            List<Object> values = new ArrayList<>();
            for (Formula each : call.arguments()) {
                values.add(each instanceof Text text ? text.value() : each.evaluate(algebra));
            }
            return algebra.call(call.function(), values);
        }
        throw ComputationException.of("Image.parseExpression: A text stands where a value is expected.");
    }

    private static Object selector(Formula band) {
        if (band instanceof Text text) {
            return text.value();
        }
        if (band instanceof Literal literal) {
            return literal.value();
        }
        throw ComputationException.of("Image.parseExpression: A band is named by a text or a number.");
    }
}
