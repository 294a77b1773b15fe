package dev.swath.report;

import java.util.List;
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

    /** A time as people say it: seconds up to two minutes, then minutes, then hours. */
    static String duration(double seconds) {
        if (seconds < 120) {
            return seconds(seconds);
        }
        long whole = Math.round(seconds);
        return whole < 7200
                ? of("%d min %02d s", whole / 60, whole % 60)
                : of("%d h %02d min", whole / 3600, whole % 3600 / 60);
    }

    /**
     * A table that is folded away.
     *
     * @param name what is seen of it before it is opened, plain text
     * @param caption plain text
     * @param columns their headings, plain text
     * @param rows markup
     */
    static String table(String name, String caption, List<String> columns, String rows) {
        return "<details><summary>" + text(name) + "</summary>" + table(caption, columns, rows) + "</details>";
    }

    /** A table that can be scrolled by keys where it is too wide. */
    static String table(String caption, List<String> columns, String rows) {
        StringBuilder table = new StringBuilder(of(
                "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"%s\"><table><caption>%s</caption><thead><tr>",
                text(caption), text(caption)));
        columns.forEach(column ->
                table.append("<th scope=\"col\">").append(text(column)).append("</th>"));
        return table.append("</tr></thead><tbody>\n")
                .append(rows)
                .append("</tbody></table></div>")
                .toString();
    }

    /** Seconds with as many digits as tell something. */
    static String seconds(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f s" : "%.1f s", value);
    }
}
