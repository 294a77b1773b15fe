package dev.swath.emulator.expression;

import dev.swath.emulator.raster.ArrayValue;
import dev.swath.emulator.raster.Block;
import dev.swath.emulator.raster.PixelType;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * Arithmetic that numbers and bands share: each operation with the rule for the type of its result. Source: the descriptions of
 * Earth Engine's functions, such as "returning 0 for division by 0".
 */
final class Numbers {

    /** How the type of a result follows from the types of two inputs. */
    interface TypeRule {
        PixelType of(PixelType left, PixelType right);
    }

    /**
     * An operation on two values.
     *
     * @param description what it computes
     * @param apply computes it
     * @param type of the result
     */
    record Binary(String description, DoubleBinaryOperator apply, TypeRule type) {}

    /**
     * An operation on one value.
     *
     * @param description what it computes
     * @param apply computes it; not a number stands for a masked result
     * @param type of the result; the second type is the same as the first
     */
    record Unary(String description, DoubleUnaryOperator apply, TypeRule type) {}

    static final Map<String, Binary> BINARY = binary();
    static final Map<String, Unary> UNARY = unary();
    /** Casts, by the name of the type: {@code uint8} and so on. */
    static final Map<String, PixelType> CASTS = casts();

    private Numbers() {}

    private static Map<String, Binary> binary() {
        Map<String, Binary> rows = new TreeMap<>();
        TypeRule logical = (a, b) -> PixelType.LOGICAL;
        TypeRule floating = (a, b) -> a.union(b).floating();
        TypeRule union = PixelType::union;
        rows.put("add", new Binary("Adds the second value to the first.", Double::sum, ResultTypes::sum));
        rows.put(
                "subtract",
                new Binary("Subtracts the second value from the first.", (a, b) -> a - b, ResultTypes::difference));
        rows.put("multiply", new Binary("Multiplies two values.", (a, b) -> a * b, ResultTypes::product));
        rows.put(
                "divide",
                new Binary(
                        "Divides the first value by the second; 0 for a division by 0.",
                        (a, b) -> b == 0 ? 0 : a / b,
                        floating));
        rows.put(
                "mod",
                new Binary("The remainder of a division; 0 for a division by 0.", (a, b) -> b == 0 ? 0 : a % b, union));
        rows.put("pow", new Binary("Raises the first value to the power of the second.", StrictMath::pow, floating));
        rows.put("max", new Binary("The greater of two values.", Math::max, union));
        rows.put("min", new Binary("The smaller of two values.", Math::min, union));
        rows.put("first", new Binary("The first value.", (a, b) -> a, (a, b) -> a));
        rows.put(
                "firstNonZero",
                new Binary("The first value, or the second if the first is 0.", (a, b) -> a != 0 ? a : b, union));
        rows.put(
                "atan2",
                new Binary(
                        "The angle of the vector (x, y), x first, in radians.",
                        (x, y) -> StrictMath.atan2(y, x),
                        floating));
        rows.put("hypot", new Binary("The length of the vector of both values.", StrictMath::hypot, floating));
        rows.put(
                "and",
                new Binary("1 if both values are non-zero, otherwise 0.", (a, b) -> a != 0 && b != 0 ? 1 : 0, logical));
        rows.put(
                "or",
                new Binary(
                        "1 if one of the values is non-zero, otherwise 0.",
                        (a, b) -> a != 0 || b != 0 ? 1 : 0,
                        logical));
        rows.put("eq", new Binary("1 if the values are equal, otherwise 0.", (a, b) -> a == b ? 1 : 0, logical));
        rows.put("neq", new Binary("1 if the values differ, otherwise 0.", (a, b) -> a != b ? 1 : 0, logical));
        rows.put(
                "lt",
                new Binary(
                        "1 if the first value is less than the second, otherwise 0.",
                        (a, b) -> a < b ? 1 : 0,
                        logical));
        rows.put(
                "lte",
                new Binary(
                        "1 if the first value is at most the second, otherwise 0.", (a, b) -> a <= b ? 1 : 0, logical));
        rows.put(
                "gt",
                new Binary(
                        "1 if the first value is greater than the second, otherwise 0.",
                        (a, b) -> a > b ? 1 : 0,
                        logical));
        rows.put(
                "gte",
                new Binary(
                        "1 if the first value is at least the second, otherwise 0.",
                        (a, b) -> a >= b ? 1 : 0,
                        logical));
        rows.put(
                "bitwiseAnd",
                new Binary("The bits that both values have.", (a, b) -> (long) a & (long) b, ResultTypes::bits));
        rows.put(
                "bitwiseOr",
                new Binary("The bits that one of the values has.", (a, b) -> (long) a | (long) b, ResultTypes::bits));
        rows.put(
                "bitwiseXor",
                new Binary(
                        "The bits that just one of the values has.", (a, b) -> (long) a ^ (long) b, ResultTypes::bits));
        rows.put(
                "leftShift",
                new Binary(
                        "The first value's bits, moved left by the second.",
                        (a, b) -> (long) a << (long) b,
                        (a, b) -> PixelType.INT64));
        rows.put(
                "rightShift",
                new Binary(
                        "The first value's bits, moved right by the second.",
                        (a, b) -> (long) a >> (long) b,
                        (a, b) -> ResultTypes.whole(a)));
        return rows;
    }

    private static Map<String, Unary> unary() {
        Map<String, Unary> rows = new TreeMap<>();
        TypeRule same = (a, b) -> a;
        TypeRule floating = (a, b) -> a.floating();
        rows.put(
                "not",
                new Unary("1 if the value is 0, otherwise 0.", a -> a == 0 ? 1 : 0, (a, b) -> PixelType.LOGICAL));
        rows.put("abs", new Unary("The absolute value.", Math::abs, ResultTypes::absolute));
        rows.put("sqrt", new Unary("The square root; masked for negative values.", Math::sqrt, floating));
        rows.put("cbrt", new Unary("The cubic root.", StrictMath::cbrt, floating));
        rows.put("exp", new Unary("Euler's number to the power of the value.", StrictMath::exp, floating));
        rows.put(
                "log",
                new Unary(
                        "The natural logarithm; masked where there is none.",
                        a -> finite(StrictMath.log(a)),
                        floating));
        rows.put(
                "log10",
                new Unary(
                        "The decimal logarithm; masked where there is none.",
                        a -> finite(StrictMath.log10(a)),
                        floating));
        rows.put("sin", new Unary("The sine of an angle in radians.", StrictMath::sin, floating));
        rows.put("cos", new Unary("The cosine of an angle in radians.", StrictMath::cos, floating));
        rows.put("tan", new Unary("The tangent of an angle in radians.", StrictMath::tan, floating));
        rows.put("asin", new Unary("The arc sine in radians.", StrictMath::asin, floating));
        rows.put("acos", new Unary("The arc cosine in radians.", StrictMath::acos, floating));
        rows.put("atan", new Unary("The arc tangent in radians.", StrictMath::atan, floating));
        rows.put("sinh", new Unary("The hyperbolic sine.", StrictMath::sinh, floating));
        rows.put("cosh", new Unary("The hyperbolic cosine.", StrictMath::cosh, floating));
        rows.put("tanh", new Unary("The hyperbolic tangent.", StrictMath::tanh, floating));
        rows.put("round", new Unary("The nearest whole number, halves upwards.", a -> Math.floor(a + 0.5), same));
        rows.put("floor", new Unary("The largest whole number that is not greater.", Math::floor, same));
        rows.put("ceil", new Unary("The smallest whole number that is not less.", Math::ceil, same));
        rows.put(
                "signum",
                new Unary(
                        "-1, 0 or 1 by the sign of the value.",
                        Math::signum,
                        (a, b) -> new PixelType(a.precision(), -1, 1)));
        rows.put(
                "bitwiseNot",
                new Unary("The bits that the value does not have.", a -> ~(long) a, (a, b) -> PixelType.INT64));
        rows.put(
                "bitCount",
                new Unary(
                        "The number of bits that are set.",
                        a -> Long.bitCount((long) a),
                        (a, b) -> PixelType.integer(0, 64)));
        return rows;
    }

    private static Map<String, PixelType> casts() {
        Map<String, PixelType> rows = new TreeMap<>();
        rows.put("uint8", PixelType.integer(0, 255));
        rows.put("byte", PixelType.integer(0, 255));
        rows.put("int8", PixelType.integer(-128, 127));
        rows.put("uint16", PixelType.integer(0, 65_535));
        rows.put("int16", PixelType.integer(-32_768, 32_767));
        rows.put("short", PixelType.integer(-32_768, 32_767));
        rows.put("uint32", PixelType.integer(0, 4_294_967_295.0));
        rows.put("int32", PixelType.integer(Integer.MIN_VALUE, Integer.MAX_VALUE));
        rows.put("int", PixelType.integer(Integer.MIN_VALUE, Integer.MAX_VALUE));
        rows.put("int64", PixelType.INT64);
        rows.put("long", PixelType.INT64);
        rows.put("float", PixelType.FLOAT);
        rows.put("double", PixelType.DOUBLE);
        return rows;
    }

    /** A number of the narrowest kind: whole numbers as such if the type is one of whole numbers. */
    static Number of(double value, PixelType type) {
        return type.isInteger() && value == Math.rint(value) && Math.abs(value) < 0x1p63
                ? (Number) (long) value
                : (Number) value;
    }

    /** A pixel: a number, or an array. */
    static Object of(Block block, int pixel, PixelType type) {
        if (!block.isOfArrays()) {
            return of(block.values()[pixel], type);
        }
        ArrayValue array = block.arrayAt(pixel);
        return new ArrayValue(type.withDimensions(0), array.shape(), array.values());
    }

    static Number apply(Binary operation, Number left, Number right) {
        PixelType type = operation.type().of(PixelType.of(left), PixelType.of(right));
        return of(operation.apply().applyAsDouble(left.doubleValue(), right.doubleValue()), type);
    }

    static Number apply(Unary operation, Number value) {
        PixelType own = PixelType.of(value);
        return of(
                operation.apply().applyAsDouble(value.doubleValue()),
                operation.type().of(own, own));
    }

    private static double finite(double value) {
        return Double.isInfinite(value) ? Double.NaN : value;
    }
}
