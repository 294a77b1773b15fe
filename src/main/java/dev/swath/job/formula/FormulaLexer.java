package dev.swath.job.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts the text of a formula into words. */
final class FormulaLexer {

    private static final Pattern WORD = Pattern.compile("(?<number>(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?)"
            + "|(?<name>[A-Za-z_][A-Za-z0-9_]*)"
            + "|'(?<quoted>[^']+)'"
            + "|(?<symbol><=|>=|==|!=|&&|\\|\\||[-+*/^<>!?:(),])"
            + "|(?<space>\\s+)");

    /** Words of a text, many times what is written by hand. */
    private static final int MOST_WORDS = 1000;

    private FormulaLexer() {}

    /** The words of a text, with the end as the last. */
    static List<FormulaToken> words(String text) {
        List<FormulaToken> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        int at = 0;
        while (at < text.length()) {
            if (!matcher.find(at) || matcher.start() != at) {
                throw new FormulaException(at + 1, unexpected(text, at));
            }
            if (words.size() == MOST_WORDS) {
                throw new FormulaException(at + 1, "more than " + MOST_WORDS + " words; write a shorter formula");
            }
            if (matcher.group("space") == null) {
                words.add(word(matcher, at + 1));
            }
            at = matcher.end();
        }
        words.add(new FormulaToken(FormulaToken.Kind.END, "", text.length() + 1));
        return words;
    }

    private static FormulaToken word(Matcher matcher, int column) {
        if (matcher.group("number") != null) {
            return new FormulaToken(FormulaToken.Kind.NUMBER, matcher.group(), column);
        }
        if (matcher.group("symbol") != null) {
            return new FormulaToken(FormulaToken.Kind.SYMBOL, matcher.group(), column);
        }
        String quoted = matcher.group("quoted");
        return new FormulaToken(FormulaToken.Kind.NAME, quoted == null ? matcher.group() : quoted, column);
    }

    private static String unexpected(String text, int at) {
        char character = text.charAt(at);
        return switch (character) {
            case '=' -> "'=' is not an operator; write == to compare";
            case '&' -> "'&' is not an operator; write && for and";
            case '|' -> "'|' is not an operator; write || for or";
            case '\'' -> "a quote is not closed; put the name of a band between two";
            default ->
                "'" + Character.toString(text.codePointAt(at))
                        + "' has no meaning; write bands, numbers, + - * / ^, comparisons, ? : and parentheses";
        };
    }
}
