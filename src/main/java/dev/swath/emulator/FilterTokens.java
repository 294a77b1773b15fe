package dev.swath.emulator;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits a filter into tokens. */
final class FilterTokens {

    /** Kinds of tokens. */
    enum Kind {
        WORD,
        TEXT,
        OPERATOR,
        OPEN,
        CLOSE,
        COMMA,
        MINUS,
        END
    }

    /**
     * A token.
     *
     * @param text without quotes and escapes
     * @param position of its first character in the filter, from 0
     */
    record Token(Kind kind, String text, int position) {

        boolean isWord(String word) {
            return kind == Kind.WORD && text.equals(word);
        }
    }

    private static final Pattern OPERATOR = Pattern.compile("<=|>=|!=|[=<>:]");
    /** A colon is part of a name if a comparison follows (system:index = …); otherwise it is an operator. */
    private static final Pattern NAME =
            Pattern.compile("[^\\s()\"'<>=!,:]++(?::[^\\s()\"'<>=!,:]++(?=\\s*+(?:[<>=]|!=)))?");

    private static final Pattern VALUE = Pattern.compile("[^\\s()\"'<>=!,]++");

    private final String filter;
    private final List<Token> tokens = new ArrayList<>();
    private int position;

    private FilterTokens(String filter) {
        this.filter = filter;
    }

    /** All tokens, the last of them {@link Kind#END}. */
    static List<Token> of(String filter) {
        FilterTokens scan = new FilterTokens(filter);
        while (scan.skipSpace()) {
            scan.next();
        }
        scan.tokens.add(new Token(Kind.END, "the end", filter.length()));
        return scan.tokens;
    }

    private boolean skipSpace() {
        while (position < filter.length() && Character.isWhitespace(filter.charAt(position))) {
            position++;
        }
        return position < filter.length();
    }

    private void next() {
        boolean value = !tokens.isEmpty() && tokens.get(tokens.size() - 1).kind() == Kind.OPERATOR;
        char c = filter.charAt(position);
        switch (c) {
            case '(' -> take(Kind.OPEN, 1);
            case ')' -> take(Kind.CLOSE, 1);
            case ',' -> take(Kind.COMMA, 1);
            case '"', '\'' -> quoted(c);
            default -> {
                if (c == '-' && !value) {
                    take(Kind.MINUS, 1);
                } else if (!matches(OPERATOR, Kind.OPERATOR) && !matches(value ? VALUE : NAME, Kind.WORD)) {
                    throw ApiException.invalid("Invalid filter: unexpected '%s' at position %d.", c, position);
                }
            }
        }
    }

    private boolean matches(Pattern pattern, Kind kind) {
        Matcher matcher = pattern.matcher(filter).region(position, filter.length());
        boolean found = matcher.lookingAt();
        if (found) {
            take(kind, matcher.end() - position);
        }
        return found;
    }

    private void take(Kind kind, int length) {
        tokens.add(new Token(kind, filter.substring(position, position + length), position));
        position += length;
    }

    private void quoted(char quote) {
        StringBuilder text = new StringBuilder();
        int at = position + 1;
        while (at < filter.length() && filter.charAt(at) != quote) {
            if (filter.charAt(at) == '\\' && at + 1 < filter.length()) {
                at++;
            }
            text.append(filter.charAt(at));
            at++;
        }
        if (at >= filter.length()) {
            throw ApiException.invalid("Invalid filter: the text at position %d has no end.", position);
        }
        tokens.add(new Token(Kind.TEXT, text.toString(), position));
        position = at + 1;
    }
}
