package dev.swath.report;

import java.util.List;
import java.util.Locale;

/** Text for an HTML page or a drawing in it. Text from outside the page goes through {@link #text}. */
final class Markup {

    private Markup() {}

    /** Text that is safe between tags and in quoted attributes, without characters that HTML does not allow. */
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

    /** Neither control characters nor unpaired surrogates. */
    private static boolean isAllowed(int point) {
        return point == '\n'
                || point == '\t'
                || (!Character.isISOControl(point) && Character.getType(point) != Character.SURROGATE);
    }

    /** A template with values; numbers are formatted independently of the locale. */
    static String of(String template, Object... values) {
        return String.format(Locale.ROOT, template, values);
    }

    /** A length or a position in a drawing. */
    static String place(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    /** A time for people: seconds up to two minutes, then minutes, then hours. */
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
     * A table that is collapsed at first.
     *
     * @param name the text shown while it is collapsed, plain text
     * @param caption plain text
     * @param columns headings, plain text
     * @param rows markup
     */
    static String table(String name, String caption, List<String> columns, String rows) {
        return "<details><summary>" + text(name) + "</summary>" + table(caption, columns, rows) + "</details>";
    }

    /** A table that can be scrolled with the keyboard if it is too wide. */
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

    /** Seconds with a sensible number of digits. */
    static String seconds(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f s" : "%.1f s", value);
    }
}
