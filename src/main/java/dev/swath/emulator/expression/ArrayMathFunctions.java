package dev.swath.emulator.expression;

import dev.swath.emulator.array.ArrayParts;
import dev.swath.emulator.raster.ArrayValue;
import dev.swath.emulator.raster.PixelType;

/** Arithmetic of arrays, number by number: what numbers and bands have, too. */
final class ArrayMathFunctions {

    private ArrayMathFunctions() {}

    static void addTo(Algorithms table) {
        Numbers.BINARY.forEach((name, row) -> table.add(
                "Array." + name + "(Array left, Array right): Array",
                "Number by number: " + row.description(),
                a -> combined(row, a.array("left"), a.array("right"))));
        Numbers.UNARY.forEach((name, row) -> table.add(
                "Array." + name + "(Array input): Array",
                "Number by number: " + row.description(),
                a -> changed(row, a.array("input"))));
        Numbers.CASTS.forEach((name, type) -> {
            String text = "Casts numbers to " + name + "; out of range, to the nearest number that is in it.";
            table.add("Array." + name + "(Array input): Array", text, a -> cast(a.array("input"), type));
            table.add(
                    "Array.to" + Character.toUpperCase(name.charAt(0)) + name.substring(1) + "(Array input): Array",
                    text,
                    a -> cast(a.array("input"), type));
        });
        table.add(
                "Array.dotProduct(Array array1, Array array2): Number",
                "The sum of the products of two arrays of one dimension.",
                ArrayMathFunctions::dotProduct);
    }

    private static ArrayValue combined(Numbers.Binary row, ArrayValue left, ArrayValue right) {
        return left.combine(right, row.type().of(left.type(), right.type()), row.apply());
    }

    private static ArrayValue changed(Numbers.Unary row, ArrayValue array) {
        return array.map(row.type().of(array.type(), array.type()), row.apply());
    }

    private static ArrayValue cast(ArrayValue array, PixelType type) {
        return array.map(type, type::cast);
    }

    private static Object dotProduct(Arguments arguments) {
        ArrayValue left = arguments.array("array1");
        ArrayValue right = arguments.array("array2");
        boolean whole = left.type().isInteger() && right.type().isInteger();
        return Numbers.of(ArrayParts.dotProduct(left, right), whole ? PixelType.INT64 : PixelType.DOUBLE);
    }
}
