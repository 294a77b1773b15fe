package dev.swath.emulator.expression;

import dev.swath.emulator.raster.ComputationException;
import dev.swath.emulator.raster.PixelType;
import java.util.IllegalFormatException;
import java.util.Locale;
import java.util.Map;

/** Functions of numbers: the arithmetic that bands have, too, and a few of their own. */
final class NumberFunctions {

    private NumberFunctions() {}

    static void addTo(Algorithms table) {
        Numbers.BINARY.forEach((name, row) -> table.add(
                "Number." + name + "(Number left, Number right): Number",
                row.description(),
                a -> Numbers.apply(row, a.number("left"), a.number("right"))));
        Numbers.UNARY.forEach((name, row) -> table.add(
                "Number." + name + "(Number input): Number",
                row.description(),
                a -> Numbers.apply(row, a.number("input"))));
        Numbers.CASTS.forEach((name, type) -> {
            String text = "Casts a number to " + name + "; out of range, to the nearest number that is in it.";
            table.add("Number." + name + "(Number input): Number", text, a -> cast(a, type));
            table.add(
                    "Number.to" + Character.toUpperCase(name.charAt(0)) + name.substring(1) + "(Number input): Number",
                    text,
                    a -> cast(a, type));
        });
        table.add(
                "Number.clamp(Number number, Float min, Float max): Number",
                "The nearest number within a range.",
                a -> Numbers.of(
                        Math.max(a.decimal("min"), Math.min(a.decimal("max"), a.decimal("number"))),
                        PixelType.of(a.number("number"))));
        table.add(
                "Number.unitScale(Number number, Float min, Float max): Number",
                "Where a number lies between two others: 0 at the first, 1 at the second.",
                a -> (a.decimal("number") - a.decimal("min")) / (a.decimal("max") - a.decimal("min")));
        table.add(
                "Number.parse(String input, Integer radix = 10): Number",
                "The number that a text holds.",
                NumberFunctions::parse);
        table.add(
                "Number.format(Number number, String pattern = '%s'): String",
                "A number as a text, by a pattern as printf has it.", NumberFunctions::format);
        table.add(
                "Number.expression(String expression, Dictionary<Object> vars?): Number",
                "The result of a formula.",
                a -> Formula.parse(a.text("expression"))
                        .evaluate(new NumberAlgebra(a.has("vars") ? a.dictionary("vars") : Map.of())));
    }

    private static Number cast(Arguments arguments, PixelType type) {
        return Numbers.of(type.cast(arguments.decimal("input")), type);
    }

    private static Object parse(Arguments arguments) {
        String text = arguments.text("input").strip();
        try {
            if (text.matches("[+-]?[0-9a-zA-Z]+") && (arguments.integer("radix") != 10 || text.matches("[+-]?\\d+"))) {
                return Long.parseLong(text, arguments.integer("radix"));
            }
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw ComputationException.of("Number.parse: Cannot parse '%s' as a number.", text);
        }
    }

    private static Object format(Arguments arguments) {
        Number number = arguments.number("number");
        String pattern = arguments.text("pattern");
        try {
            boolean whole = pattern.matches("(?s).*%[-#+ 0,(]*\\d*[dxXo].*");
            boolean real = pattern.matches("(?s).*%[-#+ 0,(]*\\d*(\\.\\d+)?[eEfgGaA].*");
            return String.format(
                    Locale.ROOT, pattern, whole ? (Object) number.longValue() : real ? number.doubleValue() : number);
        } catch (IllegalFormatException e) {
            throw ComputationException.of("Number.format: Invalid pattern '%s'.", pattern);
        }
    }
}
