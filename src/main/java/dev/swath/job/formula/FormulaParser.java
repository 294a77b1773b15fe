package dev.swath.job.formula;

import dev.swath.job.formula.Formula.Binary;
import dev.swath.job.formula.Formula.BinaryFunction;
import dev.swath.job.formula.Formula.Unary;
import dev.swath.job.formula.Formula.UnaryFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads a formula by descent, an operator at a time. From the weakest to the strongest: {@code ? :}, {@code ||}, {@code &&},
 * comparisons, {@code + -}, {@code * /}, a sign, {@code ^} (which groups from the right, so that {@code -a^2} is {@code -(a^2)}).
 */
final class FormulaParser {

    /** Deeper than anything written by hand, and well within the stack. */
    private static final int DEEPEST = 100;

    /** From the weakest to the strongest. */
    private static final List<Map<String, BinaryFunction>> LEVELS = List.of(
            Map.of("||", BinaryFunction.OR),
            Map.of("&&", BinaryFunction.AND),
            Map.of(
                    "<", BinaryFunction.LESS,
                    "<=", BinaryFunction.LESS_OR_EQUAL,
                    ">", BinaryFunction.GREATER,
                    ">=", BinaryFunction.GREATER_OR_EQUAL,
                    "==", BinaryFunction.EQUAL,
                    "!=", BinaryFunction.NOT_EQUAL),
            Map.of("+", BinaryFunction.ADD, "-", BinaryFunction.SUBTRACT),
            Map.of("*", BinaryFunction.MULTIPLY, "/", BinaryFunction.DIVIDE));

    private static final Map<String, UnaryFunction> UNARY = Map.of(
            "abs", UnaryFunction.ABS,
            "sqrt", UnaryFunction.SQRT,
            "log", UnaryFunction.LOG,
            "exp", UnaryFunction.EXP);

    private static final Map<String, BinaryFunction> BINARY =
            Map.of("min", BinaryFunction.MIN, "max", BinaryFunction.MAX);

    private final List<FormulaToken> words;
    private int at;
    private int depth;

    FormulaParser(String text) {
        this.words = FormulaLexer.words(text);
    }

    Formula parse() {
        Formula formula = choice();
        if (next().kind() != FormulaToken.Kind.END) {
            throw expected("an operator");
        }
        return formula;
    }

    private Formula choice() {
        if (++depth > DEEPEST) {
            throw new FormulaException(
                    next().column(), "more than " + DEEPEST + " parts lie within each other; write it in fewer");
        }
        Formula condition = level(0);
        Formula whole = condition;
        if (accept("?")) {
            Formula whereTrue = choice();
            require(":");
            whole = new Formula.Choice(condition, whereTrue, choice());
        }
        depth--;
        return whole;
    }

    private Formula level(int level) {
        if (level == LEVELS.size()) {
            return sign();
        }
        Formula left = level(level + 1);
        while (next().kind() == FormulaToken.Kind.SYMBOL && LEVELS.get(level).containsKey(next().text())) {
            BinaryFunction function = LEVELS.get(level).get(take().text());
            left = new Binary(function, left, level(level + 1));
        }
        return left;
    }

    private Formula sign() {
        List<UnaryFunction> signs = new ArrayList<>();
        while (next().is("-") || next().is("+") || next().is("!")) {
            String sign = take().text();
            if (!sign.equals("+")) {
                signs.add(0, sign.equals("-") ? UnaryFunction.NEGATE : UnaryFunction.NOT);
            }
        }
        Formula formula = power();
        for (UnaryFunction function : signs) {
            formula = function == UnaryFunction.NEGATE && formula instanceof Formula.Constant number
                    ? new Formula.Constant(-number.value())
                    : new Unary(function, formula);
        }
        return formula;
    }

    private Formula power() {
        Formula base = operand();
        if (!accept("^")) {
            return base;
        }
        if (++depth > DEEPEST) {
            throw new FormulaException(
                    next().column(), "more than " + DEEPEST + " powers follow each other; write fewer");
        }
        Formula exponent = sign();
        depth--;
        return new Binary(BinaryFunction.POWER, base, exponent);
    }

    private Formula operand() {
        FormulaToken word = take();
        return switch (word.kind()) {
            case NUMBER -> number(word);
            case NAME -> next().is("(") ? call(word) : new Formula.BandName(word.text(), word.column());
            default -> {
                if (!word.is("(")) {
                    at--;
                    throw expected("a band, a number or '('");
                }
                Formula inner = choice();
                require(")");
                yield inner;
            }
        };
    }

    private static Formula number(FormulaToken word) {
        double value = Double.parseDouble(word.text());
        if (Double.isInfinite(value)) {
            throw new FormulaException(
                    word.column(), word.shown() + " is too large for a number; write one below 1.8e308");
        }
        return new Formula.Constant(value);
    }

    private Formula call(FormulaToken name) {
        require("(");
        List<Formula> arguments = new ArrayList<>();
        do {
            arguments.add(choice());
        } while (accept(","));
        require(")");
        if (UNARY.containsKey(name.text()) && arguments.size() == 1) {
            return new Unary(UNARY.get(name.text()), arguments.get(0));
        }
        if (BINARY.containsKey(name.text()) && arguments.size() >= 2) {
            return arguments.stream()
                    .reduce((left, right) -> new Binary(BINARY.get(name.text()), left, right))
                    .orElseThrow();
        }
        throw new FormulaException(name.column(), wrongCall(name, arguments.size()));
    }

    private static String wrongCall(FormulaToken name, int given) {
        if (UNARY.containsKey(name.text())) {
            return name.shown() + " has " + given + " values; write one";
        }
        return BINARY.containsKey(name.text())
                ? name.shown() + " has one value; write two or more, separated by commas"
                : name.shown() + " is not a function; write min, max, abs, sqrt, log or exp";
    }

    private FormulaToken next() {
        return words.get(at);
    }

    private FormulaToken take() {
        FormulaToken word = words.get(at);
        at++;
        return word;
    }

    private boolean accept(String symbol) {
        boolean there = next().is(symbol);
        if (there) {
            at++;
        }
        return there;
    }

    private void require(String symbol) {
        if (!accept(symbol)) {
            throw expected("'" + symbol + "'");
        }
    }

    private FormulaException expected(String what) {
        String found = next().kind() == FormulaToken.Kind.END
                ? "the formula ends where " + what + " is expected; complete it"
                : "there is " + next().shown() + " where " + what + " is expected; correct the formula";
        return new FormulaException(next().column(), found);
    }
}
