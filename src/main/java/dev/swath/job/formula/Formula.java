package dev.swath.job.formula;

import java.util.LinkedHashMap;
import java.util.Map;

/** A value for each pixel, computed from the bands of an image. */
public sealed interface Formula {

    /**
     * The same number for each pixel.
     *
     * @param value finite
     */
    record Constant(double value) implements Formula {}

    /**
     * A band of the image, by its id or a common name such as {@code nir}.
     *
     * @param name as it was written
     * @param column where it stands in the text, counted from 1
     */
    record BandName(String name, int column) implements Formula {}

    /** A function of one value. */
    record Unary(UnaryFunction function, Formula operand) implements Formula {}

    /** A function of two values. */
    record Binary(BinaryFunction function, Formula left, Formula right) implements Formula {}

    /** One value where a condition is not 0, and another where it is. */
    record Choice(Formula condition, Formula whereTrue, Formula whereFalse) implements Formula {}

    /** Functions of one value. */
    enum UnaryFunction {
        NEGATE,
        NOT,
        ABS,
        SQRT,
        /** The natural logarithm. */
        LOG,
        EXP
    }

    /** Functions of two values. Comparisons and logic give 1 for true and 0 for false. */
    enum BinaryFunction {
        ADD,
        SUBTRACT,
        MULTIPLY,
        DIVIDE,
        POWER,
        LESS,
        LESS_OR_EQUAL,
        GREATER,
        GREATER_OR_EQUAL,
        EQUAL,
        NOT_EQUAL,
        AND,
        OR,
        MIN,
        MAX
    }

    /**
     * Reads a formula: numbers, names of bands, {@code + - * / ^}, comparisons, {@code && || !}, {@code condition ? a : b},
     * parentheses, and the functions {@code min max abs sqrt log exp}.
     *
     * @throws FormulaException if the text is not a formula; it says in which column
     */
    static Formula parse(String text) {
        return new FormulaParser(text).parse();
    }

    /** The names of bands in this formula with the column of the first use of each, in the order of their first use. */
    default Map<String, Integer> bandNames() {
        Map<String, Integer> names = new LinkedHashMap<>();
        collect(this, names);
        return names;
    }

    private static void collect(Formula formula, Map<String, Integer> names) {
        if (formula instanceof BandName band) {
            names.putIfAbsent(band.name(), band.column());
        } else if (formula instanceof Unary unary) {
            collect(unary.operand(), names);
        } else if (formula instanceof Binary binary) {
            collect(binary.left(), names);
            collect(binary.right(), names);
        } else if (formula instanceof Choice choice) {
            collect(choice.condition(), names);
            collect(choice.whereTrue(), names);
            collect(choice.whereFalse(), names);
        }
    }
}
