package dev.swath.earthengine.compute;

import dev.swath.earthengine.expression.Raster;
import dev.swath.job.formula.Formula;
import java.util.function.Function;

/**
 * A formula as an expression of Earth Engine. A pixel is masked where one of its bands is, and where it would be divided by zero, for
 * which Earth Engine itself returns 0.
 */
final class FormulaRaster {

    private final Function<Formula.BandName, Operand> bands;

    /** @param bands the bands of the image by their names */
    FormulaRaster(Function<Formula.BandName, Operand> bands) {
        this.bands = bands;
    }

    Operand of(Formula formula) {
        if (formula instanceof Formula.Constant constant) {
            return Operand.constant(constant.value());
        }
        if (formula instanceof Formula.BandName band) {
            return bands.apply(band);
        }
        if (formula instanceof Formula.Unary unary) {
            return unary(unary.function(), of(unary.operand()));
        }
        if (formula instanceof Formula.Binary binary) {
            return binary(binary.function(), of(binary.left()), of(binary.right()));
        }
        Formula.Choice choice = (Formula.Choice) formula;
        return choice(of(choice.condition()), of(choice.whereTrue()), of(choice.whereFalse()));
    }

    private static Operand unary(Formula.UnaryFunction function, Operand operand) {
        ValueRange range = operand.range();
        return switch (function) {
            case NEGATE -> new Operand(operand.raster().binary("multiply", Raster.constant(-1)), range.negated());
            case NOT -> new Operand(operand.raster().unary("not"), ValueRange.ofTruth());
            case ABS -> new Operand(operand.raster().unary("abs"), range.absolute());
            case SQRT -> new Operand(operand.raster().unary("sqrt"), ValueRange.ofFractions());
            case LOG -> new Operand(operand.raster().unary("log"), ValueRange.ofFractions());
            case EXP -> new Operand(operand.raster().unary("exp"), ValueRange.ofFractions());
        };
    }

    private static Operand binary(Formula.BinaryFunction function, Operand left, Operand right) {
        ValueRange a = left.range();
        ValueRange b = right.range();
        return switch (function) {
            case ADD -> call("add", left, right, a.plus(b));
            case SUBTRACT -> call("subtract", left, right, a.plus(b.negated()));
            case MULTIPLY -> call("multiply", left, right, a.times(b));
            case DIVIDE -> divided(left, right);
            case POWER -> call("pow", left, right, ValueRange.ofFractions());
            case MIN -> call("min", left, right, a.smaller(b));
            case MAX -> call("max", left, right, a.larger(b));
            case LESS -> call("lt", left, right, ValueRange.ofTruth());
            case LESS_OR_EQUAL -> call("lte", left, right, ValueRange.ofTruth());
            case GREATER -> call("gt", left, right, ValueRange.ofTruth());
            case GREATER_OR_EQUAL -> call("gte", left, right, ValueRange.ofTruth());
            case EQUAL -> call("eq", left, right, ValueRange.ofTruth());
            case NOT_EQUAL -> call("neq", left, right, ValueRange.ofTruth());
            case AND -> call("and", left, right, ValueRange.ofTruth());
            case OR -> call("or", left, right, ValueRange.ofTruth());
        };
    }

    private static Operand call(String function, Operand left, Operand right, ValueRange range) {
        return new Operand(left.raster().binary(function, right.raster()), range);
    }

    private static Operand divided(Operand left, Operand right) {
        Operand quotient = call("divide", left, right, ValueRange.ofFractions());
        boolean possible = right.range().least() <= 0 && right.range().most() >= 0;
        return possible
                ? new Operand(
                        quotient.raster().updateMask(right.raster().binary("neq", Raster.constant(0))),
                        quotient.range())
                : quotient;
    }

    /** Unlike {@code Image.where}, which keeps the second value where the condition or the first value is masked. */
    private static Operand choice(Operand condition, Operand whereTrue, Operand whereFalse) {
        Raster chosen = whereFalse
                .raster()
                .unmask(0)
                .where(condition.raster(), whereTrue.raster().unmask(0));
        Raster valid = whereFalse
                .raster()
                .mask()
                .where(condition.raster(), whereTrue.raster().mask());
        Raster known = condition.raster().mask();
        return new Operand(
                chosen.updateMask(valid).updateMask(known), whereTrue.range().or(whereFalse.range()));
    }
}
