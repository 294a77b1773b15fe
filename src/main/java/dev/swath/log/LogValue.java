package dev.swath.log;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A text from outside as the value in a log line of {@code key=value} fields. It is quoted unless it is a plain word, so that it
 * can neither end the line nor look like another field.
 */
public final class LogValue {

    private static final int MOST = 2000;
    private static final Pattern BARE = Pattern.compile("[\\p{L}\\p{Nd}._:/@+,;~%#?&(){}\\[\\]*!$'<>|^-]+");

    private LogValue() {}

    /** The value, quoted if needed; at most 2000 characters. */
    public static String of(Object value) {
        String text = String.valueOf(value);
        return text.length() <= MOST && BARE.matcher(text).matches() ? text : quoted(text);
    }

    /** The value in quotes. */
    public static String quoted(Object value) {
        return '"' + escaped(value) + '"';
    }

    /** The value as one line, with quotes, backslashes and control characters escaped. */
    public static String escaped(Object value) {
        String text = String.valueOf(value);
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().limit(MOST).forEach(c -> {
            switch (c) {
                case '"' -> escaped.append("\\\"");
                case '\\' -> escaped.append("\\\\");
                case '\n' -> escaped.append("\\n");
                case '\r' -> escaped.append("\\r");
                case '\t' -> escaped.append("\\t");
                default -> append(escaped, c);
            }
        });
        return text.codePointCount(0, text.length()) > MOST
                ? escaped.append('…').toString()
                : escaped.toString();
    }

    /** Characters that break lines, change the direction of text or control a terminal are written as their numbers. */
    private static void append(StringBuilder escaped, int c) {
        switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> escaped.append(String.format(Locale.ROOT, "\\u%04x", c));
            default -> escaped.appendCodePoint(c);
        }
    }
}
