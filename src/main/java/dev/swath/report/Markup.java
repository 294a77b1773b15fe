package dev.swath.report;

import java.util.Locale;

/** Text for a page of HTML or a drawing in it. Whatever is not the page's own goes through {@link #text}. */
final class Markup {

    private Markup() {}

    /** Text as it may stand between tags and in quoted attributes; what no page may hold is left out. */
    static String text(String any) {
        StringBuilder safe = new StringBuilder(any.length());
        any.codePoints().filter(Markup::isAllowed).forEach(point -> {
            switch (point) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.appendCodePoint(point);
            }
        });
        return safe.toString();
    }

    /** Neither control characters nor halves of a pair. */
    private static boolean isAllowed(int point) {
        return point == '\n'
                || point == '\t'
                || !Character.isISOControl(point) && Character.getType(point) != Character.SURROGATE;
    }

    /** A template with values, numbers in the one way that programs read. */
    static String of(String template, Object... values) {
        return String.format(Locale.ROOT, template, values);
    }

    /** A length or a place in a drawing. */
    static String place(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    /** Seconds with as many digits as tell something. */
    static String seconds(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f s" : "%.1f s", value);
    }
}
