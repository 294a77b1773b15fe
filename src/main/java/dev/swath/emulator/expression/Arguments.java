package dev.swath.emulator.expression;

import dev.swath.emulator.raster.ArrayValue;
import dev.swath.emulator.raster.ComputationException;
import dev.swath.emulator.raster.GridProjection;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** The arguments of one call. Each is evaluated when it is first read, and converted to the type that is read. */
final class Arguments {

    private final Signature signature;
    private final Map<String, Node> nodes;
    private final Function<Node, Object> evaluate;
    private final Interpreter interpreter;
    private final Map<String, Object> evaluated = new HashMap<>();

    Arguments(Signature signature, Map<String, Node> nodes, Function<Node, Object> evaluate, Interpreter interpreter) {
        this.signature = signature;
        this.nodes = nodes;
        this.evaluate = evaluate;
        this.interpreter = interpreter;
    }

    /** Name of the function. */
    String function() {
        return signature.name();
    }

    Context context() {
        return interpreter.context();
    }

    Interpreter interpreter() {
        return interpreter;
    }

    /** An argument as it is; null if it is missing and has no default. */
    Object value(String name) {
        return evaluated.computeIfAbsent(name, this::evaluated);
    }

    private Object evaluated(String name) {
        Object given = Optional.ofNullable(nodes.get(name)).map(evaluate).orElse(Nothing.NULL);
        if (given != Nothing.NULL) {
            return given;
        }
        return signature
                .argument(name)
                .flatMap(Signature.Parameter::defaultValue)
                .orElse(Nothing.NULL);
    }

    /** Whether an argument has a value. */
    boolean has(String name) {
        return value(name) != Nothing.NULL;
    }

    private <T> T as(String name, Function<Object, Optional<T>> conversion) {
        Object value = value(name);
        if (value == Nothing.NULL) {
            throw signature.required(name);
        }
        return conversion
                .apply(value)
                .orElseThrow(() -> ComputationException.of(
                        "%s, argument '%s': Invalid type.\nExpected type: %s.\nActual type: %s.",
                        signature.name(),
                        name,
                        signature.argument(name).map(Signature.Parameter::type).orElse("Object"),
                        Convert.typeName(value)));
    }

    private <T> Optional<T> optional(String name, Function<Object, Optional<T>> conversion) {
        return has(name) ? Optional.of(as(name, conversion)) : Optional.empty();
    }

    Number number(String name) {
        return as(name, Convert::number);
    }

    double decimal(String name) {
        return number(name).doubleValue();
    }

    OptionalDouble optionalDecimal(String name) {
        return has(name) ? OptionalDouble.of(decimal(name)) : OptionalDouble.empty();
    }

    int integer(String name) {
        return (int) Math.max(
                Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, number(name).longValue()));
    }

    boolean flag(String name) {
        return Convert.truth(value(name));
    }

    String text(String name) {
        return as(name, Convert::text);
    }

    Optional<String> optionalText(String name) {
        return optional(name, Convert::text);
    }

    List<Object> list(String name) {
        return as(name, Convert::list);
    }

    Optional<List<Object>> optionalList(String name) {
        return optional(name, Convert::list);
    }

    /** A list of texts; a single text counts as a list of one. */
    List<String> texts(String name) {
        Object value = value(name);
        return value instanceof String text
                ? List.of(text)
                : list(name).stream().map(String::valueOf).toList();
    }

    Optional<List<String>> optionalTexts(String name) {
        return has(name) ? Optional.of(texts(name)) : Optional.empty();
    }

    List<Number> numbers(String name) {
        Object value = value(name);
        if (value instanceof Number number) {
            return List.of(number);
        }
        return list(name).stream()
                .map(each -> Convert.number(each)
                        .orElseThrow(() -> ComputationException.of(
                                "%s, argument '%s': Invalid type.\nExpected type: Number.\nActual type: %s.",
                                signature.name(), name, Convert.typeName(each))))
                .toList();
    }

    ArrayValue array(String name) {
        return as(name, Convert::array);
    }

    /** Whole numbers, such as axes and positions; an array of one dimension counts as a list. */
    List<Integer> integers(String name) {
        List<Number> numbers = value(name) instanceof ArrayValue array && array.dimensions() == 1
                ? Arrays.stream(array.values())
                        .<Number>mapToObj(Double::valueOf)
                        .toList()
                : numbers(name);
        return numbers.stream().map(Number::intValue).toList();
    }

    Map<String, Object> dictionary(String name) {
        return as(name, Convert::map);
    }

    Element element(String name) {
        return as(
                name,
                value -> value instanceof Element || value instanceof GeometryValue
                        ? Optional.of(Convert.element(value))
                        : Optional.empty());
    }

    ImageValue image(String name) {
        return as(name, Convert::image);
    }

    CollectionValue collection(String name) {
        return as(name, Convert::collection);
    }

    GeometryValue geometry(String name) {
        return as(name, Convert::geometry);
    }

    Optional<GeometryValue> optionalGeometry(String name) {
        return optional(name, Convert::geometry);
    }

    GridProjection projection(String name) {
        return as(name, Convert::projection);
    }

    Optional<GridProjection> optionalProjection(String name) {
        return optional(name, Convert::projection);
    }

    Instant instant(String name) {
        return as(name, Convert::instant);
    }

    Procedure procedure(String name) {
        return as(name, value -> value instanceof Procedure procedure ? Optional.of(procedure) : Optional.empty());
    }

    FilterValue filter(String name) {
        return as(name, value -> value instanceof FilterValue filter ? Optional.of(filter) : Optional.empty());
    }

    ReducerValue reducer(String name) {
        return as(name, value -> value instanceof ReducerValue reducer ? Optional.of(reducer) : Optional.empty());
    }

    DateRange dateRange(String name) {
        return as(name, Dates::range);
    }
}
