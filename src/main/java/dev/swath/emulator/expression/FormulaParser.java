package dev.swath.emulator.expression;

import dev.swath.emulator.raster.ComputationException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses formulas by recursive descent. */
final class FormulaParser {

    private static final int DEEPEST = 200;
    private static final Pattern TOKEN =
            Pattern.compile("\\s*(?:(?<number>(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?|0[xX][0-9a-fA-F]+)"
                    + "|(?<name>[A-Za-z_][A-Za-z0-9_]*)"
                    + "|(?<text>'[^']*'|\"[^\"]*\")"
                    + "|(?<sign>\\*\\*|\\|\\||&&|==|!=|<=|>=|<<|>>|[-+*/%<>!~?:()\\[\\].,^&|=]))");
    private static final List<List<String>> LEVELS = List.of(
            List.of("||"),
            List.of("&&"),
            List.of("|"),
            List.of("^"),
            List.of("&"),
            List.of("==", "!="),
            List.of("<", "<=", ">", ">="),
            List.of("<<", ">>"),
            List.of("+", "-"),
            List.of("*", "/", "%"));

    /** A token, its kind (number, name, text, sign or end) and where it begins. */
    private record Token(String kind, String text, int at) {}

    private final List<Token> tokens = new ArrayList<>();
    private int next;
    private int depth;

    FormulaParser(String text) {
        Matcher matcher = TOKEN.matcher(text);
        int at = 0;
        while (!text.substring(at).isBlank()) {
            if (!matcher.find(at) || matcher.start() != at) {
                throw error(at, "unexpected character");
            }
            for (String kind : List.of("number", "name", "text", "sign")) {
                if (matcher.group(kind) != null) {
                    tokens.add(new Token(kind, matcher.group(kind), matcher.start(kind)));
                }
            }
            at = matcher.end();
        }
        tokens.add(new Token("end", "", text.length()));
    }

    Formula parse() {
        Formula formula = choice();
        if (!peek().kind().equals("end")) {
            throw error(peek().at(), "unexpected '" + peek().text() + "'");
        }
        return formula;
    }

    private Token peek() {
        return tokens.get(next);
    }

    private boolean take(String sign) {
        boolean there = peek().kind().equals("sign") && peek().text().equals(sign);
        next += there ? 1 : 0;
        return there;
    }

    private void expect(String sign) {
        if (!take(sign)) {
            throw error(peek().at(), "expected '" + sign + "'");
        }
    }

    private Formula choice() {
        if (++depth > DEEPEST) {
            throw error(peek().at(), "nested too deeply");
        }
        Formula condition = level(0);
        if (take("?")) {
            Formula yes = choice();
            expect(":");
            condition = new Formula.Choice(condition, yes, choice());
        }
        depth--;
        return condition;
    }

    private Formula level(int level) {
        if (level == LEVELS.size()) {
            return unary();
        }
        Formula left = level(level + 1);
        while (peek().kind().equals("sign") && LEVELS.get(level).contains(peek().text())) {
            String sign = peek().text();
            next++;
            left = new Formula.Binary(Formula.OPERATORS.get(sign), left, level(level + 1));
        }
        return left;
    }

    private Formula unary() {
        if (++depth > DEEPEST) {
            throw error(peek().at(), "nested too deeply");
        }
        Formula result;
        if (take("-")) {
            result = new Formula.Binary("subtract", new Formula.Literal(0L), unary());
        } else if (take("+")) {
            result = unary();
        } else if (take("!")) {
            result = new Formula.Unary("not", unary());
        } else if (take("~")) {
            result = new Formula.Unary("bitwiseNot", unary());
        } else {
            result = power();
        }
        depth--;
        return result;
    }

    private Formula power() {
        Formula base = suffixed(primary());
        return take("**") ? new Formula.Binary("pow", base, unary()) : base;
    }

    private Formula suffixed(Formula value) {
        Formula result = value;
        while (true) {
            if (take(".")) {
                if (!peek().kind().equals("name")) {
                    throw error(peek().at(), "expected the name of a band");
                }
                result = new Formula.BandOf(result, new Formula.Text(peek().text()));
                next++;
            } else if (take("[")) {
                result = new Formula.BandOf(result, choice());
                expect("]");
            } else {
                return result;
            }
        }
    }

    private Formula primary() {
        Token token = peek();
        next++;
        switch (token.kind()) {
            case "number" -> {
                return new Formula.Literal(number(token.text()));
            }
            case "text" -> {
                return new Formula.Text(token.text().substring(1, token.text().length() - 1));
            }
            case "name" -> {
                return take("(") ? call(token.text()) : new Formula.Variable(token.text());
            }
            default -> {
                next--;
                if (take("(")) {
                    Formula inner = choice();
                    expect(")");
                    return inner;
                }
                throw error(
                        token.at(),
                        token.kind().equals("end") ? "unexpected end" : "unexpected '" + token.text() + "'");
            }
        }
    }

    private Formula call(String name) {
        List<Formula> arguments = new ArrayList<>();
        if (!take(")")) {
            do {
                arguments.add(choice());
            } while (take(","));
            expect(")");
        }
        return new Formula.Call(name, arguments);
    }

    private static Number number(String text) {
        if (text.matches("0[xX].*")) {
            return Long.parseLong(text.substring(2), 16);
        }
        if (text.matches("\\d{1,18}")) {
            return Long.parseLong(text);
        }
        return Double.parseDouble(text);
    }

    private static ComputationException error(int at, String what) {
        return ComputationException.of(
                "Image.parseExpression: Unable to parse expression: %s at position %d.", what, at + 1);
    }
}
