package dev.swath.earthengine;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds a filter against the grammar of AIP-160 (https://google.aip.dev/160), and says at which column of the user's own text it
 * ends to be one: comparisons {@code NAME < VALUE} and functions, joined by AND and OR, negated by NOT or a minus, in parentheses.
 */
public final class FilterGrammar {

    private static final Pattern QUOTED = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"|'(?:[^'\\\\]|\\\\.)*+'");
    private static final Pattern COMPARATOR = Pattern.compile("<=|>=|!=|[=<>:]");
    /** A colon belongs to a name if a comparison follows it, as in {@code system:index = "x"}. */
    private static final Pattern NAME =
            Pattern.compile("[^\\s()\"'<>=!,:]++(?::[^\\s()\"'<>=!,:]++(?=\\s*+(?:[<>=]|!=)))?");

    private static final Pattern VALUE = Pattern.compile("[^\\s()\"'<>=!,]++");
    private static final Pattern WORD = Pattern.compile("[^\\s()\"']++");
    private static final Set<String> JOINING = Set.of("AND", "OR");
    private static final int LONGEST_EXCERPT = 20;

    private final String text;
    private int at;
    private int depth;

    private FilterGrammar(String text) {
        this.text = text;
    }

    /** Throws an IllegalArgumentException, with the column counted from 1, if the text is not such a filter. */
    public static void check(String text) {
        new FilterGrammar(text).expression();
    }

    private void expression() {
        term();
        while (!ends()) {
            if (take(")")) {
                depth--;
                if (depth < 0) {
                    throw fault(at - 1, "this parenthesis has no opening one");
                }
            } else {
                // Comparisons that nothing joins are joined by AND.
                at = behind(JOINING);
                term();
            }
        }
        if (depth > 0) {
            throw fault(text.length(), "a parenthesis is not closed");
        }
    }

    private void term() {
        boolean negated = skipNot() || (!ends() && take("-"));
        if (!ends() && take("(")) {
            depth++;
            term();
            return;
        }
        int begin = start();
        Optional<String> name = token(QUOTED).or(() -> token(NAME));
        if (name.filter(word -> !JOINING.contains(word)).isEmpty()) {
            throw fault(begin, negated ? "a comparison is missing after NOT" : "a comparison is missing here");
        }
        if (!ends() && text.charAt(at) == '(') {
            arguments();
            return;
        }
        int behind = start();
        Optional<String> comparator = token(COMPARATOR);
        if (comparator.isEmpty()) {
            throw fault(behind, name.get() + " is not compared with a value, as in CLOUDY_PIXEL_PERCENTAGE < 85");
        }
        int value = start();
        if (token(QUOTED)
                .or(() -> token(VALUE))
                .filter(word -> !JOINING.contains(word))
                .isEmpty()) {
            throw fault(
                    value,
                    value < text.length() && "\"'".indexOf(text.charAt(value)) >= 0
                            ? "this quote is not closed"
                            : "a value is missing after " + comparator.get());
        }
    }

    /** The arguments of a function, up to the parenthesis that closes them. */
    private void arguments() {
        int begin = at;
        int open = 0;
        do {
            if (ends()) {
                throw fault(begin, "this parenthesis is not closed");
            }
            if (take("(")) {
                open++;
            } else if (take(")")) {
                open--;
            } else if (token(QUOTED).or(() -> token(WORD)).isEmpty()) {
                throw fault(at, "this quote is not closed");
            }
        } while (open > 0);
    }

    private boolean skipNot() {
        int begin = start();
        at = behind(Set.of("NOT"));
        return at > begin;
    }

    /** Where the text goes on behind the next token if it is one of these words, else where that token begins. */
    private int behind(Set<String> words) {
        int begin = start();
        boolean found = token(NAME).filter(words::contains).isPresent();
        int end = at;
        return found ? end : begin;
    }

    private boolean take(String sign) {
        boolean there = text.startsWith(sign, start());
        at += there ? 1 : 0;
        return there;
    }

    private Optional<String> token(Pattern pattern) {
        Matcher token = pattern.matcher(text).region(start(), text.length()).useTransparentBounds(true);
        if (!token.lookingAt()) {
            return Optional.empty();
        }
        at = token.end();
        return Optional.of(token.group());
    }

    private boolean ends() {
        return start() == text.length();
    }

    /** Where the next token begins. */
    private int start() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private IllegalArgumentException fault(int position, String what) {
        return new IllegalArgumentException(
                String.format(Locale.ROOT, "is not a filter: column %d, %s: %s", position + 1, where(position), what));
    }

    private String where(int position) {
        String rest = text.substring(position);
        if (rest.isBlank()) {
            return "at its end";
        }
        return "at '" + (rest.length() <= LONGEST_EXCERPT ? rest : rest.substring(0, LONGEST_EXCERPT) + "…") + "'";
    }
}
