package dev.swath.emulator.expression;

import dev.swath.emulator.raster.ComputationException;
import dev.swath.emulator.raster.PixelType;
import java.util.Locale;

/** Functions of values of any kind. */
final class LogicFunctions {

    private LogicFunctions() {}

    static void addTo(Algorithms table) {
        table.add(
                "If(Object condition?, Object trueCase?, Object falseCase?): Object",
                "One of two values, by a condition. Only that one is evaluated.",
                a -> a.value(Convert.truth(a.value("condition")) ? "trueCase" : "falseCase"));
        table.add(
                "IsEqual(Object left?, Object right?): Boolean",
                "Whether two values are equal.",
                a -> Order.same(a.value("left"), a.value("right")));
        table.add(
                "ObjectType(Object value?): String",
                "The name of a value's type.",
                a -> Convert.typeName(a.value("value")));
        table.add(
                "ErrorMargin(Float value?, String unit = 'meters'): ErrorMargin",
                "How far a result may be from the exact one. Results are exact here, whatever it is.",
                a -> new ErrorMargin(a.optionalDecimal("value").orElse(0), a.text("unit")));
        table.add(
                "PixelType(Object precision, Number minValue?, Number maxValue?, Integer dimensions = 0): PixelType",
                "The type of a band's values.",
                LogicFunctions::pixelType);
        Numbers.CASTS.forEach((name, type) -> {
            if (!name.matches("byte|short|int|long")) {
                table.add("PixelType." + name + "(): PixelType", "The type " + name + ".", a -> type);
            }
        });
    }

    /**
     * How exact a result has to be.
     *
     * @param value distance
     * @param unit of the distance
     */
    record ErrorMargin(double value, String unit) {}

    private static Object pixelType(Arguments arguments) {
        Object precision = arguments.value("precision");
        if (precision instanceof PixelType type) {
            return type;
        }
        String name = String.valueOf(precision).toUpperCase(Locale.ROOT);
        try {
            return new PixelType(
                    PixelType.Precision.valueOf(name),
                    arguments.optionalDecimal("minValue").orElse(Double.NEGATIVE_INFINITY),
                    arguments.optionalDecimal("maxValue").orElse(Double.POSITIVE_INFINITY),
                    Math.max(0, arguments.integer("dimensions")));
        } catch (IllegalArgumentException e) {
            throw ComputationException.of("PixelType: Unknown precision '%s'.", precision);
        }
    }
}
