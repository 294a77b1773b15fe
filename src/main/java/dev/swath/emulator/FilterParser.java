package dev.swath.emulator;

import dev.swath.emulator.FilterTokens.Kind;
import dev.swath.emulator.FilterTokens.Token;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads filters in the language of AIP-160 (https://google.aip.dev/160), in which OR binds tighter than AND:
 *
 * <pre>
 * expression  = sequence { "AND" sequence }
 * sequence    = factor { factor }
 * factor      = term { "OR" term }
 * term        = [ "NOT" | "-" ] ( "(" expression ")" | restriction )
 * restriction = name operator value | "intersects" "(" text ")"
 * </pre>
 */
final class FilterParser {

    private static final int DEEPEST = 64;
    private static final String AND = "AND";
    private static final String OR = "OR";
    private static final String NOT = "NOT";

    private final List<Token> tokens;
    private int next;
    private int depth;

    private FilterParser(List<Token> tokens) {
        this.tokens = tokens;
    }

    /**
     * Parses a filter; a blank filter is true for every image.
     *
     * @throws ApiException if it is not a filter
     */
    static FilterExpression parse(String filter) {
        FilterParser parser = new FilterParser(FilterTokens.of(filter));
        if (parser.peek().kind() == Kind.END) {
            return new FilterExpression.And(List.of());
        }
        FilterExpression expression = parser.expression();
        parser.expect(Kind.END);
        return expression;
    }

    private FilterExpression expression() {
        List<FilterExpression> sequences = new ArrayList<>();
        sequences.add(sequence());
        while (peek().isWord(AND)) {
            next++;
            sequences.add(sequence());
        }
        return sequences.size() == 1 ? sequences.get(0) : new FilterExpression.And(sequences);
    }

    private FilterExpression sequence() {
        List<FilterExpression> factors = new ArrayList<>();
        do {
            factors.add(factor());
        } while (!peek().isWord(AND) && peek().kind() != Kind.CLOSE && peek().kind() != Kind.END);
        return factors.size() == 1 ? factors.get(0) : new FilterExpression.And(factors);
    }

    private FilterExpression factor() {
        List<FilterExpression> terms = new ArrayList<>();
        terms.add(term());
        while (peek().isWord(OR)) {
            next++;
            terms.add(term());
        }
        return terms.size() == 1 ? terms.get(0) : new FilterExpression.Or(terms);
    }

    private FilterExpression term() {
        if (peek().isWord(NOT) || peek().kind() == Kind.MINUS) {
            next++;
            return new FilterExpression.Not(simple());
        }
        return simple();
    }

    private FilterExpression simple() {
        if (peek().kind() != Kind.OPEN) {
            return restriction();
        }
        next++;
        if (++depth > DEEPEST) {
            throw ApiException.invalid("Invalid filter: more than %d parentheses within each other.", DEEPEST);
        }
        FilterExpression expression = expression();
        expect(Kind.CLOSE);
        depth--;
        return expression;
    }

    private FilterExpression restriction() {
        Token name = take();
        if ((name.kind() != Kind.WORD && name.kind() != Kind.TEXT) || name.isWord(AND) || name.isWord(OR)) {
            throw unexpected(name);
        }
        if (name.kind() == Kind.WORD && peek().kind() == Kind.OPEN) {
            return function(name);
        }
        Token operator = expect(Kind.OPERATOR);
        Token value = take();
        if (value.kind() != Kind.WORD && value.kind() != Kind.TEXT) {
            throw unexpected(value);
        }
        return new Comparison(
                name.text(), Comparison.Operator.of(operator.text()), value.text(), value.kind() == Kind.TEXT);
    }

    private FilterExpression function(Token name) {
        if (!name.text().equals("intersects")) {
            throw ApiException.invalid("Invalid filter: unknown function '%s'.", name.text());
        }
        expect(Kind.OPEN);
        Token area = expect(Kind.TEXT);
        expect(Kind.CLOSE);
        return new FilterExpression.Intersects(Area.parse(area.text()));
    }

    private Token peek() {
        return tokens.get(next);
    }

    private Token take() {
        Token token = tokens.get(next);
        if (token.kind() != Kind.END) {
            next++;
        }
        return token;
    }

    private Token expect(Kind kind) {
        Token token = take();
        if (token.kind() != kind) {
            throw unexpected(token);
        }
        return token;
    }

    private static ApiException unexpected(Token token) {
        return ApiException.invalid("Invalid filter: unexpected '%s' at position %d.", token.text(), token.position());
    }
}
