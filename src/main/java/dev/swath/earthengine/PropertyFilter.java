package dev.swath.earthengine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A filter on properties in the language of AIP-160, with bare names ({@code CLOUDY_PIXEL_PERCENTAGE < 85}) as in
 * v1alpha or with v1's prefix ({@code properties.CLOUDY_PIXEL_PERCENTAGE < 85}).
 *
 * @param text at least one comparison or function, with balanced quotes and parentheses
 */
public record PropertyFilter(String text) {

    private static final String PREFIX = "properties.";
    private static final Set<String> FIELDS = Set.of("startTime", "endTime");
    private static final Set<String> KEYWORDS = Set.of("AND", "OR", "NOT");

    /** Tokens. A name can contain a colon only if a comparison follows; otherwise the colon is AIP-160's "has". */
    private static final Pattern TOKEN = Pattern.compile("(?<space>\\s+)"
            + "|(?<quoted>\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"|'[^'\\\\]*+(?:\\\\.[^'\\\\]*+)*+')"
            + "|(?<comparator><=|>=|!=|=|<|>|:)"
            + "|(?<word>[\\p{L}_][\\w.\\-]*+(?::[\\w.\\-]++(?=\\s*+(?:[<>=]|!=)))?)"
            + "|(?<other>[()\\-+,]|[^\\s\"'()<>=!,:]++)");

    private static final Pattern COMPARISON_FOLLOWS = Pattern.compile("\\s*+(?:[<>=:]|!=)");
    private static final Pattern PARENTHESIS_FOLLOWS = Pattern.compile("\\s*+\\(");
    private static final Pattern VALUE = Pattern.compile("\\s*+[^\\s\"'()]++");

    /** Throws an IllegalArgumentException if the text is not such a filter. */
    public PropertyFilter {
        if (text.isBlank()) {
            throw new IllegalArgumentException("the filter is empty");
        }
        new Scan(text);
    }

    /** The filter in v1's form: each bare name with the prefix, everything else as written. */
    public String prefixed() {
        return new Scan(text).prefixed.toString().strip();
    }

    /** The names of the properties that it compares, without the prefix. */
    public Set<String> properties() {
        return Collections.unmodifiableSet(new Scan(text).properties);
    }

    /** Like {@link #prefixed()}, in parentheses if joining it to other filters with AND would change its meaning. */
    String conjunct() {
        Scan scan = new Scan(text);
        String filter = scan.prefixed.toString().strip();
        return scan.hasOr ? "(" + filter + ")" : filter;
    }

    /**
     * The column of the text, from 1, at which a position of {@link #conjunct()} was written; empty if it is none of them.
     *
     * @param position from 0
     */
    OptionalInt column(int position) {
        Scan scan = new Scan(text);
        int inPrefixed = position - (scan.hasOr ? 1 : 0) + leadingSpace(scan.prefixed);
        if (inPrefixed < 0 || inPrefixed > scan.prefixed.length()) {
            return OptionalInt.empty();
        }
        int added = 0;
        for (int prefix : scan.prefixes) {
            if (prefix < inPrefixed) {
                added += Math.min(PREFIX.length(), inPrefixed - prefix);
            }
        }
        return OptionalInt.of(inPrefixed - added + 1);
    }

    private static int leadingSpace(CharSequence text) {
        return text.length() - text.toString().stripLeading().length();
    }

    /** One pass through the text. */
    private static final class Scan {
        private final StringBuilder prefixed = new StringBuilder();
        private final Set<String> properties = new LinkedHashSet<>();
        /** Where prefixes were added, in order. */
        private final List<Integer> prefixes = new ArrayList<>();

        private final String text;
        private boolean hasOr;
        private int depth;
        private int comparisons;
        /** Depth at which a function's arguments began; {@code MAX_VALUE} outside functions. */
        private int functionDepth = Integer.MAX_VALUE;

        Scan(String text) {
            this.text = text;
            Matcher token = TOKEN.matcher(text);
            int position = 0;
            while (position < text.length()) {
                token.region(position, text.length()).useTransparentBounds(true);
                if (!token.lookingAt()) {
                    throw unreadable(position);
                }
                position = take(token);
            }
            if (depth != 0) {
                throw new IllegalArgumentException("a parenthesis of the filter is not closed");
            }
            if (comparisons == 0) {
                throw new IllegalArgumentException(
                        "the filter has no comparison, such as" + " CLOUDY_PIXEL_PERCENTAGE < 85");
            }
        }

        /** Copies a token, and the value after a comparator. Returns where the next token begins. */
        private int take(Matcher token) {
            if (token.group("word") != null) {
                word(token);
            } else if (token.group("comparator") != null && functionDepth == Integer.MAX_VALUE) {
                comparisons++;
                return comparator(token);
            } else {
                parenthesis(token);
                prefixed.append(token.group());
            }
            return token.end();
        }

        private void word(Matcher token) {
            String word = token.group("word");
            boolean inFunction = functionDepth != Integer.MAX_VALUE;
            if (!inFunction && follows(COMPARISON_FOLLOWS, token.end()) && !FIELDS.contains(word)) {
                properties.add(word.startsWith(PREFIX) ? word.substring(PREFIX.length()) : word);
                if (!word.startsWith(PREFIX)) {
                    prefixes.add(prefixed.length());
                    prefixed.append(PREFIX);
                }
            } else if (!inFunction && follows(PARENTHESIS_FOLLOWS, token.end()) && !KEYWORDS.contains(word)) {
                functionDepth = depth;
                comparisons++;
            }
            hasOr |= !inFunction && word.equals("OR");
            prefixed.append(word);
        }

        private int comparator(Matcher token) {
            prefixed.append(token.group());
            Matcher value = VALUE.matcher(text).region(token.end(), text.length());
            if (!value.lookingAt()) {
                return token.end();
            }
            prefixed.append(value.group());
            return value.end();
        }

        private void parenthesis(Matcher token) {
            if (token.group().equals("(")) {
                depth++;
            } else if (token.group().equals(")")) {
                depth--;
                if (depth < 0) {
                    throw new IllegalArgumentException("a closing parenthesis of the filter has no opening one");
                }
                if (depth == functionDepth) {
                    functionDepth = Integer.MAX_VALUE;
                }
            }
        }

        private boolean follows(Pattern pattern, int position) {
            return pattern.matcher(text).region(position, text.length()).lookingAt();
        }

        private IllegalArgumentException unreadable(int position) {
            char at = text.charAt(position);
            String what = at == '"' || at == '\'' ? "a quote that is not closed" : "'" + at + "'";
            return new IllegalArgumentException(String.format(
                    Locale.ROOT, "the filter can't be understood from character %d on: %s", position + 1, what));
        }
    }
}
